// The page: two phones, the clock that both share, and notices that do not move the page.

import { SILENT, attempt, call, format } from "./host.js";
import { Phone } from "./phone.js";

const main = document.querySelector("main");
const notice = document.getElementById("notice");
const clock = document.getElementById("now");
const moves = document.querySelectorAll("[data-advance]");
const phones = [];
let ahead = Date.parse(clock.dateTime) - Date.now();
let livelyUntil = Date.now() + 5000;
let noticeTimer = 0;

function tell(text, calm) {
  clearTimeout(noticeTimer);
  notice.textContent = text;
  notice.className = calm ? "notice calm" : "notice";
  notice.hidden = !text;
  if (text && calm) noticeTimer = setTimeout(() => { notice.hidden = true; }, 6000);
}

function showTime() {
  const zone = phones[0]?.zone;
  const time = new Date(Date.now() + ahead);
  clock.dateTime = time.toISOString();
  clock.textContent = format(time, zone, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" })
    + (zone ? ` ${zone.split("/")[1].replaceAll("_", " ")}` : " UTC");
}

const setTime = (now) => { ahead = Date.parse(now) - Date.now(); };

const lively = () => { livelyUntil = Date.now() + 5000; };

for (const root of document.querySelectorAll(".phone"))
  phones.push(new Phone(root, document.querySelector(`[data-show="${root.dataset.phone}"] .badge`), main.dataset.code, { lively, showTime }));

async function move(button) {
  moves.forEach((one) => { one.disabled = true; });
  tell("Time is passing…", true);
  try {
    const moved = await call("/clock", { advance: button.dataset.advance });
    setTime(moved.now);
    tell(`${button.textContent.slice(1)} later${moved.woken ? `; ${moved.woken} thing${moved.woken === 1 ? "" : "s"} fell due on the way` : ""}.`, true);
  } catch (trouble) {
    tell("", true);
    throw trouble;
  } finally {
    moves.forEach((one) => { one.disabled = false; });
    button.focus();
  }
  showTime();
  lively();
  await Promise.all(phones.map((phone) => phone.refresh()));
}

moves.forEach((button) => button.addEventListener("click", () => attempt(document.getElementById("clock-error"), () => move(button))));

document.querySelectorAll("[data-show]").forEach((button) => button.addEventListener("click", () => {
  main.dataset.shown = button.dataset.show;
  document.querySelectorAll("[data-show]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
  phones.forEach((phone) => phone.count());
}));

/** Another page may have moved the clock, and another phone may have written. */
async function look() {
  const [time] = await Promise.all([call("/clock"), ...phones.map((phone) => phone.refresh())]);
  setTime(time.now);
  if (notice.textContent === SILENT) tell("", true);
}

async function poll() {
  if (!document.hidden) {
    try {
      await look();
    } catch {
      tell(SILENT, false);
    }
    showTime();
  }
  setTimeout(poll, Date.now() < livelyUntil ? 350 : 1500);
}

showTime();
poll();
