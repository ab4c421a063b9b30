/**
 * The exams that were begun, in this browser only: crosses, what was typed, points that the student gave, the clock. Where it
 * may keep nothing, they are forgotten with the page.
 * @typedef {{ crosses: Record<string, string>, typed: Record<string, string>, points: Record<string, string>, seconds: number,
 *   isPaused: boolean, isHandedIn: boolean }} Begun
 */
const PLACE = "altklausur.mock";

const isText = (table) => typeof table === "object" && table !== null && Object.values(table).every((one) => typeof one === "string");
const isBegun = (found) => [found?.crosses, found?.typed, found?.points].every(isText) && Number.isFinite(found.seconds);

/** @returns {Record<string, Begun>} */
const read = () => {
  try {
    const found = Object.entries(JSON.parse(localStorage.getItem(PLACE) ?? "{}"));
    return Object.fromEntries(found.filter(([, one]) => isBegun(one)));
  } catch {
    return {}; // no storage, or what is there is not ours
  }
};

const write = (exams) => {
  try {
    localStorage.setItem(PLACE, JSON.stringify(exams));
  } catch {}
};

/** What is kept of an exam; a new one is kept when its clock runs. @type {(id: string) => Begun} */
export const begun = (id) => read()[id] ?? { crosses: {}, typed: {}, points: {}, seconds: 0, isPaused: false, isHandedIn: false };

/** Others may be sat in other tabs. @type {(id: string, one: Begun) => void} */
export const keep = (id, one) => write({ ...read(), [id]: one });

/** @type {(id: string) => void} */
export const forget = (id) => write(Object.fromEntries(Object.entries(read()).filter(([other]) => other !== id)));

/** The exams that were begun and not handed in. @type {() => string[]} */
export const unfinished = () => Object.entries(read()).filter(([, { isHandedIn }]) => !isHandedIn).map(([id]) => id);
