// One phone of the page: its user, its messages and its menu.

import { attempt, call, complain, element, format, priced, sizeOf } from "./host.js";

const NOBODY = "This phone has no number yet: write one above and press Use.";

export class Phone {
  #seen = null;
  #read = 0;
  #got = 0;
  #session = null;
  #typed = [];

  /**
   * @param code the USSD code that opens the menu
   * @param page callbacks for when a phone changed: lively(), showTime()
   */
  constructor(root, badge, code, page) {
    this.root = root;
    this.badge = badge;
    this.code = code;
    this.page = page;
    this.person = this.find(".person");
    this.input = this.find(".answer input");
    this.text = this.find(".compose textarea");
    this.#wire();
    this.choose();
  }

  find(selector) { return this.root.querySelector(selector); }

  get number() { return this.person.value; }

  get zone() { return this.person.selectedOptions[0]?.dataset.zone; }

  get isShown() { return this.root.getClientRects().length > 0; }

  #wire() {
    this.person.addEventListener("change", () => this.choose());
    this.#on(".other", "submit", ".who .error", () => this.#useOther());
    this.#on(".compose", "submit", ".compose .error", () => this.#send());
    this.#on(".answer", "submit", ".handset .error", () => this.#answer());
    this.#on(".call", "click", ".handset .error", () => (this.#session ? this.#answer() : this.#dial()));
    this.#on(".drop", "click", ".handset .error", () => this.#drop());
    this.find(".erase").addEventListener("click", () => { this.input.value = this.input.value.slice(0, -1); });
    this.find(".keys").addEventListener("click", (e) => { if (e.target.matches("button")) this.input.value += e.target.textContent; });
    this.text.addEventListener("input", () => this.#measure());
    this.text.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
      e.preventDefault();
      this.find(".compose").requestSubmit();
    });
  }

  #on(selector, event, place, work) {
    this.find(selector).addEventListener(event, (e) => { e.preventDefault(); attempt(this.find(place), work); });
  }

  #measure() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight + 2}px`;
    complain(this.find(".compose .error"), "");
    this.find(".count").textContent = this.text.value ? sizeOf(this.text.value) : "";
  }

  /** Switches to another person or none, and clears everything of the previous one. */
  choose() {
    this.#seen = null;
    this.#read = this.#got = 0;
    this.text.value = "";
    this.#measure();
    this.root.querySelectorAll(".error").forEach((place) => complain(place, ""));
    this.find(".facts").textContent = "";
    this.find(".log ol").replaceChildren(element("li", "empty", this.number ? "" : "Write a number above, and press Use."));
    this.#rest(this.number ? `Dial ${this.code} to open the menu.` : "");
    this.#remember();
    this.page.showTime();
    this.find(".other").hidden = this.number !== "";
    if (this.number) return attempt(this.find(".who .error"), () => this.refresh());
    this.find(".title").textContent = "Phone without a number";
    this.find(".other input").focus();
  }

  async #useOther() {
    const { phone, zone } = await call(`/phone?number=${encodeURIComponent(this.find(".other input").value)}`);
    if (![...this.person.options].some((option) => option.value === phone)) {
      const option = new Option(phone, phone);
      if (zone) option.dataset.zone = zone;
      this.person.add(option, 0);
    }
    this.person.value = phone;
    this.find(".other input").value = "";
    this.choose();
  }

  #remember() {
    const address = new URL(location.href);
    const name = this.root.dataset.phone === "1" ? "a" : "b";
    if (this.number) address.searchParams.set(name, this.number);
    else address.searchParams.delete(name);
    history.replaceState(null, "", address);
  }

  async refresh() {
    const number = this.number;
    if (!number) return;
    const [bubbles, who] = await Promise.all(["conversation?phone", "phone?number"].map((name) => call(`/${name}=${encodeURIComponent(number)}`)));
    if (number !== this.number) return;
    this.#introduce(who);
    const now = JSON.stringify(bubbles);
    const first = this.#seen === null;
    if (now !== this.#seen) this.#draw(bubbles, first);
    this.#seen = now;
    this.#got = bubbles.filter((bubble) => !bubble.fromPhone).length;
    if (first || this.isShown) this.#read = this.#got;
    this.count();
  }

  /** The number of SMS that came while the other phone was shown. */
  count() {
    if (this.isShown) this.#read = this.#got;
    this.badge.textContent = `${this.#got - this.#read} new`;
    this.badge.hidden = this.#got === this.#read;
  }

  /** Reads the phone's users again, because people join, change their language, and are erased. */
  #introduce({ name, role, language }) {
    const option = this.person.selectedOptions[0];
    const whose = name ? `${name}, ${role.toLowerCase()}` : this.number;
    if (option.text !== whose) option.text = whose;
    const facts = [this.number, ...(name ? [language] : ["nobody registered", `answered in ${language}`])].join(" · ");
    const pin = name ? option.dataset.pin : undefined;
    const place = this.find(".facts");
    if (place.textContent !== facts + (pin ? ` · PIN ${pin}` : "")) {
      place.replaceChildren(pin ? `${facts} · PIN ` : facts);
      if (pin) place.append(element("b", "", pin));
    }
    this.find(".title").textContent = name ? `${role}'s phone` : "Unregistered phone";
  }

  #draw(bubbles, first) {
    const log = this.find(".log");
    const old = log.querySelectorAll(".sms").length;
    const low = first || log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    const items = [];
    let day = "";
    bubbles.forEach((bubble, i) => {
      const time = new Date(bubble.sms.at);
      const itsDay = format(time, this.zone, { weekday: "long", day: "numeric", month: "long" });
      if (itsDay !== day) items.push(element("li", "day", day = itsDay));
      items.push(this.#bubble(bubble, time, !first && i >= old));
    });
    if (!items.length) items.push(element("li", "empty", "No messages yet. They come as things happen."));
    this.find(".log ol").replaceChildren(...items);
    if (low) log.scrollTop = log.scrollHeight;
  }

  #bubble({ sms, fromPhone, price }, time, isNew) {
    const item = element("li", `sms${fromPhone ? " mine" : ""}${isNew ? " new" : ""}`);
    const hour = format(time, this.zone, { hour: "2-digit", minute: "2-digit" });
    const size = priced(sms.segments, sms.encoding === "GSM-7");
    const meta = fromPhone ? [hour, size] : [hour, sms.purpose, size, price, sms.status];
    item.append(element("div", "text", sms.text), element("p", "meta", meta.filter(Boolean).join(" · ")));
    return item;
  }

  async #send() {
    if (!this.number) throw new Error(NOBODY);
    if (!this.text.value.trim()) return;
    const from = this.number;
    await call("/sms", { from, text: this.text.value });
    this.text.value = "";
    this.#measure();
    this.page.lively();
    await this.refresh();
  }

  async #dial() {
    if (!this.number) throw new Error(NOBODY);
    this.#session = `sim-${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
    this.#typed = [];
    await this.#turn();
  }

  async #answer() {
    if (!this.#session) return this.#dial();
    const answer = this.input.value.trim();
    if (!answer) return this.input.focus();
    this.#typed.push(answer);
    await this.#turn();
  }

  async #turn() {
    const session = this.#session;
    this.input.value = "";
    try {
      const shown = await call("/ussd", { phone: this.number, sessionId: session, text: this.#typed.join("*") });
      if (session === this.#session) this.#show(shown);
    } catch (trouble) {
      if (session !== this.#session) return;
      this.#rest("Connection problem or invalid MMI code.");
      throw trouble;
    }
    this.page.lively();
  }

  #show({ text, end }) {
    const screen = this.find(".shown");
    screen.textContent = text;
    screen.classList.remove("resting");
    this.find(".room").textContent = `${text.length} of 160 · ${160 - text.length} left${end ? " · ended" : ""}`;
    if (end) this.#session = null;
    this.#buttons();
    if (!end) this.input.focus({ preventScroll: true });
  }

  #rest(text) {
    this.#session = null;
    this.#typed = [];
    this.input.value = "";
    this.find(".shown").textContent = text;
    this.find(".shown").classList.add("resting");
    this.find(".room").textContent = "";
    this.#buttons();
  }

  #buttons() {
    this.find(".call").textContent = this.#session ? "Send" : "Dial";
    this.root.querySelectorAll(".drop, .answer input, .erase, .keys button").forEach((part) => { part.disabled = !this.#session; });
  }

  async #drop() {
    const session = this.#session;
    this.#rest("Signal lost. Dial again within ten minutes to go on from here.");
    this.find(".call").focus();
    await call("/ussd/drop", { phone: this.number, sessionId: session });
  }
}
