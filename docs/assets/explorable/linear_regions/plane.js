// The pieces and borders of y = max(x2, max(0, w1 x1 + w2 x2 + b)), for weights that are multiples of a quarter up to 2.
import { clip, extent, hasInterior, numbers, square, whole } from "./polygons.js";
import { demands, given, selects } from "../../../generated/linear_regions/formulas.js";

/** @typedef {[number, number, number]} Weights w1, w2, b */

export const WINDOW = given.half_width;
const NAMES = ["A", "B", "C", "D"]; // in the order of the patterns: u and x2 win, u and h, 0 and x2, 0 and h
const FAR = 32; // half the width of a square outside of which nothing new happens

/** Winner minus loser; if the two are the same function, the first argument wins. */
const bound = (coefficients, winner) => {
  const triple = whole(coefficients);
  return triple.some(Boolean) ? triple : [0, 0, winner ? -1 : 1];
};

/**
 * What has to be positive for each pattern. Who believes that h is always u, or always 0, demands something else outside.
 * @param {Weights} weights
 * @param {number} [believed] 0: h is taken for u everywhere; 1: for 0
 */
const boundsOf = (weights, believed) => {
  const right = demands(...weights);
  return right.map(([inside], pattern) => {
    const [first, second] = [pattern >> 1, pattern % 2]; // who wins inside, who outside
    return [bound(inside, first), bound(right[2 * (believed ?? first) + second][1], second)];
  });
};

/**
 * Every pattern that holds on a set with interior.
 * @param {Weights} weights
 * @param {number} [believed] the slip
 */
export const pieces = (weights, believed) => {
  const functions = selects(...weights);
  return boundsOf(weights, believed).map((bounds, pattern) => ({
    name: NAMES[pattern], bounds, function: functions[pattern],
    whole: bounds.reduce(clip, square(FAR)),
    shown: bounds.reduce(clip, square(WINDOW)),
  })).filter((piece) => hasInterior(piece.whole));
};

/** How many different affine functions there are. */
export const functions = (found) => new Set(found.map((piece) => String(piece.function))).size;

/**
 * Where two pieces meet inside the window, and whether y has a kink there.
 * @param {ReturnType<typeof pieces>} found
 */
export const borders = (found) => found.flatMap((piece, i) => found.slice(0, i).map((other) => ({
  between: `${other.name} and ${piece.name}`,
  ends: extent(piece.bounds.reduce(clip, other.shown))?.map(numbers),
  kink: String(piece.function) !== String(other.function),
})).filter((border) => border.ends));

/**
 * An affine function as it is written: x₁ − 0.5x₂ + 1.
 * @param {number[]} coefficients
 */
export const written = ([a, b, c]) => {
  const size = (value, name) => `${Math.abs(value) === 1 && name ? "" : Math.abs(value)}${name}`;
  const terms = [[a, "x₁"], [b, "x₂"], [c, ""]].filter(([value]) => value);
  const text = terms.map(([value, name], i) => `${value < 0 ? (i ? " − " : "−") : i ? " + " : ""}${size(value, name)}`).join("");
  return text || "0";
};
