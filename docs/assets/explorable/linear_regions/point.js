// A point dragged over the pieces, and the weights of the hidden unit changed: who wins, how many pieces there are.
import { button, choice, explorable, format, make, onceAFrame, slider } from "../explorable.js";
import { Handle } from "../handle.js";
import { Plot } from "../plot.js";
import { Readout } from "../readout.js";
import { WINDOW, borders, functions, pieces, written } from "./plane.js";
import { hasInterior } from "./polygons.js";
import { given, margins, maxima } from "../../../generated/linear_regions/formulas.js";

const TICKS = Array.from({ length: 2 * WINDOW + 1 }, (_, i) => i - WINDOW);
const FACES = { A: "pine", B: "amber", C: "plum", D: "quiet" };
const START = [0.3, 0.7]; // inside A, beside its name
const PRESETS = [["the exam’s", given.weights], ["with a bias", [1, 0, 1]], ["leaning", [1, 1, 0]], ["blind to x₁", [0, 1, 1]]];
const CLOSE = 1e-9;
const rows = [["u", "u"], ["h", "h = max(0, u)"], ["y", "y = max(x₂, h)"], ["piece", "Piece under the point"], ["gradient", "Gradient of y"],
  ["pieces", "Pieces in all"], ["functions", "Different functions"]];

/** Two numbers compared in words. */
const compared = (margin, first, second) =>
  Math.abs(margin) < CLOSE ? `tie of ${first} and ${second}` : `${margin > 0 ? first : second} wins`;

class Point {
  constructor(live) {
    const { weights } = given;
    this.plot = new Plot({ x: [-WINDOW, WINDOW], y: [-WINDOW, WINDOW], names: ["x₁", "x₂"], ticks: [TICKS, TICKS],
      label: "The linear pieces of y, a point and the weights of the hidden unit" });
    const place = ([x, y]) => `x₁ = ${format(x)}, x₂ = ${format(y)}`;
    this.weight = new Handle(this.plot, { label: "Weights w of the hidden unit", at: weights.slice(0, 2), step: 0.25, kind: "amber",
      move: ([a, b]) => this.set({ weights: [a, b, this.weights[2]] }), say: ([x, y]) => `w₁ = ${format(x)}, w₂ = ${format(y)}` });
    this.point = new Handle(this.plot, { label: "Point x", at: START, move: () => this.redraw(), say: place });
    this.redraw = onceAFrame(() => this.draw());
    this.readout = new Readout(rows);
    this.bias = slider({ label: "Bias b", min: -2, max: 2, step: 0.25, value: weights[2] }, (b) => this.set({ weights: [...this.weights.slice(0, 2), b] }));
    const presets = PRESETS.map(([label], number) => [String(number), label]);
    this.presets = choice("Weights of the hidden unit", presets, (number) => this.take(PRESETS[number][1]));
    const acts = make("div", { className: "acts" }, button(() => this.reset()));
    live.append(this.plot.root, make("div", { className: "side" }, this.readout.element, this.presets, this.bias, acts));
    this.reset();
  }

  reset() {
    this.point.place(START);
    this.presets.choose("0");
    this.take(given.weights);
  }

  /** Weights from outside the plot. */
  take(weights) {
    this.weight.place(weights.slice(0, 2));
    this.bias.set(weights[2]);
    this.weights = weights;
    this.redraw();
  }

  set({ weights }) {
    this.weights = weights;
    this.presets.choose(String(PRESETS.findIndex(([, preset]) => String(preset) === String(weights))));
    this.redraw();
  }

  draw() {
    const found = pieces(this.weights), under = found.filter((piece) => contains(piece, this.point.at));
    this.plot.clear();
    for (const piece of found.filter(({ shown }) => hasInterior(shown))) this.drawPiece(piece, under.includes(piece));
    for (const { ends, kink } of borders(found)) this.plot.line(ends, kink ? "" : "dashed");
    this.plot.arrow([0, 0], this.weight.at, "amber");
    this.plot.text(beside(this.weight.at), "w", "amber");
    this.tell(found, under);
  }

  drawPiece({ name, shown, function: f }, here) {
    const corners = shown.map(([x, y, w]) => [x / w, y / w]);
    this.plot.polygon(corners, `face ${FACES[name]}${here ? " here" : ""}`);
    this.plot.text(middle(corners), `${name}: ${written(f)}`, "halo");
  }

  tell(found, under) {
    const [x, y] = this.point.at, [inner, outer] = margins(...this.weights, x, y), [h, value] = maxima(...this.weights, x, y);
    const slope = gradientOf(under), names = under.map(({ name }) => name).join(", ");
    if (slope) this.plot.arrow([x, y], [x + slope[0] / 2, y + slope[1] / 2], "pine");
    const gradient = slope ? `(${slope.map((number) => format(number)).join(", ")})` : "none: a kink";
    const where = under.length > 1 ? `border of ${names}` : `${names}, y = ${written(under[0].function)}`;
    this.readout.show({ u: `${written(this.weights)} = ${format(inner)}`, h: `${compared(inner, "u", "0")}, h = ${format(h)}`,
      y: `${compared(outer, "x₂", "h")}, y = ${format(value)}`, piece: where, gradient,
      pieces: String(found.length), functions: String(functions(found)) });
    this.readout.say(`${where}. ${compared(inner, "u", "0")}, ${compared(outer, "x₂", "h")}. y is ${format(value)}, gradient ${gradient}. ${found.length} pieces, ${functions(found)} functions.`);
  }
}

/** Whether a point lies in a closed piece. */
const contains = ({ bounds }, [x, y]) => bounds.every(([a, b, c]) => a * x + b * y + c >= -CLOSE);

/** The gradient that all pieces at a point share; nothing where they differ. */
const gradientOf = (under) => {
  const [first, ...others] = under.map((piece) => piece.function.slice(0, 2));
  return others.every((other) => String(other) === String(first)) ? first : null;
};

const beside = ([x, y]) => [x + (x < WINDOW - 0.3 ? 0.28 : -0.28), y + (y < WINDOW - 0.3 ? 0.2 : -0.2)];

/** The centre of mass of a convex polygon: that of the triangles on its first corner. */
const middle = ([first, ...others]) => {
  const triangles = others.slice(1).map((p, i) => [first, others[i], p]);
  const weights = triangles.map(([a, b, c]) => Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return [0, 1].map((k) => triangles.reduce((sum, t, i) => sum + (weights[i] * (t[0][k] + t[1][k] + t[2][k])) / (3 * all), 0));
};

export const open = explorable((live) => new Point(live));
