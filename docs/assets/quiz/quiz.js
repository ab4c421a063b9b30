// The bank as a quiz: one question at a time, or a sheet of ten. What was wrong comes again.
import { BANK, contents, words } from "./bank.js";
import { DAYS, answered, isDue, queue, sheet, today } from "./boxes.js";
import { Memory } from "./memory.js";
import { button, copies, counted, make, named, verdict, ways } from "./parts.js";
import { RULES, Sheet } from "./sheet.js";

const AGAIN = 4; // questions until a wrong one comes again
const READING = "The questions are being read.";
const UNREAD = "The questions could not be read. Is there a network? Start tries again.";

const sheetOfStyles = () => new Promise((done) => {
  const href = new URL("quiz.css", import.meta.url).href;
  document.head.append(make("link", { rel: "stylesheet", href, onload: done, onerror: done }));
});

class Quiz {
  constructor(place, { topics }) {
    this.place = place;
    this.topics = topics;
    this.questions = topics.flatMap(({ id: topic, title, questions }) =>
      Object.entries(questions).map(([id, mark]) => ({ id, mark, topic, title })));
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
    const select = make("select", { onchange: () => this.choose("topic", select.value) }, ...this.options());
    select.value = this.chosen.topic;
    const start = make("button", { type: "submit" }, "Start");
    const form = make("form", { className: "choices", onsubmit: (event) => this.start(event) },
      make("label", {}, "Topic ", select),
      this.choice("how", "How", { one: "One question at a time", ten: "A sheet of ten" }),
      this.choice("cost", "On a sheet", RULES), start);
    for (const begun of ["focusin", "pointerdown"]) form.addEventListener(begun, () => this.read().catch(() => {}), { once: true });
    this.forget = button("Forget all that I answered", () => this.clear());
    this.known = make("p", { className: "known", role: "status" });
    this.show(focused && select, form, this.known, this.forget);
    this.tell();
  }

  options() {
    const option = (value, text) => make("option", { value }, `${text} (${this.within(value).length})`);
    return [option("", "All topics, mixed"), ...this.topics.map(({ id, title }) => option(id, title))];
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

  /** The words of all questions, once somebody begins to choose; where that failed, asked again. */
  read() {
    this.reading ??= words().then((found) => {
      const there = this.questions.filter(({ id }) => found.has(id)); // another edition may have come meanwhile
      this.questions = there.map((question) => ({ ...question, ...found.get(question.id) }));
    });
    this.reading.catch(() => (this.reading = undefined));
    return this.reading;
  }

  async start(event) {
    event.preventDefault();
    this.known.textContent = READING;
    try {
      await this.read();
    } catch {
      this.known.textContent = UNREAD;
      return;
    }
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
    this.show(words, where, words, this.choices, this.reply, ways(button("Stop here", () => this.end(), "S")));
  }

  /** Notes whether a question was answered rightly. */
  keep(question, isRight) {
    const kept = answered(this.memory.of(question), isRight, question.mark, this.day);
    this.memory.keep(question.id, kept);
    return kept;
  }

  answer(given) {
    const isRight = given === this.question.right;
    this.count.asked += 1;
    this.count.right += isRight ? 1 : 0;
    const kept = this.keep(this.question, isRight);
    if (!isRight) this.waiting.splice(AGAIN, 0, this.question);
    for (const choice of this.choices.children) choice.disabled = true;
    const when = isRight ? ` It comes again in ${counted(DAYS[kept.box], "day")}.` : " It comes again in this sitting.";
    const next = button("Next", () => this.next(), "N");
    this.reply.replaceChildren(verdict(isRight, given, when), ...copies(this.question.told), ways(next));
    this.reply.focus({ preventScroll: true });
    this.reply.scrollIntoView({ block: "nearest" });
  }

  end() {
    const { asked, right } = this.count;
    const words = make("p", { className: "result", tabIndex: -1 }, asked
      ? `${right} of ${asked} right. ${this.soon()}`
      : `Nothing is to be repeated today, and nothing is new. ${this.soon()}`);
    this.show(words, words, ways(button("Choose anew", () => this.begin(true), "N")));
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
    this.sheet = new Sheet(sheet(this.within()), this.chosen.cost, (question, isRight) => this.keep(question, isRight));
    const head = make("p", { className: "where", tabIndex: -1 }, this.sheet.rule());
    this.show(head, head, this.sheet.items, ways(button("Mark the sheet", () => this.mark()), button("Back", () => this.begin(true))));
  }

  mark() {
    const words = make("p", { className: "result", tabIndex: -1 }, this.sheet.mark());
    this.show(words, words, this.sheet.items, ways(button("Another sheet", () => this.fill()), button("Choose anew", () => this.begin(true))));
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

/**
 * The worker keeps the bank for when there is no network, and what the quiz is made of, which may have come before it watched.
 * It comes when the reader is at work, and not to who reads on a meter.
 */
const keepBank = () => {
  if (navigator.connection?.saveData) return;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  navigator.serviceWorker?.ready.then(({ active }) => active.postMessage([BANK.href, ...loaded]));
};

/** Put the quiz in the place of the words for readers without JavaScript. */
export const open = async (place) => {
  const [found] = await Promise.all([contents(), sheetOfStyles()]);
  const quiz = make("div", { className: "asking", tabIndex: -1 });
  place.append(quiz);
  new Quiz(quiz, found);
  place.classList.add("ready");
  keepBank();
};
