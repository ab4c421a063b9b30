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
import { given, pointsOf, share } from "./rules.js";

const LEFT_OUT = "Left out.";
const NOT_THIS = "Not this."; // hints come too late
const heading = (part) => make("h3", {}, `(${part.id}) ${part.title}`, " ", make("small", {}, counted(part.points, "point")));
const told = (words, className = "got") => make("p", { className }, make("strong", {}, words));
const gotOf = (got, points) => `${got} of ${counted(points, "point")}.`;

/** The ten statements; what was wrong comes again in the quiz. */
export class Statements {
  constructor(exercise, { crosses }, keep) {
    Object.assign(this, { points: pointsOf(exercise), title: exercise.title, address: `${exercise.address}#bank`, again: "quiz/" });
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

/** A part whose answers are typed and mark themselves. */
export class Typed {
  constructor(part, exercise, state, keep) {
    Object.assign(this, { points: part.points, title: `(${part.id}) ${part.title}`, address: `${exercise.address}#${part.id}` });
    Object.assign(this, { compare: exercise.compare, solution: part.solution, again: `${exercise.fresh}#${part.id}` });
    this.element = make("section", { className: "part" }, heading(part), ...part.task, ...part.room);
    this.fields = [...this.element.querySelectorAll("p.field")].map((place) => new Field(place, state, keep));
  }

  get empty() {
    return this.fields.filter(({ said }) => !said).length;
  }

  settle(isFirst) {
    const right = this.fields.map((field) => field.settle(this.compare, isFirst)).filter(Boolean).length;
    this.got = share(this.points, right, this.fields.length);
    const way = make("a", { href: this.solution }, "The solution of this variant");
    this.element.append(told(`${right} of ${counted(this.fields.length, "answer")} right: ${gotOf(this.got, this.points)}`), make("p", {}, way));
  }
}

/** A part on paper: then the rubric and the drawing, beside the student's own judgement. */
export class OnPaper {
  constructor(part, exercise, state, keep) {
    Object.assign(this, { part, state, keep, points: part.points, title: `(${part.id}) ${part.title}`, empty: 0 });
    Object.assign(this, { address: `${exercise.address}#${part.id}` });
    this.key = `${exercise.slug}.${part.id}`;
    this.element = make("section", { className: "part" }, heading(part), ...part.task, make("p", { className: "by-hand" }, exercise.given.length ? "Do it on paper, with the exam's own data." : "Do it on paper."), ...part.room);
  }

  settle(isFirst, changed) {
    const { points, part } = this;
    const id = `judged-${this.key}`;
    const input = make("input", { id, type: "number", min: 0, max: points, step: 0.5, inputMode: "decimal", value: this.state.points[this.key] ?? "" });
    const read = () => {
      this.got = given(input.value, points);
      input.setAttribute("aria-invalid", String(this.got === undefined && (input.value !== "" || input.validity.badInput)));
    };
    read();
    input.addEventListener("input", () => {
      this.state.points[this.key] = input.value;
      read();
      this.keep();
      changed();
    });
    const label = make("label", { htmlFor: id }, `Your points for (${part.id}), 0 to ${points}`);
    this.element.append(make("div", { className: "marking" }, told("Result", "head"), ...part.result, told("How it is graded", "head"), ...part.rubric,
      make("p", { className: "own" }, label, input)));
  }
}
