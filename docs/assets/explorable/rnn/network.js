// The unrolled network: a node for each quantity, an arrow for each "is needed to compute", as in part (a).
import { svg } from "../plot.js";
import { drawn } from "./symbols.js";
import { short } from "../explorable.js";

const STEPS = [1, 2, 3];
const LINE = 138; // the height at which the states stand
const PLACES = { θ: [160, 20], h_0: [20, LINE], h_1: [86, LINE], h_2: [160, LINE], h_3: [234, LINE], L: [310, LINE],
  x_1: [86, 218], x_2: [160, 218], x_3: [234, 218], t: [310, 218] };
const RADIUS = 18;
// Where the derivative of an arrow stands: beside the arrows of θ, above those of the states
const BESIDE = { 1: [116, 64, "end"], 2: [165, 98, "start"], 3: [204, 64, "start"] };

/** The arrows of one way: from θ into h_t, and on through the states to L. */
const wayOf = (t) => [`θ h_${t}`, ...STEPS.filter((later) => later > t).map((later) => `h_${later - 1} h_${later}`), "h_3 L"];

const arrow = (from, to) => {
  const [[a, b], [c, d]] = [PLACES[from], PLACES[to]], length = Math.hypot(c - a, d - b);
  const [s, t] = [(c - a) / length, (d - b) / length];
  const at = (distance) => [a + distance * s, b + distance * t].map((number) => number.toFixed(1));
  const tip = length - RADIUS - 2, wing = (side) => [c - (RADIUS + 10) * s + side * 4 * t, d - (RADIUS + 10) * t - side * 4 * s].map((number) => number.toFixed(1));
  return svg("g", { class: "arrow" }, svg("path", { class: "line", d: `M${at(RADIUS + 1)}L${at(tip - 6)}` }), svg("path", { class: "head", d: `M${at(tip)}L${wing(1)}L${wing(-1)}Z` }));
};

export class Network {
  constructor() {
    this.arrows = {};
    this.values = {};
    this.root = svg("svg", { viewBox: "0 0 330 238", class: "network", role: "img", "aria-label": "The unrolled network with its states, derivatives and the ticked ways" });
    for (const t of STEPS) this.step(t);
    this.join("h_3", "L");
    this.join("t", "L");
    this.label("∂L/∂y", [272, LINE - 9], "middle", "slope");
    for (const name of Object.keys(PLACES)) this.node(name);
    for (const t of STEPS) this.values[`δ_${t}`] = this.root.appendChild(svg("text", { class: "delta halo", x: PLACES[`h_${t}`][0] + 5, y: LINE + 36 }));
  }

  /** The arrows into h_t and their derivatives; no way goes through the one from h_0. */
  step(t) {
    this.join(`x_${t}`, `h_${t}`);
    this.join(`h_${t - 1}`, `h_${t}`);
    this.join("θ", `h_${t}`);
    const [x, y, anchor] = BESIDE[t];
    this.label(`g'_θ(${t})`, [x, y], anchor, `direct ${t}`);
    if (t > 1) this.label(`g'_h(${t})`, [(PLACES[`h_${t - 1}`][0] + PLACES[`h_${t}`][0]) / 2, LINE - 9], "middle", `by state ${t}`);
  }

  join(from, to) {
    this.arrows[`${from} ${to}`] = this.root.appendChild(arrow(from, to));
  }

  /** A derivative in two lines: its symbol, and below it its value. */
  label(text, [x, y], anchor, name) {
    const low = anchor === "middle" ? 25 : 14; // below the arrow, or below the symbol
    this.root.append(drawn(text, { x, y, "text-anchor": anchor, class: "symbol" }));
    this.values[name] = this.root.appendChild(svg("text", { x, y: y + low, "text-anchor": anchor, class: "value" }));
  }

  node(name) {
    const [cx, cy] = PLACES[name], plain = name === "t" || name.startsWith("x");
    this.root.append(svg("circle", { cx, cy, r: RADIUS, class: "node" }), drawn(name, { x: cx, y: cy - 3, "text-anchor": "middle", class: plain ? "name given" : "name" }));
    this.values[name] = this.root.appendChild(svg("text", { x: cx, y: cy + 11, "text-anchor": "middle", class: "value" }));
  }

  /**
   * Write the numbers to their places.
   * @param {Object<string, number|null>} numbers by the names of nodes and derivatives; null where none is known yet
   */
  show(numbers) {
    for (const [name, value] of Object.entries(numbers)) {
      const words = value === null ? "" : short(value);
      if (name.startsWith("δ")) this.values[name].replaceChildren(...(words ? drawn(`${name} = ${words}`, {}).childNodes : []));
      else this.values[name].textContent = words;
    }
  }

  /**
   * Draw the ticked ways in colour, and dashed what no ticked way goes through.
   * @param {boolean[]} ticked for the ways through h_1, h_2, h_3
   * @param {string[]} passed the arrows that the backward pass has come along
   */
  mark(ticked, passed) {
    const counted = new Set(STEPS.filter((t) => ticked[t - 1]).flatMap(wayOf)), all = new Set(STEPS.flatMap(wayOf));
    for (const [name, element] of Object.entries(this.arrows)) {
      element.classList.toggle("on", counted.has(name));
      element.classList.toggle("off", all.has(name) && !counted.has(name));
      element.classList.toggle("passed", passed.includes(name));
    }
  }
}
