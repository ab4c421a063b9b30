/**
 * "Where you stand": what this browser keeps of the practice and of the quiz, by exercise and part; to save, to open, to delete.
 * The parts, their answers and the marks of what is right come from the files that the fields and the quiz read, as far as
 * something was tried of them.
 */
import { make } from "../explorable/explorable.js";
import { markOf, merged, today, tried, write } from "./memory.js";

const SITE = new URL("../../", import.meta.url);
const FILES = { practice: "altklausur.practice", quiz: "altklausur.quiz" };

const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const link = (text, href) => make("a", { href }, text);
const button = (text, onclick) => make("button", { type: "button", onclick }, text);

const stored = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};

const remove = () => {
  try {
    for (const key of Object.values(FILES)) localStorage.removeItem(key);
  } catch {}
};

const nothing = () => make("p", {}, "Nothing tried yet.");

const read = async (file, prefix) => {
  const isTried = Object.keys(tried()).some((id) => id.startsWith(`${prefix}.`));
  const reply = isTried && (await fetch(new URL(`generated/practice/${file}.json`, SITE)));
  return reply && reply.ok ? reply.json() : { answers: {}, variants: {} };
};

/** What was tried of one exercise, by part: how often, how often rightly, how much of it the site tells otherwise by now. */
const byPart = (prefix, { answers, variants }) => {
  const parts = {};
  for (const [id, { isRight, mark }] of Object.entries(tried())) {
    const [, slug, name, variant] = id.match(/^(\w+)\.(\w+)@(\w+)$/) ?? [];
    const values = slug === prefix && variants[variant]?.[name];
    if (!values) continue;
    const part = (parts[answers[name].part] ??= { tried: 0, right: 0, changed: 0 });
    part.tried += 1;
    part.right += isRight ? 1 : 0;
    part.changed += mark === markOf(values[0]) ? 0 : 1;
  }
  return parts;
};

const told = ({ tried: all, right, changed }) =>
  `${counted(all, "answer")}, ${right} right${changed ? `, ${changed} changed since` : ""}`;

/** The rows of an exercise: its own answers, then those of its variants. */
const rows = async (place) => {
  const slug = place.pathname.match(/(\w+)\/$/)[1];
  const [own, practice] = await Promise.all([read(`exam/${slug}`, slug), read(slug, `practice_${slug}`)]);
  const row = (part, words, page) => make("li", {}, link(`(${part})`, new URL(`${page}/${slug}/#${part}`, SITE).href), ` ${words}`);
  const found = [
    ...Object.entries(byPart(slug, own)).map(([part, all]) => row(part, `in the exam: ${told(all)}`, "exercises")),
    ...Object.entries(byPart(`practice_${slug}`, practice)).map(([part, all]) => row(part, `in variants: ${told(all)}`, "practice")),
  ];
  const list = found.length ? make("ul", {}, ...found) : nothing();
  return [make("h2", {}, link(place.textContent, place.href)), list];
};

/** How much of the bank was answered, and what of it is to be repeated today. */
const quiz = async () => {
  const title = make("h2", {}, link("True or false", new URL("quiz/", SITE).href));
  if (!Object.keys(stored(FILES.quiz)).length) return [title, nothing()];
  const [{ contents }, { isDue }, { Memory }] = await Promise.all([import("../quiz/bank.js"), import("../quiz/boxes.js"), import("../quiz/memory.js")]);
  const memory = new Memory(), { topics } = await contents();
  const all = topics.flatMap(({ questions }) => Object.entries(questions).map(([id, mark]) => ({ id, mark })));
  const known = all.map((question) => memory.of(question)).filter(Boolean);
  const due = known.filter((one) => isDue(one, today())).length;
  const changed = all.filter((question) => memory.hasChanged(question)).length;
  const words = `${known.length} of ${all.length} answered, ${due} to repeat today${changed ? `, ${changed} changed since` : ""}.`;
  return [title, make("p", {}, words)];
};

class Standing {
  constructor(place) {
    this.place = place;
    this.exercises = [...place.querySelectorAll("a")];
    this.file = make("input", { type: "file", accept: "application/json,.json", hidden: true, onchange: () => this.open() });
    this.said = make("p", { role: "status" });
  }

  async show(words = "") {
    const found = await Promise.all([quiz(), ...this.exercises.map(rows)]);
    const ways = make("p", { className: "ways" }, button("Save as a file", () => this.save()), button("Open a file", () => this.file.click()),
      button("Delete all", () => this.clear()), this.file);
    this.place.replaceChildren(...found.flat(), ways, this.said);
    this.place.classList.add("ready");
    this.said.textContent = words;
  }

  save() {
    const all = Object.fromEntries(Object.entries(FILES).map(([name, key]) => [name, stored(key)]));
    const href = URL.createObjectURL(new Blob([JSON.stringify(all, null, 1)], { type: "application/json" }));
    make("a", { href, download: "altklausur.json" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  }

  async open() {
    try {
      const found = JSON.parse(await this.file.files[0].text());
      write(merged(tried(), found.practice ?? {}));
      const memory = found.quiz && new (await import("../quiz/memory.js")).Memory();
      for (const [id, kept] of Object.entries(found.quiz ?? {})) if (!memory.kept.has(id)) memory.keep(id, kept);
      await this.show("The file was opened.");
    } catch {
      this.said.textContent = "That is no file that was saved here; nothing was changed.";
    }
    this.file.value = "";
  }

  async clear() {
    if (!confirm("Delete all that you answered in the quiz and in practice, in this browser?")) return;
    remove();
    await this.show("All of it is deleted.");
  }
}

/** @type {(place: HTMLElement) => Promise<void>} */
export const open = (place) => {
  document.head.append(make("link", { rel: "stylesheet", href: new URL("fields.css", import.meta.url).href }));
  return new Standing(place).show();
};
