// A quadratic loss and the descent on it, from the formulas of the exercise alone.
import { bestStepSize, eigenvalues, factors, given, gradient, kappa, minimiser, stepLimit } from "../../../generated/optimization/formulas.js";

/** @typedef {[number, number]} Point */
/** @typedef {{ mean: Point, variance: number }} Place the mean of the inputs, and the variance of the noise on them */

const PATIENCE = 5000; // steps; who needs more is told so
const FAR = 8; // from the minimiser, where a path is out of every picture
const ROUNDING = 1e-9;

const minus = ([a, b], [c, d]) => [a - c, b - d];
const dot = ([a, b], [c, d]) => a * c + b * d;

/**
 * Everything that does not depend on the start.
 * @param {Place} place
 * @param {number} eta the step size
 */
export const quadratic = ({ mean, variance }, eta) => {
  const here = [...mean, variance];
  return { mean, variance, eta, bestEta: bestStepSize(...here), limit: stepLimit(...here), kappa: kappa(...here), centre: minimiser(...here),
    lambdas: eigenvalues(...here), factors: factors(...here, eta), axes: axes(mean) };
};

/** The eigenvectors: along the mean and across it; where the mean is zero every direction is one. */
const axes = (mean) => {
  const length = Math.hypot(...mean);
  const [a, b] = length ? mean.map((component) => component / length) : [1, 0];
  return [[a, b], [-b, a]];
};

/**
 * w_0, w_1, ...: at most so many steps, fewer when they lead out of every picture.
 * @returns {Point[]}
 */
export const descend = ({ mean, variance, eta, centre }, start, steps) => {
  const points = [start];
  while (points.length <= steps) {
    const w = points.at(-1);
    if (Math.hypot(...minus(w, centre)) > FAR) break;
    points.push(minus(w, gradient(...w, ...mean, variance).map((slope) => eta * slope)));
  }
  return points;
};

/** The parts of the first error along both eigenvectors; what is zero up to rounding is 0. */
export const firstError = ({ centre, axes }, start) =>
  axes.map((axis) => dot(axis, minus(start, centre))).map((part) => (Math.abs(part) < ROUNDING ? 0 : part));

/**
 * How many steps shrink the error to the tolerance times the first one.
 * @returns {number} infinite where patience ends before
 */
export const stepsToArrive = ({ factors }, error) => {
  let parts = error;
  const enough = given.tolerance * Math.hypot(...error);
  for (let steps = 0; steps <= PATIENCE; steps++) {
    if (Math.hypot(...parts) <= enough) return steps;
    parts = parts.map((part, i) => part * factors[i]);
  }
  return Infinity;
};

/**
 * The level set whose long half-axis has a given length, as a polygon.
 * @returns {Point[]}
 */
export const levelSet = ({ centre, lambdas, axes: [along, across] }, half, corners = 96) => {
  const short = half * Math.sqrt(lambdas[1] / lambdas[0]);
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners, [s, t] = [short * Math.cos(angle), half * Math.sin(angle)];
    return [centre[0] + s * along[0] + t * across[0], centre[1] + s * along[1] + t * across[1]];
  });
};

/** What becomes of the error: "arrives", "diverges", "swings", or "rests" where there is none. */
export const fate = ({ factors }, error) => {
  const sizes = factors.map((factor, i) => (error[i] ? Math.abs(factor) : 0));
  if (!error[0] && !error[1]) return "rests";
  if (Math.max(...sizes) > 1 + ROUNDING) return "diverges";
  return Math.max(...sizes) > 1 - ROUNDING ? "swings" : "arrives";
};
