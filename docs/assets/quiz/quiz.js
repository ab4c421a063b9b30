// The bank as a quiz: one question at a time, or a sheet of ten. What was wrong comes again.
import { BANK, contents, words } from "./bank.js";
import { DAYS, answered, isDue, queue, sheet, shuffled, today } from "./boxes.js";
import { Memory } from "./memory.js";
import { button, copies, counted, make, named, styled, verdict, ways } from "./parts.js";
import { RULES, Sheet } from "./sheet.js";

const AGAIN = 4; // questions until a wrong one comes again
const ADDRESS = /^#sheet-(\d+)$/; // of a sheet that everybody has
const READING = "The questions are being read.";
const UNREAD = "The questions could not be read. Is there a network? Start tries again.";

class Quiz {
  constructor(place, { topics, draws }) {
    this.place = place;
    this.topics = topics;
    this.draws = draws;
    this.questions = topics.flatMap(({ id: topic, title, questions }) =>
      Object.entries(questions).map(([id, mark]) => ({ id, mark, topic, title })));
    this.memory = new Memory();
    this.day = today();
    this.chosen = { topic: "", how: "one", number: "", cost: "0" };
    place.addEventListener("keydown", (event) => this.press(event));
    addEventListener("hashchange", () => this.follow());
    this.begin();
    this.follow();
  }

  /** Put these in the place of all that is shown; the focus goes to one of them, for its button is gone. */
  show(focused, ...elements) {
    this.place.replaceChildren(...elements);
    if (focused) focused.focus({ preventScroll: true });
    if (focused) this.place.scrollIntoView({ block: "nearest" });
  }

  // Where a sitting begins

  begin(focused = false) {
    this.number = 0;
    if (focused) this.address();
    const topic = this.select("topic", this.topicOptions());
    const number = this.select("number", [["", `any of ${this.draws.length}`], ...this.draws.map((_, index) => [`${index + 1}`, `${index + 1}`])]);
    this.which = make("label", {}, "Sheet ", number);
    const start = make("button", { type: "submit" }, "Start");
    const form = make("form", { className: "choices", onsubmit: (event) => this.start(event) },
      make("label", {}, "Topic ", topic),
      this.choice("how", "How", { one: "One question at a time", ten: "A sheet of ten" }), this.which,
      this.choice("cost", "On a sheet", RULES), start);
    for (const begun of ["focusin", "pointerdown"]) form.addEventListener(begun, () => this.read().catch(() => {}), { once: true });
    this.forget = button("Forget all that I answered", () => this.clear());
    this.known = make("p", { className: "known", role: "status" });
    this.show(focused && topic, form, this.known, this.forget);
    this.tell();
  }

  topicOptions() {
    const titles = [["", "All topics, mixed"], ...this.topics.map(({ id, title }) => [id, title])];
    return titles.map(([id, title]) => [id, `${title} (${this.within(id).length})`]);
  }

  select(name, options) {
    const select = make("select", { onchange: () => this.choose(name, select.value) },
      ...options.map(([value, text]) => make("option", { value }, text)));
    select.value = this.chosen[name];
    return select;
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
    this.which.hidden = this.chosen.how !== "ten" || Boolean(this.chosen.topic);
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
    event?.preventDefault();
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

  // A sheet of ten: of all topics one that everybody has under its number, of one topic a new one each time

  fill(number = this.chosen.topic ? 0 : Number(this.chosen.number) || this.another()) {
    this.number = number;
    this.address(number);
    const questions = number ? this.drawn(number) : sheet(this.within());
    this.sheet = new Sheet(questions, this.chosen.cost, (question, isRight) => this.keep(question, isRight));
    const name = number ? `Sheet ${number} of ${this.draws.length}. ` : "";
    this.head = make("p", { className: "where", tabIndex: -1 }, name + this.sheet.rule());
    this.show(this.head, this.head, this.sheet.items, ways(button("Mark the sheet", () => this.mark()), button("Back", () => this.begin(true))));
  }

  drawn(number) {
    const known = new Map(this.questions.map((question) => [question.id, question]));
    return this.draws[number - 1].map((id) => known.get(id)).filter(Boolean);
  }

  /** The number of a sheet, by lot, and not of this one again. */
  another() {
    return shuffled(this.draws.map((_, index) => index + 1)).find((number) => number !== this.number);
  }

  mark() {
    const words = make("p", { className: "result", tabIndex: -1 }, this.sheet.mark());
    const another = button("Another sheet", () => this.fill(this.number && this.another()));
    this.show(words, this.head, words, this.sheet.items, ways(another, button("Choose anew", () => this.begin(true))));
  }

  /** The page has the address of the sheet that it shows; `number` is 0 where it shows none. */
  address(number = 0) {
    if (!number && !ADDRESS.test(location.hash)) return;
    history.replaceState(history.state, "", number ? `#sheet-${number}` : location.pathname + location.search);
  }

  /** A link to a sheet leads to it; who comes back to the one that is shown keeps the crosses. */
  follow() {
    const number = Number(location.hash.match(ADDRESS)?.[1]);
    if (!this.draws[number - 1] || number === this.number) return;
    this.chosen = { ...this.chosen, topic: "", how: "ten", number: `${number}` };
    this.begin();
    this.start();
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
  const [found] = await Promise.all([contents(), styled(new URL("quiz.css", import.meta.url))]);
  const quiz = make("div", { className: "asking", tabIndex: -1 });
  place.append(quiz);
  new Quiz(quiz, found);
  place.classList.add("ready");
  keepBank();
};
