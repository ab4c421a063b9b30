// Tick the ways from theta to L: their products add up to the gradient, or to a slip. Beside it the pass goes backwards.
import { button, choice, explorable, make, onceAFrame, short, slider } from "../explorable.js";
import { Readout } from "../readout.js";
import { autograd, byState, deltas, direct, given, loss, lossDerivative, products, states } from "../../../generated/rnn/formulas.js";
import { Network } from "./network.js";
import { symbols } from "./symbols.js";
import { verdict } from "./words.js";

const ORDER = [3, 2, 1]; // as in the formula of (c): the direct way first
const LAST = ORDER.length + 1; // of the backward pass: all deltas, and then the sum

const times = (numbers) => numbers.map((number) => (number < 0 ? `(${short(number)})` : short(number))).join(" · ");
const plus = (numbers) => numbers.map(short).join(" + ").replaceAll("+ −", "− ");

class Ways {
  constructor(live) {
    this.network = new Network();
    this.redraw = onceAFrame(() => this.draw());
    this.data();
    this.ticks();
    this.backward();
    this.readout = new Readout([["sum", "Ticked ways"], ["autograd", "Autograd"]]);
    this.readout.element.classList.add("sums");
    this.words = make("p", { className: "verdict" });
    const pane = (name, ...inside) => make("div", { className: `pane ${name}` }, ...inside);
    live.classList.add("panes");
    live.append(pane("drawing", this.network.root), pane("sum", this.boxes, this.readout.element, this.words), pane("back", this.pass),
      pane("data", this.instances, this.target, this.theta, this.h0, button(() => this.reset())));
    this.reset();
  }

  // What the reader sets

  data() {
    const ends = (values) => ({ min: values[0], max: values.at(-1), step: values[1] - values[0], value: values[0] });
    this.instances = choice("Instance", Object.keys(given.instances).map((name) => [name, name]), (name) => this.take(name));
    this.theta = slider({ label: "θ", ...ends(given.theta) }, (theta) => this.set({ theta }));
    this.h0 = slider({ label: "h₀", ...ends(given.h0) }, (h0) => this.set({ h0 }));
    this.target = choice("Target t", given.target.map((target) => [String(target), short(target)]), (target) => this.set({ target: Number(target) }));
  }

  ticks() {
    this.rows = ORDER.map((t) => {
      const input = make("input", { type: "checkbox", onchange: () => this.set({ ticked: this.state.ticked.map((old, i) => (i === t - 1 ? input.checked : old)) }) });
      const states = [1, 2, 3].filter((state) => state >= t).map((state) => `h_${state}`);
      const product = make("span", { className: "product" });
      return { t, input, product, label: make("label", {}, input, symbols(["θ", ...states, "L"].join(" → ")), product) };
    });
    this.boxes = make("fieldset", { className: "ways" }, make("legend", {}, "Ways from θ to L"), ...this.rows.map(({ label }) => label));
  }

  backward() {
    this.lines = make("ol", { className: "pass" });
    this.back = button(() => this.go(-1), "Take one back");
    this.on = button(() => this.go(1), "Next delta");
    this.pass = make("fieldset", {}, make("legend", {}, "Back in time, delta by delta"), make("div", { className: "acts" }, this.on, this.back), this.lines);
  }

  set(change) {
    Object.assign(this.state ??= {}, change);
    const isIt = ([, instance]) => Object.entries(instance).every(([name, value]) => this.state[name] === value);
    this.instances.choose(Object.entries(given.instances).find(isIt)?.[0] ?? "");
    this.redraw();
  }

  take(name) {
    const instance = given.instances[name];
    this.theta.set(instance.theta);
    this.h0.set(instance.h0);
    this.target.choose(String(instance.target));
    this.set(instance);
  }

  reset() {
    this.set({ ticked: [true, true, true], passed: 0 });
    this.take(Object.keys(given.instances)[0]);
  }

  go(steps) {
    const passed = Math.max(0, Math.min(LAST, this.state.passed + steps));
    this.set({ passed });
    this.passing = true;
  }

  // What it shows

  draw() {
    const { theta, h0, target, ticked, passed } = this.state, at = [theta, h0, target];
    const numbers = { states: states(theta, h0), direct: direct(theta, h0), byState: byState(theta, h0), deltas: deltas(...at), products: products(...at), slope: lossDerivative(...at) };
    this.drawNetwork(numbers, passed);
    for (const { t, input, product } of this.rows) {
      input.checked = ticked[t - 1];
      product.textContent = `${times(this.factors(t, numbers))} = ${short(numbers.products[t - 1])}`;
    }
    this.tell(numbers.products);
    this.drawPass(numbers);
  }

  /** dL/dy, the later derivatives by the state from the last one on, and the direct derivative of step t. */
  factors(t, { slope, byState, direct }) {
    return [slope, ...byState.slice(t).reverse(), direct[t - 1]];
  }

  drawNetwork({ states, direct, byState, deltas, slope }, passed) {
    const { theta, h0, target, ticked } = this.state;
    const shown = { θ: theta, h_0: h0, t: target, L: loss(theta, h0, target), slope };
    for (const t of ORDER) {
      Object.assign(shown, { [`h_${t}`]: states[t - 1], [`x_${t}`]: given.x[t - 1], [`direct ${t}`]: direct[t - 1], [`δ_${t}`]: passed > 3 - t ? deltas[t - 1] : null });
      if (t > 1) shown[`by state ${t}`] = byState[t - 1];
    }
    this.network.show(shown);
    this.network.mark(ticked, ["h_3 L", "h_2 h_3", "h_1 h_2"].slice(0, passed));
  }

  tell(products) {
    const { theta, h0, target, ticked } = this.state, counted = ORDER.filter((t) => ticked[t - 1]).map((t) => products[t - 1]);
    const sum = counted.reduce((total, product) => total + product, 0), words = verdict(ticked, products);
    const known = autograd[given.target.indexOf(target)][given.theta.indexOf(theta)][given.h0.indexOf(h0)];
    const equal = Math.abs(sum - known) < 1e-9;
    this.readout.show({ sum: make("strong", {}, counted.length > 1 ? `${plus(counted)} = ${short(sum)}` : short(sum)), autograd: make("strong", {}, short(known)) });
    this.words.textContent = words;
    this.words.classList.toggle("lost", !ticked.every(Boolean) && !(equal && !known));
    this.readout.say(`${words} The ticked ways add up to ${short(sum)}, autograd says ${short(known)}.`);
  }

  drawPass(numbers) {
    const { passed } = this.state;
    const lines = [...ORDER.map((t) => this.line(t, numbers)), this.total(numbers)];
    this.lines.replaceChildren(...lines.slice(0, passed));
    this.back.ariaDisabled = `${!passed}`; // and not disabled, which would lose the focus
    this.on.ariaDisabled = `${passed === LAST}`;
    if (this.passing && passed) this.readout.say(this.lines.lastChild.textContent);
    delete this.passing;
  }

  line(t, { deltas, byState, direct, slope, products }) {
    const before = t === 3 ? `δ_3 = ∂L/∂y = ${short(slope)}` : `δ_${t} = δ_${t + 1} · g'_h(${t + 1}) = ${times([deltas[t], byState[t]])} = ${short(deltas[t - 1])}`;
    const share = `δ_${t} · g'_θ(${t}) = ${times([deltas[t - 1], direct[t - 1]])} = ${short(products[t - 1])}`;
    return make("li", {}, symbols(before), " ", make("span", { className: "share" }, "its share ", symbols(share)));
  }

  total({ products }) {
    const shares = ORDER.map((t) => products[t - 1]);
    return make("li", {}, `all shares ${plus(shares)} = ${short(shares.reduce((sum, share) => sum + share, 0))}, the same products as those of the ways`);
  }
}

export const open = explorable((live) => new Ways(live), "rnn/ways.css");
