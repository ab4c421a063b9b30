/**
 * What is said of an answer: that it is right, the name of the mistake that gives just this, or what is nearly right about it.
 * The truth is compared and never told.
 * @typedef {{ kind: "right" | "slip" | "near" | "wrong" | "unreadable", words: string }} Reply
 */
import { UnreadableError, formulas, number, numbers } from "./read.js";

const EXACT = 1e-6;
const ROUNDED = 1e-3; // three significant digits are enough where a number has no end
const TOO_EARLY = 2e-2;
const NOT_THIS = "Not this. Open Hint 1, or look at the part again.";

const flat = (value) => (Array.isArray(value) ? value.flatMap(flat) : [value]);
const apart = (said, value) => Math.abs(said - value) / Math.max(1e-300, Math.abs(value) || 1);
const all = (said, value, within) => said.length === value.length && said.every((one, index) => apart(one, value[index]) <= within);
const isWhole = (value) => value.every(Number.isInteger);
const transposed = (rows) => rows[0].map((_, column) => rows.map((row) => row[column]));

/** Where a formula is compared, point by point, from the list of numbers that each name has. @type {(points: Record<string, number[]>) => number[][]} */
const pointsOf = (points) => Object.values(points)[0].map((_, place) => Object.values(points).map((numbers) => numbers[place]));

/** @type {(said: string, about: About, value: any) => number[]} */
const read = (said, { points }, value) => {
  if (!points) return Array.isArray(value) ? numbers(said, flat(value).length) : [number(said)];
  const at = pointsOf(points);
  return formulas(said, value.length / at.length, Object.keys(points)).flatMap((one) => at.map(one));
};

/**
 * @typedef {{ kind: string, mistakes: string[], points?: Record<string, number[]> }} About  a formula is compared at its points
 * @param {string} said what was typed or chosen
 * @param {About} about the answer
 * @param {any[]} values the truth, then what each mistake gives, null where it gives the truth
 * @returns {Reply}
 */
export const judge = (said, about, [value, ...wrong]) => {
  if (about.kind === "truth" || about.kind === "choice") return chosen(said, about, value, wrong);
  try {
    return compared(read(said, about, value), about, value, wrong);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { kind: "unreadable", words: `${error.message}.` };
  }
};

const chosen = (said, about, value, wrong) => {
  if (said === String(value)) return right();
  return named(about, (index) => wrong[index] !== null && said === String(wrong[index])) ?? { kind: "wrong", words: NOT_THIS };
};

const compared = (found, about, value, wrong) => {
  const truth = flat(value);
  if (all(found, truth, isWhole(truth) ? EXACT : ROUNDED)) return right();
  const slip = named(about, (index) => wrong[index] !== null && all(found, flat(wrong[index]), ROUNDED));
  return slip ?? near(found, truth, about.points ? undefined : value) ?? undefinedAt(found, about) ?? { kind: "wrong", words: NOT_THIS };
};

const named = ({ mistakes }, gives) => {
  const name = mistakes.find((_, index) => gives(index));
  return name && { kind: "slip", words: `This comes out of a mistake that has a name: ${name}.` };
};

const right = () => ({ kind: "right", words: "Right." });

/** A logarithm of something negative, a division by zero: where that is. @returns {Reply | undefined} */
const undefinedAt = (found, { points }) => {
  const place = points ? found.findIndex((one) => !Number.isFinite(one)) : -1;
  if (place < 0) return undefined;
  const at = Object.entries(points).map(([name, numbers]) => `${name} = ${numbers[place % numbers.length]}`);
  return { kind: "wrong", words: `Not this: it has no value at ${at.join(", ")}.` };
};

/** @returns {Reply | undefined} */
const near = (found, truth, value) => {
  const scaled = (factor) => truth.map((one) => one * factor);
  const told = (words) => ({ kind: "near", words });
  if (!isWhole(truth) && all(found, truth, TOO_EARLY)) return told("Nearly: rounded too early. Give four significant digits.");
  if (all(found, scaled(-1), ROUNDED)) return told("Nearly: the sign is the other one.");
  if (all(found, scaled(2), ROUNDED) || all(found, scaled(0.5), ROUNDED)) return told("Nearly: a factor of two.");
  if (Array.isArray(value?.[0]) && all(found, flat(transposed(value)), ROUNDED)) return told("Nearly: rows and columns are exchanged.");
  if (Array.isArray(value) && truth.length > 1 && all(found, [...truth].reverse(), ROUNDED)) return told("Nearly: the order is the other way round.");
  return undefined;
};
