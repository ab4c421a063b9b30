// An outlier dragged: its residual under three losses, and the gradient of the error, which for two of them is bounded.
import { button, choice, explorable, format, make, onceAFrame, slider } from "../explorable.js";
import { Handle } from "../handle.js";
import { Plot, sample } from "../plot.js";
import { Readout } from "../readout.js";
import { given, gradients, losses, slopes } from "../../../generated/error_function/formulas.js";

const NAMES = ["log-cosh", "Huber", "squared"];
const KINDS = ["pine", "plum dashed", "rust dotted"]; // colour and stroke, in the order of the formulas
const REACH = 12; // how far a residual can be dragged
const FIRST = 2; // the point whose target is dragged at first: its arrows do not all lie on one line

const length = ([a, b]) => Math.hypot(a, b);
const plus = ([a, b], [c, d], sign = 1) => [a + sign * c, b + sign * d];

class Outlier {
  constructor(live) {
    this.losses = new Plot({ x: [-REACH, REACH], y: [0, REACH], height: 250, names: ["z", "loss"],
      ticks: [[-10, -5, 0, 5, 10], [0, 4, 8, 12]], label: "Three losses of a residual z" });
    this.arrows = new Plot({ x: [-4, 4], y: [-4, 4], names: ["∂E/∂w₁", "∂E/∂w₂"], ticks: [[-4, -2, 0, 2, 4], [-4, -2, 2, 4]],
      label: "The gradients of the three errors, and the bound" });
    this.handle = new Handle(this.losses, { label: "Residual of the chosen point", at: this.home(FIRST, given.beta),
      flat: true, move: ([z]) => this.drag(z), say: ([z]) => `z = ${format(z, 1)}` });
    this.redraw = onceAFrame(() => this.draw());
    this.controls();
    live.append(make("div", { className: "plots" }, this.losses.root, this.arrows.root), this.side());
    this.reset();
  }

  /** Where the handle begins: on the curve of log-cosh. */
  home(point, beta) {
    const z = this.residual(point, given.t);
    return [z, losses(beta, z)[0]];
  }

  residual(point, targets) {
    return given.outputs[point] - targets[point];
  }

  controls() {
    const points = given.X.map((x, point) => [String(point), `(${x.join(", ")})`]);
    this.points = choice("Drag the target of the point with the input", points, (point) => this.choose(Number(point)));
    this.slider = slider({ label: "β", min: 0.25, max: 4, step: 0.25, value: given.beta }, (beta) => this.set({ beta }));
    this.cells = NAMES.map(() => [make("td"), make("td"), make("td")]);
    this.readout = new Readout([["target", "Its target t"], ["pull", "Its part of ∇E (thin arrow)"], ["bound", "Bound of ‖∇E‖, log-cosh and Huber"]]);
  }

  side() {
    const head = [make("td"), ...["loss", "slope", "‖∇E‖"].map((name) => make("th", { scope: "col" }, name))];
    const rows = NAMES.map((name, i) => make("tr", {}, make("th", { scope: "row" }, sample(KINDS[i]), name), ...this.cells[i]));
    const table = make("table", { className: "numbers" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
    const acts = make("div", { className: "acts" }, button(() => this.reset()));
    return make("div", { className: "side" }, this.points, this.slider, table, this.readout.element, acts);
  }

  set(change) {
    Object.assign(this, change);
    this.redraw();
  }

  drag(z) {
    const targets = given.t.map((target, point) => (point === this.point ? given.outputs[point] - z : target));
    this.set({ targets });
  }

  /** Another point is dragged; the last one goes back to its target. */
  choose(point) {
    this.set({ point, targets: given.t });
    this.handle.home = this.home(point, this.beta);
    this.handle.place(this.handle.home);
  }

  reset() {
    this.points.choose(String(FIRST));
    this.slider.set(given.beta);
    this.set({ beta: given.beta });
    this.choose(FIRST);
  }

  draw() {
    const { beta, point, targets } = this;
    const z = this.residual(point, targets), all = gradients(beta, ...targets);
    const shown = [losses(beta, z), slopes(beta, z), all.map(length)];
    this.cells.forEach((row, i) => row.forEach((cell, k) => (cell.textContent = format(shown[k][i]))));
    this.drawLosses(beta, z);
    this.drawArrows(all, this.pull(shown[1][0]));
    this.tell(z, shown);
  }

  /** What the dragged point adds to the gradient. */
  pull(slope) {
    return given.X[this.point].map((x) => (slope * x) / given.t.length);
  }

  drawLosses(beta, z) {
    const plot = this.losses;
    plot.clear();
    KINDS.forEach((kind, i) => plot.graph((at) => Math.min(losses(beta, at)[i], REACH + 1), kind)); // not far outside
    plot.line([[z, 0], [z, REACH]], "quiet thin");
    losses(beta, z).forEach((loss, i) => plot.dot([z, loss], KINDS[i], 4));
    this.handle.place([z, losses(beta, z)[0]]);
  }

  drawArrows([bounded, huber, squared], pull) {
    const plot = this.arrows;
    plot.clear();
    plot.circle([0, 0], given.bound, "open amber dashed");
    plot.text([0, -given.bound - 0.35], `bound ${format(given.bound)}`, "amber");
    plot.arrow([0, 0], squared, KINDS[2]);
    plot.arrow([0, 0], huber, KINDS[1]);
    plot.arrow([0, 0], bounded, KINDS[0]);
    plot.arrow(plus(bounded, pull, -1), bounded, "quiet thin");
  }

  tell(z, [, slope, size]) {
    const most = given.pulls[this.point], bound = format(given.bound);
    this.readout.show({ target: format(this.targets[this.point], 1), bound,
      pull: `${format(Math.abs(slope[0]) * most)} of at most ${format(most)}` });
    this.readout.say(`Residual ${format(z, 1)}: slope ${format(slope[0])}, gradient ${format(size[0])} of at most ${bound}; squared error: ${format(size[2])}.`);
  }
}

export const open = explorable((live) => new Outlier(live));
