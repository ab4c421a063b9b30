// Symbols of the page, written as in its formulas: h_1, δ_3, g'_θ(2).
import { make } from "../explorable.js";
import { svg } from "../plot.js";

const PIECES = /([A-Za-zθδ]+)(['′]?)(?:_([A-Za-z0-9θ]+))?(\(\d\))?|([^A-Za-zθδ]+)/g;
const pieces = (text) => [...text.matchAll(PIECES)].map(([, letter, prime, index, step, rest]) => ({ letter, prime: prime && "′", index, step, rest }));

/**
 * For the page.
 * @param {string} text symbols, signs and numbers; no words
 * @returns {HTMLElement}
 */
export const symbols = (text) => make("span", { className: "symbols" }, ...pieces(text).flatMap(({ letter, prime, index, step, rest }) => {
  if (rest) return [rest];
  return [make("i", {}, letter), prime, ...(index ? [make("sub", {}, index)] : []), step ?? ""];
}));

/**
 * For a drawing.
 * @param {string} text
 * @param {Object<string, string|number>} attributes
 * @returns {SVGElement}
 */
export const drawn = (text, attributes) => svg("text", attributes, ...pieces(text).flatMap(({ letter, prime, index, step, rest }) => {
  if (rest) return [rest];
  const below = index ? [svg("tspan", { dy: 3, "font-size": "75%" }, index), svg("tspan", { dy: -3 }, step || "\u200b")] : [step ?? ""];
  return [svg("tspan", { "font-style": "italic" }, letter), prime, ...below];
}));
