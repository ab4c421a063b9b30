// The bank as a quiz: one question at a time, or a sheet of ten. What was wrong comes again.
import { make } from "../explorable/explorable.js";
import { read } from "./bank.js";
import { DAYS, answered, isDue, queue, sheet, today } from "./boxes.js";
import { Memory } from "./memory.js";

const BANK = new URL("../../exercises/multiple_choice/", import.meta.url);
const AGAIN = 4; // questions until a wrong one comes again
const RULES = { 0: "a wrong cross costs nothing", 1: "a wrong cross costs a point" };
const WORDS = { true: "True", false: "False" };

const button = (text, onclick, key) =>
  make("button", { type: "button", onclick, ...(key && { ariaKeyShortcuts: key }) }, text, ...(key ? [make("kbd", { ariaHidden: "true" }, key)] : []));
const named = (answer) => WORDS[answer] ?? `(${answer})`;
const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const copies = (elements) => elements.map((element) => element.cloneNode(true));

const sheetOfStyles = () => new Promise((done) => {
  const href = new URL("quiz.css", import.meta.url).href;
  document.head.append(make("link", { rel: "stylesheet", href, onload: done, onerror: done }));
});

class Quiz {
  constructor(place, questions) {
    this.place = place;
    this.questions = questions;
    this.memory = new Memory();
    this.day = today();
    this.chosen = { topic: "", how: "one", cost: "0" };
    place.addEventListener("keydown", (event) => this.press(event));
    this.begin();
  }

  /** Put these in the place of all that is shown; the focus goes to one of them, for its button is gone. */
  show(focused, ...elements) {
    this.place.replaceChildren(...elements);
    if (focused) focused.focus({ preventScroll: true });
    if (focused) this.place.scrollIntoView({ block: "nearest" });
  }

  // Where a sitting begins

  begin(focused = false) {
    const select = make("select", { onchange: () => this.choose("topic", select.value) }, ...this.topics());
    select.value = this.chosen.topic;
    const start = make("button", { type: "submit" }, "Start");
    const form = make("form", { className: "choices", onsubmit: (event) => this.start(event) },
      make("label", {}, "Topic ", select),
      this.choice("how", "How", { one: "One question at a time", ten: "A sheet of ten" }),
      this.choice("cost", "On a sheet", RULES), start);
    this.forget = button("Forget all that I answered", () => this.clear());
    this.known = make("p", { className: "known", role: "status" });
    this.show(focused && select, form, this.known, this.forget);
    this.tell();
  }

  topics() {
    const titles = new Map(this.questions.map(({ topic, title }) => [topic, title]));
    const option = (value, text) => make("option", { value }, `${text} (${this.within(value).length})`);
    return [option("", "All topics, mixed"), ...[...titles].map(([topic, title]) => option(topic, title))];
  }

  choice(name, legend, options) {
    const radio = ([value, text]) => {
      const input = make("input", { type: "radio", name, value, checked: this.chosen[name] === value, onchange: () => this.choose(name, value) });
      return make("label", {}, input, ` ${text}`);
    };
    return make("fieldset", {}, make("legend", {}, legend), ...Object.entries(options).map(radio));
  }

  choose(name, value) {
    this.chosen[name] = value;
    this.tell();
  }

  within(topic = this.chosen.topic) {
    return this.questions.filter((question) => !topic || question.topic === topic);
  }

  /** How much of a topic was answered, and what is to be repeated. */
  tell() {
    const kept = this.within().map((question) => this.memory.of(question)).filter(Boolean);
    const due = kept.filter((one) => isDue(one, this.day)).length;
    this.forget.hidden = this.memory.kept.size === 0;
    this.known.textContent = kept.length
      ? `Answered before: ${kept.length} of ${this.within().length}. To repeat today: ${due}.`
      : "Nothing of this was answered in this browser yet.";
  }

  clear() {
    this.memory.forget();
    this.begin(true);
  }

  start(event) {
    event.preventDefault();
    if (this.chosen.how === "ten") this.fill();
    else this.sit();
  }

  // One at a time

  sit() {
    this.waiting = queue(this.within(), (question) => this.memory.of(question), this.day);
    this.count = { asked: 0, right: 0 };
    this.next();
  }

  next() {
    this.question = this.waiting.shift();
    if (!this.question) return this.end();
    const { asked, answers, title } = this.question;
    const changed = this.memory.hasChanged(this.question) ? " · changed since you answered it" : "";
    const words = make("div", { className: "asked", tabIndex: -1 }, asked.cloneNode(true));
    const where = make("p", { className: "where" }, `${title} · ${counted(this.waiting.length, "question")} after this${changed}`);
    const key = (answer) => (answer.length > 1 ? answer[0] : answer).toUpperCase();
    this.choices = make("div", { className: "answers", role: "group", ariaLabel: "Your answer" },
      ...answers.map((answer) => button(named(answer), () => this.answer(answer), key(answer))));
    this.reply = make("div", { className: "reply", tabIndex: -1 });
    this.show(words, where, words, this.choices, this.reply, this.ways(button("Stop here", () => this.end(), "S")));
  }

  ways(...buttons) {
    return make("p", { className: "ways" }, ...buttons);
  }

  answer(given) {
    const { id, right, mark, told } = this.question;
    const isRight = given === right;
    this.count.asked += 1;
    this.count.right += isRight ? 1 : 0;
    const kept = answered(this.memory.of(this.question), isRight, mark, this.day);
    this.memory.keep(id, kept);
    if (!isRight) this.waiting.splice(AGAIN, 0, this.question);
    for (const choice of this.choices.children) choice.disabled = true;
    const when = isRight ? ` It comes again in ${counted(DAYS[kept.box], "day")}.` : " It comes again in this sitting.";
    const next = button("Next", () => this.next(), "N");
    this.reply.replaceChildren(verdict(isRight, given, when), ...copies(told), this.ways(next));
    this.reply.focus({ preventScroll: true });
    this.reply.scrollIntoView({ block: "nearest" });
  }

  end() {
    const { asked, right } = this.count;
    const words = make("p", { className: "result", tabIndex: -1 }, asked
      ? `${right} of ${asked} right. ${this.soon()}`
      : `Nothing is to be repeated today, and nothing is new. ${this.soon()}`);
    this.show(words, words, this.ways(button("Choose anew", () => this.begin(true), "N")));
  }

  /** When the next question of this choice is due. */
  soon() {
    const due = this.within().map((question) => this.memory.of(question)?.due ?? this.day);
    const first = Math.min(...due) - this.day;
    const count = due.filter((day) => day === Math.min(...due)).length;
    return first > 0 ? `${counted(count, "question")} to repeat in ${counted(first, "day")}.` : "There is more for today.";
  }

  // A sheet of ten

  fill() {
    this.drawn = sheet(this.within());
    this.given = new Map();
    const items = make("ol", { className: "sheet" }, ...this.drawn.map((question) => this.item(question)));
    const head = make("p", { className: "where", tabIndex: -1 }, `A right cross brings a point, and ${RULES[this.chosen.cost]}. You may leave one out.`);
    this.items = items;
    this.show(head, head, items, this.ways(button("Mark the sheet", () => this.mark()), button("Back", () => this.begin(true))));
  }

  item(question) {
    const radio = (answer) => {
      const input = make("input", { type: "radio", name: question.id, onchange: () => this.given.set(question, answer), checked: !answer });
      return make("label", {}, input, ` ${answer ? named(answer) : "left out"}`);
    };
    const answers = make("fieldset", { className: "answers" }, make("legend", { className: "unseen" }, "Your cross"), ...[...question.answers, ""].map(radio));
    return make("li", {}, question.asked.cloneNode(true), answers);
  }

  mark() {
    const results = this.drawn.map((question) => ({ question, given: this.given.get(question) ?? "" }));
    results.forEach(({ question, given }, index) => this.settle(question, given, this.items.children[index]));
    const right = results.filter(({ question, given }) => given === question.right).length;
    const wrong = results.filter(({ question, given }) => given && given !== question.right).length;
    const points = right - wrong * Number(this.chosen.cost);
    const words = make("p", { className: "result", tabIndex: -1 },
      `${counted(points, "point").replace("-", "\u2212")} of ${this.drawn.length}: ${right} right, ${wrong} wrong, ${this.drawn.length - right - wrong} left out. What was wrong is to be repeated.`);
    this.show(words, words, this.items, this.ways(button("Another sheet", () => this.fill()), button("Choose anew", () => this.begin(true))));
  }

  /** The verdict below an item of the sheet; what was left out is as if it had not been asked. */
  settle(question, given, item) {
    const isRight = given === question.right;
    if (given) this.memory.keep(question.id, answered(this.memory.of(question), isRight, question.mark, this.day));
    for (const input of item.querySelectorAll("input")) input.disabled = true;
    item.append(make("div", { className: "reply" }, verdict(isRight, given, ""), ...copies(question.told)));
  }

  /** A letter is as good as a click where no field is being filled in. */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
    const found = [...this.place.querySelectorAll("button:not(:disabled)")].find(({ ariaKeyShortcuts }) => ariaKeyShortcuts === event.key.toUpperCase());
    if (!found) return;
    event.preventDefault();
    found.click();
  }
}

/** Said in words and in colour; `when` tells when the question comes again. */
const verdict = (isRight, given, when) => {
  if (!given) return make("p", { className: "verdict" }, make("strong", {}, "Left out."));
  const words = isRight ? "Right." : `Not right: you said ${named(given).toLowerCase()}.`;
  return make("p", { className: `verdict ${isRight ? "is-right" : "is-wrong"}` }, make("strong", {}, words), when);
};

/** Put the quiz in the place of the words for readers without JavaScript. */
export const open = async (place) => {
  const [questions] = await Promise.all([read(BANK), sheetOfStyles()]);
  const quiz = make("div", { className: "asking", tabIndex: -1 });
  place.append(quiz);
  new Quiz(quiz, questions);
  place.classList.add("ready");
};
