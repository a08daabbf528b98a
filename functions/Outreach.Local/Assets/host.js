// What every part of the page uses: the host's answers, sentences beside what caused them, and how things are written.

const GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const WIDE = "\f^{}\\[~]|€";

export const SILENT = "The host does not answer. Is it still running?";

export async function call(path, body) {
  const options = body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
  const response = await fetch("/simulator" + path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || `The host answered ${response.status}.`);
  return answer;
}

/** Does something, and says beside it what went wrong; what was said there before goes away. */
export async function attempt(place, work) {
  complain(place, "");
  try {
    await work();
  } catch (trouble) {
    complain(place, trouble instanceof TypeError ? SILENT : trouble.message);
  }
}

export function complain(place, sentence) {
  place.textContent = sentence;
  const field = document.querySelector(`[aria-describedby="${place.id}"]`);
  if (field) field.setAttribute("aria-invalid", String(sentence !== ""));
}

export function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export const format = (time, zone, parts) => new Intl.DateTimeFormat("en-GB", { timeZone: zone || "UTC", ...parts }).format(time);

/** How much room a message takes, while it is written. */
export function sizeOf(text) {
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
  return `${units} of ${parts === 1 ? alone : parts * joined} characters · ${priced(parts, plain)}`;
}

/** What is paid for: so many SMS. Letters outside the phones' own alphabet leave room for fewer. */
export const priced = (parts, plain) => `${parts} SMS${plain ? "" : ", special letters"}`;
