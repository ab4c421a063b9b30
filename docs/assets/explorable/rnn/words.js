// What the ticked ways come to, in words.
import { slips } from "../../../generated/rnn/formulas.js";

const same = (a, b) => Math.abs(a - b) < 1e-9;

/** A mistake of the exercise with its states as they are written: h_1 is h₁. */
const written = (text) => text.replace(/_(\d)/g, (_, digit) => String.fromCharCode(0x2080 + Number(digit)));

/**
 * @param {boolean[]} ticked for the ways through h_1, h_2, h_3
 * @param {number[]} products of the ways
 * @returns {string}
 */
export const verdict = (ticked, products) => {
  if (products.every((product) => product === 0)) return "Here ∂L/∂y is 0: the output is not on the wrong side. Every way comes to 0, and nothing is learned.";
  if (ticked.every(Boolean)) return "Every way is counted once: this is the gradient.";
  const left = products.filter((_, i) => !ticked[i]).reduce((sum, product) => sum + product, 0);
  const luck = same(left, 0) ? " Here the number is right all the same: what is left out comes to 0." : "";
  return `${named(ticked)}${luck}`;
};

const named = (ticked) => {
  const slip = slips.find(({ ways }) => ways.every((counted, i) => counted === ticked[i]));
  if (slip) return `This slip has a name: ${written(slip.mistake)}.`;
  if (!ticked.some(Boolean)) return "No way is ticked.";
  const missing = ticked.flatMap((counted, i) => (counted ? [] : [`h${String.fromCharCode(0x2081 + i)}`]));
  return `Not the gradient: θ also acts through ${missing.join(" and ")}.`;
};
