// Exact plane geometry, as snippets/linear_regions/geometry.py has it: convex polygons cut by half-planes.
// A point is [X, Y, W] in whole numbers, W > 0, and stands for (X/W, Y/W); so is an affine function, a x1 + b x2 + c.

/** @typedef {[number, number, number]} Triple of whole numbers, below 2^53 */

const divisor = (a, b) => (b ? divisor(b, a % b) : Math.abs(a));

/**
 * The same direction in the smallest whole numbers.
 * @param {number[]} triple
 * @returns {Triple}
 */
export const reduced = (triple) => {
  const common = triple.reduce(divisor) || 1;
  return triple.map((number) => number / common || 0);
};

/**
 * An affine function whose coefficients are multiples of a quarter, in whole numbers; its zeros and signs are the same.
 * @param {number[]} coefficients
 * @returns {Triple}
 */
export const whole = (coefficients) => reduced(coefficients.map((number) => Math.round(4 * number)));

/**
 * The value of an affine function at a point, times something positive.
 * @param {Triple} bound
 * @param {Triple} point
 */
export const sign = ([a, b, c], [x, y, w]) => a * x + b * y + c * w;

/** @param {number} half whole */
export const square = (half) => [[-half, -half, 1], [half, -half, 1], [half, half, 1], [-half, half, 1]];

/**
 * The part of a convex polygon on which an affine function is not negative.
 * @param {Triple[]} polygon
 * @param {Triple} bound
 * @returns {Triple[]}
 */
export const clip = (polygon, bound) => polygon.flatMap((p, i) => {
  const q = polygon[(i + 1) % polygon.length];
  const [atP, atQ] = [sign(bound, p), sign(bound, q)];
  const kept = atP >= 0 ? [p] : [];
  return atP * atQ < 0 ? [...kept, between(p, q, atP, atQ)] : kept;
});

const between = (p, q, atP, atQ) => {
  const crossing = reduced(p.map((number, k) => atP * q[k] - atQ * number));
  return crossing[2] < 0 ? crossing.map((number) => -number) : crossing;
};

/** Whether a polygon has an interior: three of its corners are not on a line. */
export const hasInterior = ([first, ...others]) =>
  others.some((p, i) => i && determinant(first, others[i - 1], p) !== 0);

const determinant = ([a, b, c], [d, e, f], [g, h, i]) => a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);

/**
 * The two ends of a polygon that has shrunk to a segment, or nothing if it has shrunk to less.
 * @param {Triple[]} polygon
 * @returns {[Triple, Triple]|null}
 */
export const extent = (polygon) => {
  const sorted = [...polygon].sort(([a, b, c], [d, e, f]) => a * f - d * c || b * f - e * c);
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first && String(first) !== String(last) ? [first, last] : null;
};

/** A point as two numbers, for drawing. */
export const numbers = ([x, y, w]) => [x / w, y / w];
