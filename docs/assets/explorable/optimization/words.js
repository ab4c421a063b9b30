// What the descent does, in words.
import { format } from "../explorable.js";
import { fate, stepsToArrive } from "./quadratic.js";

const AROUND = "in every direction";

/** The sentence beside the picture. */
export const told = (problem, error) => {
  const { factors: [first, second], lambdas, limit, eta } = problem;
  const round = Math.abs(lambdas[0] - lambdas[1]) < 1e-12;
  const along = round ? AROUND : "along the first eigenvector";
  const both = round ? `${number(first)} ${AROUND}` : `${number(first)} ${along}, ${number(second)} across it`;
  const unseen = eta >= limit && !error[0] && error[1] ? ` ${SPARED}` : "";
  return {
    rests: "You start at the minimiser: the gradient is zero, and nothing moves.",
    diverges: `It diverges: in each step the error is multiplied by ${both}.`,
    swings: `It never arrives: ${along} the error jumps to and fro between two points, with the factor ${number(first)}.`,
    arrives: `It converges: in each step the error is multiplied by ${both}. ${counted(stepsToArrive(problem, error))}${unseen}`,
  }[fate(problem, error)];
};

const SPARED = "The step size is beyond its limit, but this start has no error along the first eigenvector. Any other start diverges.";

/** A factor, with more digits where it would be rounded to one. */
const number = (factor) => (Math.abs(Math.abs(factor) - 1) < 0.005 ? format(factor, 4) : format(factor));

const counted = (steps) => {
  if (steps === Infinity) return "It is slow: thousands of steps to a millionth of the first error.";
  return `${steps} ${steps === 1 ? "step" : "steps"} to a millionth of the first error.`;
};

/** Three digits that count, as a step size is written. */
export const stepSize = (eta) => String(Number(eta.toPrecision(eta < 1 ? 4 : 3)));
