// Shared by every part of the page: calls to the host, error sentences, and formats.

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

/** Runs an action and shows its error beside it; clears the previous error there. */
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

/** The size of a message, while it is written. */
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

/** The price: a number of SMS. Letters outside GSM-7 leave room for fewer per SMS. */
export const priced = (parts, plain) => `${parts} SMS${plain ? "" : ", special letters"}`;
