/**
 * What an answer is typed into, or chosen with: a line of text, or one of several. Beside it stands what is accepted.
 */

/** As in explorable.js, which a page with fields would fetch for nothing else. */
export const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const FUNCTIONS = "sqrt, ln, exp, tanh, abs, sign, max, min, relu";
const EXAMPLES = {
  number: "For example 1/3, 0.333, 0,333, 33.3 %, 2^-3 or sqrt(2)/2.",
  whole: "A whole number, for example 12 or -3.",
  vector: "For example (1, 2, 3), or 1; 2; 3 with decimal commas.",
  matrix: "Row by row, for example [1, 2], [3, 4], or 1, 2; 3, 4.",
};

/** @type {(data: DOMStringMap) => string} */
const accepted = ({ kind, names, entries }) => {
  if (kind !== "formula") return EXAMPLES[kind] ?? EXAMPLES.number;
  const first = names.split(", ")[0], last = names.split(", ").at(-1);
  const several = entries > 1 ? `${entries} formulas, with ; between them. ` : "";
  return `${several}In ${names}; for example 2*${first} - ${last}^2/3. Functions: ${FUNCTIONS}.`;
};

let counter = 0;

/** A line of text with its label and its help. */
class Line {
  constructor(place, button) {
    const id = `field-${(counter += 1)}`;
    this.input = make("input", { id, type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "done" });
    this.input.setAttribute("aria-describedby", `${id}-help`);
    const help = make("small", { id: `${id}-help` }, accepted(place.dataset));
    this.parts = [make("label", { htmlFor: id }, ...place.childNodes), make("span", { className: "said" }, this.input, ...button), help];
    this.invalid = this.input;
  }

  get said() {
    return this.input.value.trim();
  }

  set said(text) {
    this.input.value = text;
  }

  close() {
    this.input.readOnly = true;
  }
}

/** One of several, by radio buttons: those that the page has, or true and false. */
class Choice {
  constructor(place, button) {
    const name = `field-${(counter += 1)}`;
    const given = [...place.querySelectorAll(".option")].map((option) => [option.dataset.value, option.textContent]);
    place.querySelectorAll(".option").forEach((option) => option.remove());
    const options = given.length ? given : [["true", "true"], ["false", "false"]];
    this.inputs = options.map(([value]) => make("input", { type: "radio", name, value }));
    const labels = options.map(([, words], index) => make("label", {}, this.inputs[index], ` ${words}`));
    this.invalid = make("fieldset", {}, make("legend", {}, ...place.childNodes), ...labels);
    this.invalid.setAttribute("role", "radiogroup");
    this.parts = [this.invalid, make("span", { className: "said" }, ...button)];
  }

  get said() {
    return this.inputs.find((input) => input.checked)?.value ?? "";
  }

  set said(value) {
    for (const input of this.inputs) input.checked = input.value === value;
  }

  close() {
    for (const input of this.inputs) input.disabled = !input.checked;
  }
}

/**
 * @param {HTMLElement} place `<p class="field" data-kind="vector">What is asked:</p>`
 * @param {...HTMLElement} button what stands beside it
 * @returns {Line | Choice}
 */
export const control = (place, ...button) =>
  new (place.dataset.kind === "truth" || place.dataset.kind === "choice" ? Choice : Line)(place, button);
