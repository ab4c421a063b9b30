/** A sheet: all its questions at once, a cross for each, and then the marks. */
import { copies, counted, make, named, verdict } from "./parts.js";

/** What a wrong cross costs. */
export const RULES = { 0: "a wrong cross costs nothing", 1: "a wrong cross costs a point" };

export class Sheet {
  /**
   * @param {(import("./bank.js").Words & { id: string })[]} questions
   * @param {"0" | "1"} cost
   * @param {(question: object, isRight: boolean) => void} keep  is told of each cross
   */
  constructor(questions, cost, keep) {
    this.questions = questions;
    this.cost = cost;
    this.keep = keep;
    this.given = new Map();
    this.items = make("ol", { className: "sheet" }, ...questions.map((question) => this.item(question)));
  }

  rule() {
    return `A right cross brings a point, and ${RULES[this.cost]}. You may leave one out.`;
  }

  item(question) {
    const radio = (answer) => {
      const input = make("input", { type: "radio", name: question.id, onchange: () => this.given.set(question, answer), checked: !answer });
      return make("label", {}, input, ` ${answer ? named(answer) : "left out"}`);
    };
    const answers = make("fieldset", { className: "answers" }, make("legend", { className: "unseen" }, "Your cross"), ...[...question.answers, ""].map(radio));
    return make("li", {}, question.asked.cloneNode(true), answers);
  }

  /** Says below each item what was right, and in all how many points that makes. @returns {string} */
  mark() {
    const results = this.questions.map((question) => ({ question, given: this.given.get(question) ?? "" }));
    results.forEach(({ question, given }, index) => this.settle(question, given, this.items.children[index]));
    const right = results.filter(({ question, given }) => given === question.right).length;
    const wrong = results.filter(({ question, given }) => given && given !== question.right).length;
    const points = counted(right - wrong * Number(this.cost), "point").replace("-", "\u2212");
    return `${points} of ${results.length}: ${right} right, ${wrong} wrong, ${results.length - right - wrong} left out. What was wrong is to be repeated.`;
  }

  /** What was left out is as if it had not been asked. */
  settle(question, given, item) {
    const isRight = given === question.right;
    if (given) this.keep(question, isRight);
    for (const input of item.querySelectorAll("input")) input.disabled = true;
    item.append(make("div", { className: "reply" }, verdict(isRight, given, ""), ...copies(question.told)));
  }
}
