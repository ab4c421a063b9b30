// The borders drawn by the student, from one crossing of the grid to another, and checked.
import { button, choice, explorable, make, onceAFrame, short } from "../explorable.js";
import { Handle } from "../handle.js";
import { Plot } from "../plot.js";
import { WINDOW, borders, pieces, written } from "./plane.js";
import { judged } from "./strokes.js";
import { given, margins } from "../../../generated/linear_regions/formulas.js";

const TICKS = Array.from({ length: 2 * WINDOW + 1 }, (_, i) => i - WINDOW);
const TASKS = [["the exam’s", given.weights], ["with a bias", [1, 0, 1]], ["leaning", [1, 1, 0]]];
const SLIPS = ["u is negative here, so h is 0 and x₂ is compared with 0.", "u is positive here, so h is u and x₂ is compared with u."];

const place = ([x, y]) => `(${short(x)},\u00a0${short(y)})`;
const stretch = ([from, to]) => `${place(from)} to ${place(to)}`;
const same = ([a, b], [c, d]) => a === c && b === d;

class Drawing {
  constructor(live) {
    this.plot = new Plot({ x: [-WINDOW, WINDOW], y: [-WINDOW, WINDOW], names: ["x₁", "x₂"], ticks: [TICKS, TICKS],
      label: "The window in which you draw the borders" });
    this.pen = new Handle(this.plot, { label: "Pen", at: [0, 0], step: 1, move: () => this.moved(), say: (at) => this.says(at) });
    this.redraw = onceAFrame(() => this.draw());
    this.listen();
    this.heading = make("p", { className: "task" });
    this.list = make("ol", { className: "strokes" });
    this.verdict = make("div", { className: "verdict", role: "status" });
    const check = button(() => this.check(), "Check");
    const acts = make("div", { className: "acts" }, check, button(() => this.undo(), "Undo"), button(() => this.take(this.weights), "Clear"));
    const tasks = choice("The hidden unit", TASKS.map(([label], number) => [String(number), label]), (number) => this.take(TASKS[number][1]));
    live.append(this.plot.root, make("div", { className: "side" }, this.heading, acts, this.verdict, this.list, tasks));
    this.take(given.weights);
  }

  /** Begin anew, with these weights. */
  take(weights) {
    Object.assign(this, { weights, strokes: [], begun: null, judgement: null });
    this.heading.textContent = `u = ${written(weights)}, h = max(0, u), y = max(x₂, h)`;
    this.verdict.replaceChildren(make("p", {}, "Click where a border begins, then where it ends; or drag the pen. By keyboard: arrows, and Enter for both ends."));
    this.changed();
  }

  says(at) {
    const begun = this.begun ? `, a border begins at ${place(this.begun)}` : "";
    return `x₁ = ${short(at[0])}, x₂ = ${short(at[1])}${begun}`;
  }

  listen() {
    const { root } = this.plot, { element } = this.pen;
    root.addEventListener("pointerdown", () => (this.dragged = false), true);
    root.addEventListener("click", (event) => this.click(event));
    element.addEventListener("pointerdown", () => (this.held = this.pen.at));
    element.addEventListener("pointerup", () => this.release());
    element.addEventListener("keydown", (event) => this.key(event));
  }

  /** Beside the pen, which sees to itself. */
  click(event) {
    if (this.dragged || event.target.closest(".handle")) return;
    this.pen.place(this.nearest(event));
    this.mark();
  }

  /** Whoever drags the pen draws with it. */
  moved() {
    if (this.held) this.begun ??= this.held;
    this.redraw();
  }

  release() {
    this.dragged = !same(this.held, this.pen.at); // then a click that follows is none
    this.held = null;
    this.mark();
  }

  nearest(event) {
    return this.pen.within(this.plot.under(event)).map(Math.round).map((number) => number || 0); // no -0
  }

  key(event) {
    if (event.key === "Enter" || event.key === " ") this.mark();
    else if (event.key === "Backspace" || event.key === "Delete") this.undo();
    else if (event.key === "Escape") this.begun = null;
    else return;
    event.preventDefault();
    this.changed();
  }

  /** Where the pen is a border begins, or ends. */
  mark() {
    const { begun, pen } = this;
    if (!begun) this.begun = pen.at;
    else {
      if (!same(begun, pen.at)) this.strokes.push([begun, pen.at]);
      this.begun = null;
    }
    this.changed();
  }

  undo() {
    if (this.begun) this.begun = null;
    else this.strokes.pop();
    this.changed();
  }

  changed() {
    this.judgement = null;
    this.pen.place(this.pen.at); // says whether a border has begun
    this.list.replaceChildren(...this.strokes.map((stroke, number) => make("li", {}, `from ${stretch(stroke)} `, this.remover(number))));
    this.redraw();
  }

  remover(number) {
    const remove = () => {
      this.strokes.splice(number, 1);
      this.changed();
      this.pen.element.focus({ preventScroll: true }); // the button is gone
    };
    return Object.assign(button(remove, "✕"), { className: "act small", ariaLabel: `Remove the border from ${stretch(this.strokes[number])}` });
  }

  check() {
    const believed = [0, 1].map((slip) => ({ said: this.slip(slip), borders: borders(pieces(this.weights, slip)).map(({ ends }) => ends) }));
    this.judgement = judged(this.strokes, borders(pieces(this.weights)), believed);
    this.verdict.replaceChildren(...this.told(this.judgement));
    this.redraw();
  }

  /** Why a stretch is wrong; of the exam's own function also the slip in the exercise's words. */
  slip(number) {
    const words = given.slips[number].replace(/x1/g, "x₁").replace(/x2/g, "x₂");
    return String(this.weights) === String(given.weights) ? `${SLIPS[number]} The slip: ${words}.` : SLIPS[number];
  }

  /** The judgement in sentences. */
  told({ found, begun, missing, wrong }) {
    const all = found.length + begun.length + missing.length;
    const lines = [`${found.length} of ${all} borders are there${wrong.length ? "" : ", and nothing wrong"}.`];
    for (const { ends, said } of wrong) lines.push(`Wrong from ${stretch(ends)}: ${said || this.unchanged(ends)}`);
    for (const { between } of begun) lines.push(`The border between ${between} goes on.`);
    if (missing.length) lines.push(`Missing: ${missing.map(({ between }) => between).join("; ")}.`);
    if (found.length === all && !wrong.length) lines.push(this.kinks(found));
    return lines.map((line) => make("p", {}, line));
  }

  kinks(found) {
    const flat = found.filter(({ kink }) => !kink).map(({ between }) => between);
    return flat.length ? `Dashed, between ${flat.join("; ")}: no kink, y is the same function on both sides.` : "Each of them is a kink.";
  }

  /** Why no border is where no slip would put one either. */
  unchanged([from, to]) {
    const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], [inner, outer] = margins(...this.weights, x, y);
    return `on both sides ${inner > 0 ? "u" : "0"} wins inside and ${outer > 0 ? "x₂" : "h"} outside.`;
  }

  draw() {
    const { plot, judgement, begun, pen } = this;
    plot.clear();
    for (const x of TICKS) for (const y of TICKS) plot.dot([x, y], "quiet", 2);
    for (const stroke of this.strokes) plot.line(stroke, "thick");
    if (begun) plot.dot(begun, "amber", 6);
    if (begun) plot.line([begun, pen.at], "amber dashed");
    for (const ends of judgement?.right ?? []) plot.line(ends, "thick pine");
    for (const { ends } of judgement?.found.filter(({ kink }) => !kink) ?? []) {
      plot.line(ends, "gone");
      plot.line(ends, "thick pine dashed");
    }
    for (const { ends } of judgement?.wrong ?? []) this.cross(ends);
  }

  cross([from, to]) {
    this.plot.line([from, to], "gone");
    this.plot.line([from, to], "thick rust dotted");
    this.plot.text([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], "✕", "rust big");
  }
}

export const open = explorable((live) => new Drawing(live));
