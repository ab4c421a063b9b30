// Drag the mean of the inputs, add noise, choose the step size: the level sets, the spectrum and the descent follow.
import { button, explorable, format, make, onceAFrame, short, slider } from "../explorable.js";
import { Handle } from "../handle.js";
import { Plot } from "../plot.js";
import { Readout } from "../readout.js";
import { given, hessian } from "../../../generated/optimization/formulas.js";
import { descend, firstError, levelSet, quadratic } from "./quadratic.js";
import { stepSize, told } from "./words.js";

const FARTHEST = 3; // the mean, on both axes
const ETAS = { min: -1.7, max: 0.7, step: 0.01 }; // decimal logarithms of step sizes
const STEPS = 150; // drawn at once
const PAST = 1.05; // times the limit
const PACE = 110; // milliseconds for each step of a run
const RINGS = [0.4, 0.8, 1.2, 1.6, 2, 2.6, 3.2, 4]; // long half-axes of the level sets

class Descent {
  constructor(live) {
    this.redraw = onceAFrame(() => this.draw());
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.plots();
    this.controls();
    const figure = (plot, caption) => make("figure", {}, plot.root, make("figcaption", {}, caption));
    live.append(make("div", { className: "pair" }, figure(this.inputs, "The inputs and their mean μ; the noise is a disc of radius s"),
      figure(this.weights, "Level sets of the loss, its minimiser ★, and the descent")), ...this.sides());
    this.reset();
  }

  plots() {
    const ticks = [-4, -2, 0, 2, 4];
    this.inputs = new Plot({ x: [-4.5, 4.5], y: [-4.5, 4.5], names: ["x₁", "x₂"], ticks: [ticks, ticks],
      label: "The inputs: their mean can be moved" });
    this.weights = new Plot({ x: [-1.75, 2.25], y: [-1.25, 2.75], names: ["w₁", "w₂"], ticks: [[-1, 0, 1, 2], [-1, 0, 1, 2]],
      label: "The weights: level sets of the loss and the path of gradient descent, whose start can be moved" });
    const bounded = (at) => at.map((value) => Math.max(-FARTHEST, Math.min(FARTHEST, value)));
    const say = ([x, y]) => `${format(x, 1)}, ${format(y, 1)}`;
    this.mean = new Handle(this.inputs, { label: "Mean of the inputs", at: given.mean, within: bounded, say, kind: "amber",
      move: (mean) => this.set({ mean }) });
    this.start = new Handle(this.weights, { label: "Start of the descent", at: given.start, say, move: (start) => this.set({ start }) });
  }

  controls() {
    this.noise = slider({ label: "Noise s²", min: 0, max: 6, step: 0.1, value: 0 }, (variance) => this.set({ variance }));
    const say = (power) => stepSize(10 ** power);
    this.pace = slider({ label: "Step size η", ...ETAS, value: 0, say }, (power) => this.set({ eta: Number(say(power)) }));
    this.mark = make("span", { className: "mark" });
    this.marked = make("div", { className: "marked" }, this.pace, make("div", { className: "marks", ariaHidden: "true" }, this.mark));
    this.run = button(() => this.play(), "Run it");
    this.readout = new Readout([["hessian", "Hessian H + s² I"], ["lambdas", "Eigenvalues λ₁, λ₂"], ["kappa", "Condition number κ"], ["limit", "Limit of η, 2/λ₁"],
      ["best", "Best η, 2/(λ₁ + λ₂)"], ["centre", "Minimiser ★"]]);
    this.words = make("p", { className: "verdict" });
  }

  sides() {
    const acts = [button(() => this.pick(this.problem.bestEta), "Best step size"), button(() => this.pick(PAST * this.problem.limit), "Past the limit"),
      this.run, button(() => this.reset())];
    return [make("div", {}, this.noise, this.marked, make("div", { className: "acts" }, ...acts)), make("div", {}, this.words, this.readout.element)];
  }

  set(change) {
    this.stop();
    Object.assign(this.state ??= {}, change);
    this.redraw();
  }

  pick(eta) {
    this.pace.set(Math.log10(eta));
    this.set({ eta });
  }

  reset() {
    this.noise.set(0);
    this.mean.place(given.mean);
    this.start.place(given.start);
    this.set({ mean: given.mean, start: given.start, variance: 0 });
    this.pick(quadratic(this.state, 1).bestEta);
  }

  draw() {
    const { start, eta } = this.state;
    this.problem = quadratic(this.state, eta);
    this.points = descend(this.problem, start, STEPS);
    this.drawInputs();
    this.drawWeights(this.points);
    this.tell(firstError(this.problem, start));
  }

  drawInputs() {
    const { inputs: plot, state: { mean, variance } } = this;
    plot.clear();
    const cloud = given.deviations.map((deviation) => deviation.map((part, i) => part + mean[i]));
    if (variance) cloud.forEach((point) => plot.circle(point, Math.sqrt(variance), "plum face"));
    plot.arrow([0, 0], mean, "amber");
    cloud.forEach((point) => plot.dot(point, "ink", 4));
    plot.text([mean[0] + 0.6, mean[1] + 0.6], "μ", "amber halo");
  }

  drawWeights(points) {
    const { weights: plot, problem, state: { mean, variance } } = this;
    plot.clear();
    for (const half of RINGS) plot.polygon(levelSet(problem, half), "level");
    const diverges = Math.abs(problem.factors[0]) > 1, kind = diverges ? "rust" : "pine";
    plot.line(points, `${kind} path`);
    points.slice(0, 60).forEach((point) => plot.dot(point, kind, 2.5));
    if (variance) plot.text(quadratic({ mean, variance: 0 }, 1).centre, "×", "star halo");
    plot.text(problem.centre, "★", "star halo");
  }

  tell(error) {
    const { lambdas, kappa, limit, bestEta, centre, eta } = this.problem;
    const words = told(this.problem, error);
    const at = (Math.log10(limit) - ETAS.min) / (ETAS.max - ETAS.min);
    this.marked.style.setProperty("--limit", at);
    this.mark.textContent = `limit ${stepSize(limit)}`;
    this.words.textContent = words;
    this.words.classList.toggle("lost", eta >= limit);
    this.readout.show({ hessian: matrix(this.problem), lambdas: lambdas.map(short).join(", "), kappa: short(kappa), limit: stepSize(limit), best: stepSize(bestEta),
      centre: `(${centre.map((part) => format(part, 4)).join(", ")})` });
    this.readout.say(`${words} Condition number ${short(kappa)}, limit of the step size ${stepSize(limit)}.`);
  }

  // The descent before the reader's eyes, step by step

  play() {
    if (this.ticking) return this.stop();
    let shown = 1;
    this.run.textContent = "Stop";
    this.ticking = setInterval(() => {
      if (shown >= this.points.length) return this.stop();
      this.drawWeights(this.points.slice(0, ++shown));
    }, PACE);
  }

  stop() {
    clearInterval(this.ticking);
    if (this.ticking) this.drawWeights(this.points);
    delete this.ticking;
    this.run.textContent = "Run it";
    this.run.hidden = this.still.matches; // without motion the path stands there at once
  }
}

/** The Hessian in two rows. */
const matrix = ({ mean, variance }) => make("span", { className: "matrix" }, ...hessian(...mean, variance).flat().map((entry) => make("span", {}, short(entry))));

export const open = explorable((live) => new Descent(live), "optimization/descent.css");
