// A handle in a plot: dragged by mouse, finger or pen, moved by arrow keys, heard as a slider.
import { format } from "./explorable.js";
import { svg } from "./plot.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const REACH = 26; // units around the middle that a finger hits: 44 px also where the plot is a little smaller

/** @typedef {[number, number]} Point */

export class Handle {
  /**
   * @param {import("./plot.js").Plot} plot
   * @param {object} given
   * @param {string} given.label its name
   * @param {Point} given.at where it begins, and where Home leads
   * @param {(at: Point) => void} given.move called with each new place
   * @param {(at: Point) => string} [given.say] the place in words
   * @param {number} [given.step] the grid it snaps to, and what an arrow key moves; Shift moves five times as far
   * @param {(at: Point) => Point} [given.within] the nearest place allowed; without it the plot's area
   * @param {boolean} [given.flat] moves along the horizontal axis only
   * @param {string} [given.kind] a class
   */
  constructor(plot, given) {
    const { label, at, move, say, step = 0.1, within, flat = false, kind = "" } = given;
    const plain = ([x, y]) => (flat ? format(x) : `${format(x)}, ${format(y)}`);
    Object.assign(this, { plot, home: at, move, say: say ?? plain, step, within: within ?? this.inside, flat });
    this.element = svg("g", { class: `handle ${kind}`, tabindex: 0, role: "slider", "aria-label": label,
      "aria-valuemin": plot.x[0], "aria-valuemax": plot.x[1] },
    svg("circle", { class: "reach", r: REACH }), svg("circle", { class: "ring", r: 13 }), svg("circle", { class: "grip", r: 8 }));
    if (!flat) this.element.setAttribute("aria-roledescription", "two-dimensional slider");
    this.listen();
    plot.front.append(this.element);
    this.place(at);
  }

  inside([x, y]) {
    const { plot } = this;
    const between = (value, [low, high]) => Math.max(low, Math.min(high, value));
    return [between(x, plot.x), between(y, plot.y)];
  }

  /** Put it somewhere without telling anybody. */
  place(at) {
    this.at = at;
    const [x, y] = this.plot.at(at);
    this.element.setAttribute("transform", `translate(${x} ${y})`);
    this.element.setAttribute("aria-valuenow", Number(at[0].toFixed(6)));
    this.element.setAttribute("aria-valuetext", this.say(at));
  }

  /** Go to the nearest allowed place of the grid, and tell. */
  go([x, y]) {
    const snapped = (value) => Number((Math.round(value / this.step) * this.step).toFixed(9));
    const at = this.within([snapped(x), this.flat ? this.at[1] : snapped(y)]);
    if (at[0] === this.at[0] && at[1] === this.at[1]) return;
    this.place(at);
    this.move(at);
  }

  listen() {
    const { element } = this;
    let grip; // where the pointer holds it
    element.onpointerdown = (event) => {
      if (event.button) return;
      const [x, y] = this.plot.under(event);
      grip = [x - this.at[0], y - this.at[1]];
      element.setPointerCapture(event.pointerId);
      event.preventDefault(); // no selection of text
      element.focus({ preventScroll: true });
    };
    // touch-action does nothing on what is inside an SVG
    element.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    element.onpointermove = (event) => {
      if (!grip) return;
      const [x, y] = this.plot.under(event);
      this.go([x - grip[0], y - grip[1]]);
    };
    element.onpointerup = element.onpointercancel = () => (grip = undefined);
    element.onkeydown = (event) => this.key(event);
  }

  key(event) {
    const { key, shiftKey } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || !(key in ARROWS || key === "Home")) return;
    event.preventDefault();
    if (key === "Home") return this.go(this.home);
    const far = this.step * (shiftKey ? 5 : 1);
    const [across, up] = this.flat && ARROWS[key][1] ? [ARROWS[key][1], 0] : ARROWS[key];
    this.go([this.at[0] + far * across, this.at[1] + far * up]);
  }
}
