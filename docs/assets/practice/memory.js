/**
 * What was tried, in this browser only: by answer what was typed last, whether it was right, when, and a mark of the truth, so
 * that a new edition with another truth is noticed.
 * @typedef {{ said: string, isRight: boolean, day: number, mark: string }} Tried
 */
const PLACE = "altklausur.practice";

/** The day where the reader is, as a number; that of the quiz would cost each of both pages one more request. */
export const today = (now = new Date()) => Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000);

const isTried = (kept) => typeof kept?.said === "string" && typeof kept.isRight === "boolean" && Number.isInteger(kept.day) && typeof kept.mark === "string";

/** Everything that was tried. @returns {Record<string, Tried>} */
export const tried = () => {
  try {
    const found = Object.entries(JSON.parse(localStorage.getItem(PLACE) ?? "{}"));
    return Object.fromEntries(found.filter(([, kept]) => isTried(kept)));
  } catch {
    return {}; // no storage, or what is there is not ours
  }
};

/** @type {(id: string, one: Tried) => void} */
export const keep = (id, one) => write({ ...tried(), [id]: one });

/** @type {(all: Record<string, Tried>) => void} */
export const write = (all) => {
  try {
    localStorage.setItem(PLACE, JSON.stringify(all));
  } catch {}
};

/** What two browsers keep: of an answer that both know the later day. @type {(one: Record<string, Tried>, other: Record<string, any>) => Record<string, Tried>} */
export const merged = (one, other) => {
  const known = Object.entries(other).filter(([id, kept]) => isTried(kept) && !(one[id]?.day >= kept.day));
  return { ...one, ...Object.fromEntries(known) };
};

/** A few letters that tell two values apart (FNV-1a). @type {(value: any) => string} */
export const markOf = (value) => {
  let sum = 0x811c9dc5;
  for (const sign of JSON.stringify(value)) sum = Math.imul(sum ^ sign.codePointAt(0), 0x01000193) >>> 0;
  return sum.toString(36);
};
