/**
 * What a student typed, as numbers: `1/3`, `0.333`, `0,333`, `.5`, `33.3 %`, `2^-3`, `sqrt(2)/2`, `(1, 2; 3)`; or as formulas.
 */
import { UnreadableError, formula } from "./formula.js";

export { UnreadableError };

/** @type {(text: string) => number} */
export const number = (text) => {
  const found = formula(text)([]);
  if (!Number.isFinite(found)) throw new UnreadableError(`${text} is no number`);
  return found;
};

const ROUND = /^\((.*)\)$/s;
const SEPARATORS = [/[;\n]+/, /[;\n]+|,\s+/, /[;\s]+/, /[;,\n]+/, /[;,\s]+/]; // a comma may be one of a number

/** So many pieces as are asked for, in whichever brackets. */
const pieces = (text, count, what) => {
  const bare = unwrapped(text.replace(/\]\s*,?\s*\[|\)\s*,\s*\(/g, ";").replace(/[[\]{}]/g, " ").trim());
  let counted = 0;
  for (const separator of SEPARATORS) {
    const found = bare.split(separator).map((piece) => piece.trim()).filter(Boolean);
    counted = found.length;
    if (counted === count) return found;
  }
  throw new UnreadableError(`${count} ${what} are asked for, not ${counted}`);
};

/** @type {(text: string, count: number) => number[]} */
export const numbers = (text, count) => pieces(text, count, "numbers").map(number);

/**
 * Formulas of some names, each a function of a point.
 * @type {(text: string, count: number, names: string[]) => ((point: number[]) => number)[]}
 */
export const formulas = (text, count, names) =>
  (count === 1 ? [text] : pieces(text.replace(/_\{(\w+)\}/g, "_$1"), count, "formulas")).map((piece) => formula(piece, names));

/** Without round brackets around all of it, as often as there are. */
const unwrapped = (text) => {
  const inside = text.match(ROUND)?.[1];
  return inside !== undefined && isBalanced(inside) ? unwrapped(inside.trim()) : text;
};

const isBalanced = (text) => {
  let depth = 0;
  for (const sign of text) {
    depth += { "(": 1, ")": -1 }[sign] ?? 0;
    if (depth < 0) return false;
  }
  return depth === 0;
};
