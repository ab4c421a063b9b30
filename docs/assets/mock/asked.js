/**
 * What an exam asks: a sheet of statements, fields, or something on paper. Each has an element, its points, and once it is
 * settled what it got: a number, or undefined where the student has not judged yet.
 */
import { answered, today } from "../quiz/boxes.js";
import { Memory } from "../quiz/memory.js";
import { counted, make } from "../quiz/parts.js";
import { RULES, Sheet } from "../quiz/sheet.js";
import { control } from "../practice/controls.js";
import { judge } from "../practice/judge.js";
import { keep as keepTried, markOf } from "../practice/memory.js";
import { byFields, byHand, given, pointsOf, share } from "./rules.js";

const LEFT_OUT = "Left out.";
const NOT_THIS = "Not this."; // hints come too late
const heading = (part) => make("h3", {}, `(${part.id}) ${part.title}`, " ", make("small", {}, counted(part.points, "point")));
const told = (words, className = "got") => make("p", { className }, make("strong", {}, words));
const gotOf = (got, points) => `${got} of ${counted(points, "point")}.`;

/** The ten statements; what was wrong comes again in the quiz. */
export class Statements {
  constructor(exercise, { crosses }, keep) {
    Object.assign(this, { points: pointsOf(exercise), open: 0, title: exercise.title, address: `${exercise.address}#bank`, again: "quiz/" });
    this.sheet = new Sheet(exercise.questions, "0", (question, isRight) => this.note(question, isRight));
    exercise.questions.forEach((question, index) => this.restore(question, index, crosses[question.id]));
    this.sheet.items.addEventListener("change", () => {
      for (const [{ id }, answer] of this.sheet.given) crosses[id] = answer;
      keep();
    });
    const each = counted(this.points / exercise.questions.length, "point");
    const rule = make("p", {}, `A right cross brings ${each}, and ${RULES[0]}. You may leave one out.`);
    this.element = make("div", {}, rule, this.sheet.items);
  }

  restore(question, index, answer) {
    if (!answer) return;
    const inputs = this.sheet.items.children[index].querySelectorAll("input");
    inputs[question.answers.indexOf(answer)].checked = true;
    this.sheet.given.set(question, answer);
  }

  get empty() {
    return this.sheet.questions.filter((question) => !this.sheet.given.get(question)).length;
  }

  /** Told to the quiz once, when the exam is handed in. */
  note(question, isRight) {
    if (!this.isFirst) return;
    this.memory ??= new Memory();
    this.memory.keep(question.id, answered(this.memory.of(question), isRight, question.mark, today()));
  }

  settle(isFirst) {
    this.isFirst = isFirst;
    this.sheet.mark();
    const { questions } = this.sheet;
    const right = questions.filter((question) => this.sheet.given.get(question) === question.right).length;
    this.got = share(this.points, right, questions.length);
    this.element.prepend(told(`${right} of ${questions.length} right: ${gotOf(this.got, this.points)}`));
  }
}

/** One field: what is typed is kept, and judged when the exam is handed in. */
class Field {
  constructor(place, { typed }, keep) {
    this.id = place.dataset.field;
    this.name = this.id.match(/\.(\w+)@/)[1];
    this.control = control(place);
    this.control.said = typed[this.id] ?? "";
    const note = () => {
      typed[this.id] = this.control.said;
      keep();
    };
    this.element = make("form", { className: "field", onsubmit: (event) => event.preventDefault(), oninput: note }, ...this.control.parts);
    this.element.dataset.field = this.id;
    place.replaceWith(this.element);
  }

  get said() {
    return this.control.said;
  }

  settle({ answers, values }, isFirst) {
    const reply = this.said ? judge(this.said, answers[this.name], values[this.name]) : { kind: "wrong", words: LEFT_OUT };
    const isRight = reply.kind === "right";
    const mark = markOf(values[this.name][0]);
    if (isFirst && this.said && reply.kind !== "unreadable") keepTried(this.id, { said: this.said, isRight, day: today(), mark });
    this.control.close();
    this.control.invalid.setAttribute("aria-invalid", String(!isRight));
    this.element.append(make("output", { className: reply.kind }, reply.kind === "wrong" && this.said ? NOT_THIS : reply.words));
    return isRight;
  }
}

/** A part: answers that are typed mark themselves; for what was drawn or written the rubric stands beside the student's own judgement. */
export class Part {
  constructor(part, exercise, state, keep) {
    Object.assign(this, { part, state, keep, points: part.points, hand: byHand(part), title: `(${part.id}) ${part.title}` });
    Object.assign(this, { address: `${exercise.address}#${part.id}`, again: part.fresh });
    this.key = [exercise.slug, part.id, ...(part.isTask ? [part.page] : [])].join("."); // another task has points of its own
    this.element = make("section", { className: "part" }, heading(part), ...part.task, ...part.room);
    const below = this.element.querySelector("p.field, .room"); // in the way of no task
    if (below) below.before(...this.onPaper(exercise));
    else this.element.append(...this.onPaper(exercise));
    this.fields = [...this.element.querySelectorAll("p.field")].map((place) => new Field(place, state, keep));
  }

  /** How to do what has no place on the screen. */
  onPaper({ given }) {
    const { part, hand } = this;
    if (!hand || part.task.some((element) => element.querySelector("textarea"))) return [];
    const words = part.fields.length ? "Draw on paper." : given.length && !part.page ? "Do it on paper, with the exam's own data." : "Do it on paper.";
    return [make("p", { className: "by-hand" }, words)];
  }

  get empty() {
    return this.fields.filter(({ said }) => !said).length;
  }

  get got() {
    return this.typed + (this.judged ?? 0);
  }

  get open() {
    return this.judged === undefined ? this.hand : 0;
  }

  settle(isFirst, changed) {
    const { part, fields } = this;
    const isRight = fields.map((field) => field.settle(part.compare, isFirst));
    this.typed = byFields(part, isRight);
    for (const gap of this.element.querySelectorAll("textarea")) gap.readOnly = true;
    if (fields.length) this.tell(isRight.filter(Boolean).length);
    if (this.hand) this.element.append(this.marking(changed));
  }

  tell(right) {
    const { part, fields, points, hand } = this;
    const way = make("a", { href: part.solution }, "The solution of this variant");
    this.element.append(told(`${right} of ${counted(fields.length, "answer")} right: ${gotOf(this.typed, points - hand)}`), make("p", {}, way));
  }

  /** The right drawing or program, the rubric, and the place for the student's own points. */
  marking(changed) {
    const { part, hand, key, state } = this;
    const id = `judged-${key}`;
    const input = make("input", { id, type: "number", min: 0, max: hand, step: 0.5, inputMode: "decimal", value: state.points[key] ?? "" });
    const read = () => {
      this.judged = given(input.value, hand);
      input.setAttribute("aria-invalid", String(this.judged === undefined && (input.value !== "" || input.validity.badInput)));
    };
    read();
    input.addEventListener("input", () => {
      state.points[key] = input.value;
      read();
      this.keep();
      changed();
    });
    const what = part.fields.length ? `Your points for the rest of (${part.id})` : `Your points for (${part.id})`;
    const label = make("label", { htmlFor: id }, `${what}, 0 to ${hand}`);
    return make("div", { className: "marking" }, told(part.fields.length ? "Solution" : "Result", "head"), ...part.result,
      told("How it is graded", "head"), ...part.rubric, make("p", { className: "own" }, label, input));
  }
}
