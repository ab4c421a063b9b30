/** A sitting: an exam as it is shown, from the first statement until the marks. */
import { button, counted, make, ways } from "../quiz/parts.js";
import { Part, Statements } from "./asked.js";
import { Clock } from "./clock.js";
import { begun, forget, keep } from "./memory.js";
import { marks } from "./marks.js";
import { pointsOf, sum } from "./rules.js";

const LOADED = "All of it is loaded: you can go on without a network.";

export class Sitting {
  /**
   * @param {import("./rules.js").Exam} exam
   * @param {object[]} exercises  as pages.js has read them
   * @param {{ leave: () => void, anew: () => void, another: () => void }} way
   */
  constructor(exam, exercises, way) {
    Object.assign(this, { exam, exercises, way });
    this.state = begun(exam.id);
    const save = (this.save = () => keep(exam.id, this.state));
    this.asked = exercises.map((exercise) => this.askedOf(exercise, save));
    this.head = make("p", { className: "where", tabIndex: -1 }, this.introduction());
    this.clock = new Clock(this.minutes, this.state, save);
    this.sections = exercises.map((exercise, index) => this.section(exercise, this.asked[index]));
    this.end = make("div", { className: "end" });
    this.element = make("div", { className: "sitting" }, this.head, ...this.sections, this.clock.element, this.end);
    if (this.state.isHandedIn) this.mark(false);
    else this.offer();
  }

  get points() {
    return sum(this.exercises.map(pointsOf));
  }

  get minutes() {
    return sum(this.exercises.map(({ minutes }) => minutes));
  }

  introduction() {
    const { number, list } = this.exam;
    const name = number ? `Exam ${number}` : "The original";
    const which = this.exercises.find((one) => one.list === list)?.number;
    return `${name}${which ? `, with ${which}` : ""}: ${counted(this.points, "point")}, ${this.minutes} minutes. ${LOADED}`;
  }

  askedOf(exercise, save) {
    if (exercise.questions) return [new Statements(exercise, this.state, save)];
    return exercise.parts.map((part) => new Part(part, exercise, this.state, save));
  }

  section(exercise, asked) {
    const id = `exercise-${exercise.slug}`;
    const points = counted(pointsOf(exercise), "point");
    const found = make("section", {}, make("h2", { id }, `Exercise ${exercise.number}: ${exercise.title}`),
      make("p", { className: "where" }, `${points} · about ${exercise.minutes} minutes`), ...this.given(exercise), ...asked.map(({ element }) => element));
    found.setAttribute("aria-labelledby", id);
    for (const gap of found.querySelectorAll("textarea")) this.remember(gap);
    return found;
  }

  /** What is typed into the gaps of a program. */
  remember(gap) {
    gap.value = this.state.typed[gap.name] ?? "";
    gap.addEventListener("input", () => {
      this.state.typed[gap.name] = gap.value;
      this.save();
    });
  }

  /** The data of a variant; beside them the exam's own, where a part has no variant. */
  given({ given, whole, parts, questions }) {
    if (questions) return [];
    const isOwn = parts.some(({ page }) => !page);
    if (!given.length || !isOwn) return isOwn ? whole : given;
    return [...given, make("details", { className: "own-data" }, make("summary", {}, "The exam's own data, for the parts on paper"), ...whole)];
  }

  // Handing in

  offer() {
    const leave = button("Leave it for later", () => this.way.leave());
    this.end.replaceChildren(ways(button("Hand in", () => this.ask()), leave));
  }

  /** What is empty is told before it is too late. */
  ask() {
    const empty = sum(this.asked.flat().map((one) => one.empty));
    const words = make("p", { tabIndex: -1 }, empty ? `${counted(empty, "answer")} left out. After this nothing can be changed.` : "After this nothing can be changed.");
    this.end.replaceChildren(words, ways(button("Hand in for good", () => this.handIn()), button("Back to the exam", () => this.offer())));
    words.focus();
  }

  handIn() {
    this.clock.tick();
    this.state.isHandedIn = true;
    this.save();
    this.mark(true);
    this.marked.focus({ preventScroll: true });
    this.marked.scrollIntoView({ block: "start" });
  }

  mark(isFirst) {
    this.clock.stop();
    const show = () => this.result.show();
    for (const one of this.asked.flat()) one.settle(isFirst, show);
    this.result = marks(this.exercises, this.asked);
    this.marked = this.result.element;
    this.head.after(this.marked);
    this.clock.element.remove();
    this.element.dispatchEvent(new CustomEvent("added", { bubbles: true }));
    const anew = button("Sit this one again", () => this.anew());
    this.end.replaceChildren(ways(button("Another exam", () => this.way.another()), anew, button("Choose anew", () => this.way.leave())));
  }

  anew() {
    forget(this.exam.id);
    this.way.anew();
  }
}
