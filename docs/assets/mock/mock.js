// A mock exam: drawn by its number, sat against the clock, handed in and marked.
import { button, make, styled } from "../quiz/parts.js";
import { examOf } from "./rules.js";
import { unfinished } from "./memory.js";

const CONTENTS = new URL("../../generated/mock.json", import.meta.url);
const READING = "The exam is being drawn.";
const UNREAD = "The exam could not be read. Is there a network? Draw tries again.";

const sheetOfStyles = (name) => styled(new URL(name, import.meta.url));

class Mock {
  constructor(place, exercises) {
    Object.assign(this, { place, exercises, count: Math.max(0, ...exercises.map(({ draws }) => draws)), chosen: "" });
    addEventListener("hashchange", () => this.follow());
    this.begin();
    this.follow();
  }

  show(focused, ...elements) {
    this.place.replaceChildren(...elements);
    if (focused) focused.focus({ preventScroll: true });
    if (focused) this.place.scrollIntoView({ block: "start" });
  }

  begin(isFocused = false) {
    this.sitting = undefined;
    const select = make("select", { onchange: () => (this.chosen = select.value) }, ...this.options().map(([value, text]) => make("option", { value }, text)));
    select.value = this.chosen;
    const form = make("form", { className: "choices", onsubmit: (event) => this.submit(event) },
      make("label", {}, "Exam ", select), make("button", { type: "submit" }, "Draw the exam"));
    this.told = make("p", { className: "known", role: "status" });
    this.show(isFocused && select, form, this.told, ...this.goOn());
  }

  options() {
    const numbers = Array.from({ length: this.count }, (_, index) => [`exam-${index + 1}`, `${index + 1}`]);
    const named = (letter) => this.exercises.find(({ list }) => list === letter)?.number;
    return [["", `any of ${this.count}`], ...numbers, ["original", `The original, with ${named("A")}`], ["original-b", `The original, with ${named("B")}`]];
  }

  /** The exams that wait to be gone on with. */
  goOn() {
    const known = unfinished().map((id) => examOf(`#${id}`, this.count)).filter(Boolean);
    const name = ({ number, list }) => (number ? `exam ${number}` : `the original, list ${list}`);
    return known.map((exam) => button(`Go on with ${name(exam)}`, () => this.draw(exam)));
  }

  submit(event) {
    event.preventDefault();
    this.draw(this.chosen ? examOf(`#${this.chosen}`, this.count) : this.another());
  }

  /** An exam by lot, and not this one again. */
  another() {
    const numbers = Array.from({ length: this.count }, (_, index) => index + 1).filter((number) => number !== this.sitting?.exam.number);
    return examOf(`#exam-${numbers[Math.floor(Math.random() * numbers.length)]}`, this.count);
  }

  async draw(exam) {
    this.told.textContent = READING;
    this.address(exam.id);
    try {
      const [{ Sitting }, { load }] = await Promise.all([import("./sitting.js"), import("./pages.js"), this.styles()]);
      const exercises = await load(exam, this.exercises);
      const way = { leave: () => this.leave(), anew: () => this.draw(exam), another: () => this.draw(this.another()) };
      this.sitting = new Sitting(exam, exercises, way);
      this.show(this.sitting.head, this.sitting.element);
      this.place.dispatchEvent(new CustomEvent("added", { bubbles: true }));
    } catch {
      this.leave();
      this.told.textContent = UNREAD;
    }
  }

  styles() {
    this.coming ??= sheetOfStyles("../practice/fields.css");
    return this.coming;
  }

  leave() {
    this.address("");
    this.begin(true);
  }

  address(id) {
    history.replaceState(history.state, "", id ? `#${id}` : location.pathname + location.search);
  }

  /** A link to an exam leads to it; who comes back to the one that is shown finds it as it was. */
  follow() {
    const exam = examOf(location.hash, this.count);
    if (!exam || exam.id === this.sitting?.exam.id) return;
    this.begin();
    this.draw(exam);
  }
}

/** Put the mock exam in the place of the words for readers without JavaScript; it looks like a sheet of the quiz. */
export const open = async (place) => {
  const found = fetch(CONTENTS).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply.status)));
  const [exercises] = await Promise.all([found, sheetOfStyles("../quiz/quiz.css"), sheetOfStyles("mock.css")]);
  const asking = make("div", { className: "asking", tabIndex: -1 });
  place.append(make("div", { className: "quiz ready" }, asking));
  new Mock(asking, exercises);
  place.classList.add("ready");
};
