// A plot area in SVG: axes, ticks, and transforms between the numbers of the data and the places on the screen.

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = { left: 30, right: 12, top: 12, bottom: 26 };

/** @typedef {[number, number]} Point in the numbers of the data */

/**
 * An SVG element with attributes and children.
 * @param {string} tag
 * @param {Object<string, string|number>} [attributes]
 * @param {...(Node|string)} children
 * @returns {SVGElement}
 */
export const svg = (tag, attributes = {}, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/**
 * A piece of a line as it is drawn, to stand beside its name.
 * @param {string} kind
 */
export const sample = (kind) =>
  svg("svg", { class: "sample", viewBox: "0 0 32 10", "aria-hidden": "true" }, svg("path", { class: `line ${kind}`, d: "M2 5H30" }));

let plots = 0; // for ids of clip paths

export class Plot {
  /**
   * @param {object} given
   * @param {Point} given.x the ends of the horizontal axis
   * @param {Point} given.y the ends of the vertical axis
   * @param {string} given.label what is drawn, for a screen reader
   * @param {[string, string]} given.names of the axes
   * @param {[number[], number[]]} given.ticks of the axes
   * @param {number} [given.width] in units, about pixels
   * @param {number} [given.height]
   */
  constructor({ x, y, label, names, ticks, width = 340, height = 340 }) {
    Object.assign(this, { x, y, width, height });
    const clip = `explorable-plot-${plots++}`;
    this.back = svg("g", { "clip-path": `url(#${clip})`, "pointer-events": "none" }); // redrawn, also in the middle of a click
    this.front = svg("g"); // handles, which stay
    const { left, right, top, bottom } = MARGIN;
    const inside = { x: left, y: top, width: width - left - right, height: height - top - bottom };
    const area = svg("clipPath", { id: clip }, svg("rect", inside));
    this.root = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": label }, area,
      svg("rect", { ...inside, class: "ground" }), this.back, this.axes(names, ticks), this.front);
  }

  /**
   * From data to units of the drawing.
   * @param {Point} point
   * @returns {Point}
   */
  at([x, y]) {
    const { left, right, top, bottom } = MARGIN;
    const across = (x - this.x[0]) / (this.x[1] - this.x[0]), up = (y - this.y[0]) / (this.y[1] - this.y[0]);
    return [left + across * (this.width - left - right), this.height - bottom - up * (this.height - top - bottom)];
  }

  /**
   * From a pointer on the screen to data.
   * @param {{ clientX: number, clientY: number }} event
   * @returns {Point}
   */
  under({ clientX, clientY }) {
    const box = this.root.getBoundingClientRect();
    const { left, right, top, bottom } = MARGIN;
    const across = ((clientX - box.left) * this.width) / box.width - left;
    const down = ((clientY - box.top) * this.height) / box.height - top;
    return [this.x[0] + (across / (this.width - left - right)) * (this.x[1] - this.x[0]),
      this.y[1] - (down / (this.height - top - bottom)) * (this.y[1] - this.y[0])];
  }

  axes([across, up], [xs, ys]) {
    const [left, bottom] = this.at([this.x[0], this.y[0]]), [right, top] = this.at([this.x[1], this.y[1]]);
    const zero = ([low, high]) => low <= 0 && high >= 0;
    const label = (value) => String(value).replace("-", "−");
    const group = svg("g", { class: "axes", "aria-hidden": "true", "pointer-events": "none" }); // the readout says where things are
    if (zero(this.x)) group.append(svg("path", { d: path([[0, this.y[0]], [0, this.y[1]]].map((p) => this.at(p))) }));
    if (zero(this.y)) group.append(svg("path", { d: path([[this.x[0], 0], [this.x[1], 0]].map((p) => this.at(p))) }));
    for (const x of xs) group.append(svg("text", { x: this.at([x, 0])[0], y: bottom + 16, "text-anchor": "middle" }, label(x)));
    for (const y of ys) group.append(svg("text", { x: left - 6, y: this.at([0, y])[1] + 4, "text-anchor": "end" }, label(y)));
    group.append(svg("text", { x: right, y: bottom - 7, "text-anchor": "end", class: "name" }, across),
      svg("text", { x: left + 7, y: top + 12, class: "name" }, up));
    return group;
  }

  /** Take away all that was drawn with the data. */
  clear() {
    this.back.replaceChildren();
  }

  /**
   * @param {Point[]} points
   * @param {string} kind its class
   * @returns {SVGElement}
   */
  polygon(points, kind) {
    return this.put(svg("path", { class: kind, d: `${path(points.map((point) => this.at(point)))}Z` }));
  }

  /** A line through points. @see polygon */
  line(points, kind) {
    return this.put(svg("path", { class: `line ${kind}`, d: path(points.map((point) => this.at(point))) }));
  }

  /**
   * The graph of a function over the whole axis.
   * @param {(x: number) => number} f
   * @param {string} kind
   * @param {number} [pieces]
   */
  graph(f, kind, pieces = 160) {
    const xs = Array.from({ length: pieces + 1 }, (_, i) => this.x[0] + (i / pieces) * (this.x[1] - this.x[0]));
    return this.line(xs.map((x) => [x, f(x)]), kind);
  }

  /** An arrow, whose head keeps its size. One that is shorter than the head is a dot. */
  arrow(from, to, kind) {
    const [[a, b], [c, d]] = [this.at(from), this.at(to)];
    const length = Math.hypot(c - a, d - b);
    if (length < 4) return this.dot(to, `arrow ${kind}`, 3);
    const [s, t] = [(c - a) / length, (d - b) / length], head = Math.min(10, length);
    const wing = (side) => [c - head * s + side * 0.45 * head * t, d - head * t - side * 0.45 * head * s];
    return this.put(svg("g", { class: `arrow ${kind}` }, svg("path", { class: "line", d: path([[a, b], [c - 0.8 * head * s, d - 0.8 * head * t]]) }),
      svg("path", { class: "head", d: `${path([[c, d], wing(1), wing(-1)])}Z` })));
  }

  dot(point, kind, radius = 5) {
    const [cx, cy] = this.at(point);
    return this.put(svg("circle", { class: kind, cx, cy, r: radius }));
  }

  /** A circle around a point, by its radius in the numbers of the data (the same scale on both axes). */
  circle(point, radius, kind) {
    return this.dot(point, kind, Math.abs(this.at([radius, 0])[0] - this.at([0, 0])[0]));
  }

  text(point, words, kind = "", anchor = "middle") {
    const [x, y] = this.at(point);
    return this.put(svg("text", { class: kind, x, y: y + 5, "text-anchor": anchor }, words));
  }

  put(element) {
    this.back.append(element);
    return element;
  }
}

const path = (points) => `M${points.map((point) => point.map((number) => Math.round(100 * number) / 100).join(" ")).join("L")}`;
