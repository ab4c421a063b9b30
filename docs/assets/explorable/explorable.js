// The common ground of all explorables. A page holds one as
//   <div class="explorable" data-explorable="error_function/outlier"> still picture </div>
// inside a fold. When that opens, site/demos.js imports docs/assets/explorable/error_function/outlier.js and calls its `open`:
//   export const open = explorable((live) => { ... });
// What the reader sees is built into `live`; the still picture stays for paper and for readers without JavaScript.

/**
 * An element with properties and children.
 * @param {string} tag
 * @param {object} [properties]
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const COMMON = ["explorable.css", "plot.css"];
const asked = {}; // promises of the style sheets, by their names

const sheet = (name) => (asked[name] ??= new Promise((loaded, failed) => {
  const href = new URL(name, import.meta.url).href;
  document.head.append(make("link", { rel: "stylesheet", href, onload: loaded, onerror: failed }));
}));

/**
 * What opens an explorable: once for each place, and again where it failed.
 * @param {(live: HTMLElement) => void} build puts everything into the element it is given
 * @param {...string} sheets its own style sheets, beside this file
 * @returns {(root: HTMLElement) => Promise<void>}
 */
export const explorable = (build, ...sheets) => {
  const begun = new WeakSet();
  return async (root) => {
    if (begun.has(root)) return;
    begun.add(root);
    await Promise.all([...COMMON, ...sheets].map(sheet)).catch(() => {}); // unstyled it can still be used
    const live = make("div", { className: "live" });
    build(live);
    root.append(live);
  };
};

/**
 * Calls that come faster than frames are one.
 * @param {() => void} draw
 * @returns {() => void}
 */
export const onceAFrame = (draw) => {
  let frame;
  return () => {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      draw();
    });
  };
};

/**
 * A number as it is read: rounded, with a true minus, never "−0".
 * @param {number} value
 * @param {number} [digits] after the point
 * @returns {string}
 */
export const format = (value, digits = 2) => {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
};

/**
 * A number without needless zeros: 0.5, −2, 1.25.
 * @param {number} value
 * @returns {string}
 */
export const short = (value) => format(value, 4).replace(/\.?0+$/, "");

/**
 * A button that leads back to the beginning.
 * @param {() => void} onclick
 * @param {string} [label]
 * @returns {HTMLElement}
 */
export const button = (onclick, label = "Reset") => make("button", { type: "button", className: "act", onclick }, label);

let groups = 0; // for the names of radio buttons

/**
 * One of several, as radio buttons.
 * @param {string} legend
 * @param {[string, string][]} options value and label; the first is chosen
 * @param {(value: string) => void} onchange
 * @returns {HTMLFieldSetElement & { choose: (value: string) => void }}
 */
export const choice = (legend, options, onchange) => {
  const name = `explorable-${groups++}`;
  const inputs = options.map(([value], number) =>
    make("input", { type: "radio", name, value, checked: !number, onchange: () => onchange(value) }));
  const labels = options.map(([, label], number) => make("label", {}, inputs[number], label));
  const choose = (value) => inputs.forEach((input) => (input.checked = input.value === value));
  return Object.assign(make("fieldset", { className: "choice" }, make("legend", {}, legend), ...labels), { choose });
};

/**
 * A slider with its name and value.
 * @param {{ label: string, min: number, max: number, step: number, value: number, say?: (value: number) => string }} given
 * @param {(value: number) => void} oninput
 * @returns {HTMLElement & { set: (value: number) => void }}
 */
export const slider = ({ label, min, max, step, value, say = short }, oninput) => {
  const shown = make("output", {});
  const input = make("input", { type: "range", min, max, step, ariaLabel: label }); // without it the value would be part of the name
  const set = (now) => {
    input.value = now;
    shown.textContent = input.ariaValueText = say(Number(now));
  };
  input.oninput = () => {
    set(input.value);
    oninput(Number(input.value));
  };
  set(value);
  return Object.assign(make("label", { className: "slider" }, make("span", {}, label), input, shown), { set });
};
