/**
 * What is said of an answer: that it is right, the name of the mistake that gives just this, or what is nearly right about it.
 * The truth is compared and never told.
 * @typedef {{ kind: "right" | "slip" | "near" | "wrong" | "unreadable", words: string }} Reply
 */
import { UnreadableError, numbers, number, truth } from "./read.js";

const EXACT = 1e-6;
const ROUNDED = 1e-3; // three significant digits are enough where a number has no end
const TOO_EARLY = 2e-2;
const NOT_THIS = "Not this. Open Hint 1, or look at the part again.";

const flat = (value) => (Array.isArray(value) ? value.flatMap(flat) : [value]);
const apart = (said, value) => Math.abs(said - value) / Math.max(1e-300, Math.abs(value) || 1);
const all = (said, value, within) => said.length === value.length && said.every((one, index) => apart(one, value[index]) <= within);
const isWhole = (value) => value.every(Number.isInteger);
const transposed = (rows) => rows[0].map((_, column) => rows.map((row) => row[column]));

/** @type {(said: string, kind: string, truth: any) => any[]} */
const read = (said, kind, value) => {
  if (kind === "truth") return [truth(said)];
  return Array.isArray(value) ? numbers(said, flat(value).length) : [number(said)];
};

/**
 * @param {string} said what was typed
 * @param {{ kind: string, mistakes: string[] }} about the answer
 * @param {any[]} values the truth, then what each mistake gives, null where it gives the truth
 * @returns {Reply}
 */
export const judge = (said, about, [value, ...wrong]) => {
  let found;
  try {
    found = read(said, about.kind, value);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { kind: "unreadable", words: `${error.message}.` };
  }
  if (about.kind === "truth") return found[0] === value ? right() : { kind: "wrong", words: "Not this." };
  const truth = flat(value);
  if (all(found, truth, isWhole(truth) ? EXACT : ROUNDED)) return right();
  const name = about.mistakes.find((_, index) => wrong[index] !== null && all(found, flat(wrong[index]), ROUNDED));
  if (name) return { kind: "slip", words: `This comes out of a mistake that has a name: ${name}.` };
  return near(found, truth, value) ?? { kind: "wrong", words: NOT_THIS };
};

const right = () => ({ kind: "right", words: "Right." });

/** @returns {Reply | undefined} */
const near = (found, truth, value) => {
  const scaled = (factor) => truth.map((one) => one * factor);
  const told = (words) => ({ kind: "near", words });
  if (!isWhole(truth) && all(found, truth, TOO_EARLY)) return told("Nearly: rounded too early. Give four significant digits.");
  if (all(found, scaled(-1), ROUNDED)) return told("Nearly: the sign is the other one.");
  if (all(found, scaled(2), ROUNDED) || all(found, scaled(0.5), ROUNDED)) return told("Nearly: a factor of two.");
  if (Array.isArray(value?.[0]) && all(found, flat(transposed(value)), ROUNDED)) return told("Nearly: rows and columns are exchanged.");
  if (truth.length > 1 && all(found, [...truth].reverse(), ROUNDED)) return told("Nearly: the order is the other way round.");
  return undefined;
};
