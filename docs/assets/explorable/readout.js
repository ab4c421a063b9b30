// What an explorable says: a list of named values, and one sentence for a screen reader after a pause.
import { make } from "./explorable.js";

const QUIET = 700; // milliseconds without a change before it is read out

export class Readout {
  /**
   * @param {[string, string][]} rows a key for each value, and its name
   */
  constructor(rows) {
    this.values = Object.fromEntries(rows.map(([key]) => [key, make("dd")]));
    const pairs = rows.map(([key, name]) => make("div", {}, make("dt", {}, name), this.values[key]));
    this.spoken = make("p", { className: "unseen", ariaLive: "polite" });
    this.element = make("div", { className: "readout" }, make("dl", {}, ...pairs), this.spoken);
  }

  /**
   * Show values by their keys, as text or elements.
   * @param {Object<string, string|Node>} values
   */
  show(values) {
    for (const [key, value] of Object.entries(values)) this.values[key].replaceChildren(value);
  }

  /**
   * Say it once nothing has moved for a while; the same sentence is not said twice.
   * @param {string} sentence
   */
  say(sentence) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.spoken.textContent !== sentence) this.spoken.textContent = sentence;
    }, QUIET);
  }
}
