"use strict";
(() => {
  const main = document.querySelector("main");
  const code = main.dataset.code;
  const notice = document.getElementById("notice");
  const clock = document.getElementById("now");
  let ahead = Date.parse(clock.dateTime) - Date.now();
  let livelyUntil = Date.now() + 5000;
  let noticeTimer = 0;

  const GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  const WIDE = "\f^{}\\[~]|€";

  async function call(path, body) {
    const options = body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
    const response = await fetch("/simulator" + path, options);
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(answer.error || `The host answered ${response.status}.`);
    return answer;
  }

  function tell(text, calm) {
    clearTimeout(noticeTimer);
    notice.textContent = text;
    notice.className = calm ? "notice calm" : "notice";
    notice.hidden = !text;
    if (text && calm) noticeTimer = setTimeout(() => { notice.hidden = true; }, 6000);
  }

  async function attempt(work) {
    try {
      await work();
    } catch (trouble) {
      tell(trouble instanceof TypeError ? "The host does not answer. Is it still running?" : trouble.message, false);
    }
  }

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  function sizeOf(text) {
    let units = 0;
    let plain = true;
    for (const letter of text) {
      if (GSM.includes(letter)) units += 1;
      else if (WIDE.includes(letter)) units += 2;
      else plain = false;
    }
    if (!plain) units = text.length;
    const [alone, joined] = plain ? [160, 153] : [70, 67];
    const parts = units <= alone ? 1 : Math.ceil(units / joined);
    return `${units} of ${parts === 1 ? alone : parts * joined} · ${parts} SMS${plain ? "" : " (Unicode)"}`;
  }

  function showTime() {
    const zone = phones[0] && phones[0].zone();
    const time = new Date(Date.now() + ahead);
    clock.dateTime = time.toISOString();
    clock.textContent = format(time, zone, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" })
      + (zone ? ` ${zone.split("/")[1].replace("_", " ")}` : " UTC");
  }

  const format = (time, zone, parts) => new Intl.DateTimeFormat("en-GB", { timeZone: zone || "UTC", ...parts }).format(time);

  class Phone {
    constructor(root) {
      this.root = root;
      this.find = (selector) => root.querySelector(selector);
      this.person = this.find(".person");
      this.input = this.find(".answer input");
      this.seen = null;
      this.session = null;
      this.typed = [];
      this.wire();
      this.choose();
    }

    get number() { return this.person.value; }

    zone() { return this.person.selectedOptions[0]?.dataset.zone; }

    wire() {
      this.person.addEventListener("change", () => this.choose());
      this.on(".other", "submit", () => this.useOther());
      this.on(".compose", "submit", () => this.send());
      this.on(".answer", "submit", () => this.answer());
      this.find(".erase").addEventListener("click", () => { this.input.value = this.input.value.slice(0, -1); });
      this.find(".keys").addEventListener("click", (e) => { if (e.target.matches("button")) this.input.value += e.target.textContent; });
      this.find(".call").addEventListener("click", () => attempt(() => (this.session ? this.answer() : this.dial())));
      this.find(".drop").addEventListener("click", () => attempt(() => this.drop()));
      const text = this.find(".compose textarea");
      text.addEventListener("input", () => this.measure(text));
      text.addEventListener("keydown", (e) => {
        if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
        e.preventDefault();
        this.find(".compose").requestSubmit();
      });
    }

    on(selector, event, work) {
      this.find(selector).addEventListener(event, (e) => { e.preventDefault(); attempt(() => work()); });
    }

    measure(text) {
      text.style.height = "auto";
      text.style.height = `${text.scrollHeight + 2}px`;
      this.find(".count").textContent = text.value ? sizeOf(text.value) : "";
    }

    choose() {
      this.find(".other").hidden = this.number !== "";
      if (this.number === "") return this.find(".other input").focus();
      const chosen = this.person.selectedOptions[0].dataset;
      const facts = this.find(".facts");
      facts.replaceChildren(chosen.pin ? `${this.number} · ${chosen.language} · PIN ` : `${this.number} · nobody of the demo`);
      if (chosen.pin) facts.append(element("b", "", chosen.pin));
      this.seen = null;
      this.find(".log").replaceChildren();
      this.rest(`Dial ${code} to open the menu.`);
      this.remember();
      attempt(() => this.refresh());
      showTime();
    }

    useOther() {
      const typed = this.find(".other input").value.replace(/[\s-]/g, "");
      if (!/^\+?[1-9]\d{7,14}$/.test(typed)) throw new Error("Write the number with its country code, such as +254711000099.");
      const number = typed.startsWith("+") ? typed : `+${typed}`;
      if (![...this.person.options].some((option) => option.value === number)) this.person.add(new Option(number, number), 0);
      this.person.value = number;
      this.choose();
    }

    remember() {
      const address = new URL(location.href);
      address.searchParams.set(this.root.dataset.phone === "1" ? "a" : "b", this.number);
      history.replaceState(null, "", address);
    }

    async refresh() {
      const number = this.number;
      if (!number) return;
      const bubbles = await call(`/conversation?phone=${encodeURIComponent(number)}`);
      const now = JSON.stringify(bubbles);
      if (now === this.seen || number !== this.number) return;
      const first = this.seen === null;
      this.seen = now;
      this.draw(bubbles, first);
    }

    draw(bubbles, first) {
      const log = this.find(".log");
      const old = log.querySelectorAll(".sms").length;
      const low = first || log.scrollHeight - log.scrollTop - log.clientHeight < 80;
      const items = [];
      let day = "";
      bubbles.forEach((bubble, i) => {
        const time = new Date(bubble.sms.at);
        const itsDay = format(time, this.zone(), { weekday: "long", day: "numeric", month: "long" });
        if (itsDay !== day) items.push(element("li", "day", day = itsDay));
        items.push(this.bubble(bubble, time, !first && i >= old));
      });
      log.replaceChildren(...(items.length ? items : [element("li", "empty", "No messages yet. They come as things happen.")]));
      if (low) log.scrollTop = log.scrollHeight;
    }

    bubble({ sms, fromPhone, price }, time, isNew) {
      const item = element("li", `sms${fromPhone ? " mine" : ""}${isNew ? " new" : ""}`);
      const hour = format(time, this.zone(), { hour: "2-digit", minute: "2-digit" });
      const size = `${sms.segments} × ${sms.encoding}`;
      const meta = fromPhone ? [hour, size] : [hour, sms.purpose, size, price, sms.status];
      item.append(element("div", "text", sms.text), element("p", "meta", meta.filter(Boolean).join(" · ")));
      return item;
    }

    async send() {
      const text = this.find(".compose textarea");
      if (!text.value.trim()) return;
      await call("/sms", { from: this.number, text: text.value });
      text.value = "";
      this.measure(text);
      lively();
      await this.refresh();
    }

    async dial() {
      this.session = `sim-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
      this.typed = [];
      await this.turn();
    }

    async answer() {
      if (!this.session) return this.dial();
      const answer = this.input.value.trim();
      if (!answer) return this.input.focus();
      this.typed.push(answer);
      await this.turn();
    }

    async turn() {
      const session = this.session;
      this.input.value = "";
      try {
        const shown = await call("/ussd", { phone: this.number, sessionId: session, text: this.typed.join("*") });
        if (session === this.session) this.show(shown);
      } catch (trouble) {
        this.rest("Connection problem or invalid MMI code.");
        throw trouble;
      }
      lively();
    }

    show({ text, end }) {
      const screen = this.find(".shown");
      screen.textContent = text;
      screen.classList.remove("resting");
      this.find(".room").textContent = `${text.length} of 160 · ${160 - text.length} left${end ? " · ended" : ""}`;
      if (end) this.session = null;
      this.buttons();
      if (!end) this.input.focus({ preventScroll: true });
    }

    rest(text) {
      this.session = null;
      this.typed = [];
      this.input.value = "";
      this.find(".shown").textContent = text;
      this.find(".shown").classList.add("resting");
      this.find(".room").textContent = "";
      this.buttons();
    }

    buttons() {
      this.find(".call").textContent = this.session ? "Send" : "Dial";
      this.find(".drop").disabled = !this.session;
      this.input.disabled = !this.session;
      this.find(".erase").disabled = !this.session;
    }

    async drop() {
      const session = this.session;
      this.rest("Signal lost. Dial again within ten minutes to go on from here.");
      this.find(".call").focus();
      await call("/ussd/drop", { phone: this.number, sessionId: session });
    }
  }

  const lively = () => { livelyUntil = Date.now() + 5000; };
  const phones = [];
  for (const root of document.querySelectorAll(".phone")) phones.push(new Phone(root));

  document.querySelectorAll("[data-advance]").forEach((button) => button.addEventListener("click", () => attempt(async () => {
    const all = document.querySelectorAll("[data-advance]");
    all.forEach((one) => { one.disabled = true; });
    tell("Time is passing…", true);
    try {
      const moved = await call("/clock", { advance: button.dataset.advance });
      ahead = Date.parse(moved.now) - Date.now();
      tell(`${button.textContent.slice(1)} later${moved.woken ? `; ${moved.woken} thing${moved.woken === 1 ? "" : "s"} fell due on the way` : ""}.`, true);
    } finally {
      all.forEach((one) => { one.disabled = false; });
      button.focus();
    }
    showTime();
    lively();
    await Promise.all(phones.map((phone) => phone.refresh()));
  })));

  document.querySelectorAll("[data-show]").forEach((button) => button.addEventListener("click", () => {
    main.dataset.shown = button.dataset.show;
    document.querySelectorAll("[data-show]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
  }));

  async function poll() {
    if (!document.hidden) {
      try {
        await Promise.all(phones.map((phone) => phone.refresh()));
        if (notice.textContent.startsWith("The host does not answer")) tell("", true);
      } catch {
        tell("The host does not answer. Is it still running?", false);
      }
      showTime();
    }
    setTimeout(poll, Date.now() < livelyUntil ? 350 : 1500);
  }

  showTime();
  poll();
})();
