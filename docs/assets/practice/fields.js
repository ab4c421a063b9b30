/**
 * Fields of a practice: `<p class="field" data-field="practice_rnn.gradient@5">The gradient:</p>` gets an input. What is typed
 * is compared with `generated/practice/rnn.json`, which is fetched when it is first needed.
 */
import { control, make } from "./controls.js";
import { keep, markOf, today, tried } from "./memory.js";

const SITE = new URL("../../", import.meta.url);
const OFFLINE = "There is no network, and what to compare with was not loaded before.";
const asked = {};

/** What the fields of a page compare with. @type {(file: string) => Promise<any>} */
const truths = (file) => (asked[file] ??= fetch(new URL(`generated/practice/${file}.json`, SITE)).then((reply) => {
  if (!reply.ok) throw new Error(`${reply.url} says ${reply.status}`);
  return reply.json();
}).catch((error) => {
  delete asked[file]; // asked again, when there is a network
  throw error;
}));

class Field {
  constructor(place) {
    this.id = place.dataset.field;
    const [, practice, slug, name, variant] = this.id.match(/^(practice_)?(\w+)\.(\w+)@(\w+)$/);
    Object.assign(this, { file: practice ? slug : `exam/${slug}`, name, variant });
    this.control = control(place, make("button", { type: "submit" }, "Check"));
    this.reply = make("output");
    this.reply.setAttribute("role", "status");
    const form = make("form", { className: place.className, onsubmit: (event) => this.check(event), oninput: () => this.forgetReply() },
      ...this.control.parts, this.reply);
    Object.assign(form.dataset, { field: this.id, kind: place.dataset.kind });
    place.replaceWith(form);
    this.restore();
  }

  /** What was typed before a page was left is there again; whether it is right is said when it is checked. */
  restore() {
    const before = tried()[this.id];
    if (before) this.control.said = before.said;
    if (before?.isRight) this.tell({ kind: "right", words: "You had this right before." });
  }

  async check(event) {
    event.preventDefault();
    const { said } = this.control;
    if (!said) return this.tell({ kind: "unreadable", words: "Give an answer first." });
    try {
      const [{ judge }, { answers, variants }] = await Promise.all([import("./judge.js"), truths(this.file)]);
      const values = variants[this.variant][this.name];
      const reply = judge(said, answers[this.name], values);
      if (reply.kind !== "unreadable") keep(this.id, { said, isRight: reply.kind === "right", day: today(), mark: markOf(values[0]) });
      this.tell(reply);
    } catch {
      this.tell({ kind: "unreadable", words: OFFLINE });
    }
  }

  tell({ kind, words }) {
    this.reply.className = kind;
    this.reply.textContent = words;
    this.control.invalid.setAttribute("aria-invalid", String(kind !== "right"));
  }

  forgetReply() {
    this.reply.className = "";
    this.reply.textContent = "";
    this.control.invalid.removeAttribute("aria-invalid");
  }
}

/** "Another one" leads to a variant that was not tried yet, as long as there is one. */
const another = (link) => {
  const count = Number(link.dataset.variants);
  const begun = new Set(Object.keys(tried()).map((id) => id.replace(/\.\w+@/, "@")));
  const [slug, here] = document.querySelector("form.field").dataset.field.match(/^(\w+)\.\w+@(\w+)$/).slice(1);
  const others = Array.from({ length: count }, (_, index) => String(index + 1)).filter((number) => number !== here);
  const fresh = others.filter((number) => !begun.has(`${slug}@${number}`));
  const from = fresh.length ? fresh : others;
  link.href = link.getAttribute("href").replace(/\d+\/$/, `${from[Math.floor(Math.random() * from.length)]}/`);
};

/** @type {(places: HTMLElement[]) => void} */
export const open = (places) => {
  if (!places.length) return;
  const css = new URL("fields.css", import.meta.url).href;
  document.head.append(make("link", { rel: "stylesheet", href: css }));
  for (const place of places) new Field(place);
  for (const link of document.querySelectorAll("a.another")) link.addEventListener("click", () => another(link));
};
