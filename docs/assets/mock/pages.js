/**
 * Everything an exam is made of, fetched when it is drawn: tasks off the pages of exercises, fields off those of variants, and
 * what answers are compared with. From then on no network is needed.
 * @typedef {import("./rules.js").Part & { task: Element[], room: Element[], result: Element[], rubric: Element[], fresh?: string }} Read
 *   `room` is where one writes on paper, `fresh` the address of another variant
 */
import { contents as quizContents, words } from "../quiz/bank.js";
import { tried } from "../practice/memory.js";
import { drawnPart, exercisesOf, freshVariant } from "./rules.js";

export const SITE = new URL("../../", import.meta.url);
const FOLDS = "details, .room, .unfold-place, .part-links"; // a room is for paper
const LIKE = /^As in part \(\w\)(?: and part \(\w\))?\.\s*/;
const ADDRESS = /url\("?([^")]+)"?\)/g;

const fetched = async (address) => {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${address} says ${reply.status}`);
  return reply;
};

const page = async (address) => {
  const found = new DOMParser().parseFromString(await (await fetched(address)).text(), "text/html");
  found.querySelectorAll("[href], [src], [style*='url(']").forEach((element) => place(element, address));
  for (const value of found.querySelectorAll("data.answer")) value.classList.remove("answer"); // no card is behind it here
  for (const image of found.querySelectorAll("img")) image.loading = "eager";
  return found;
};

/** What it names by its own address it names by the site's. */
const place = (element, address) => {
  const absolute = (name) => new URL(name, address).href;
  for (const name of ["href", "src"]) {
    if (element.hasAttribute(name)) element.setAttribute(name, absolute(element.getAttribute(name)));
  }
  const style = element.getAttribute("style");
  if (style) element.setAttribute("style", style.replace(ADDRESS, (_, name) => `url("${absolute(name)}")`));
};

/** What stands under a heading, or after the title up to the first one. */
const under = (heading) => {
  const found = [];
  for (let next = heading?.nextElementSibling; next && !next.matches("h2"); next = next.nextElementSibling) found.push(next);
  return found;
};

/** As elements of this page: no id twice; a gap of a program keeps the one that its label names. */
const own = (elements) => elements.map((element) => {
  const copy = document.importNode(element, true);
  for (const named of [copy, ...copy.querySelectorAll("[id]:not(textarea)")]) named.removeAttribute("id");
  return copy;
});

/** Nothing in a task leads away from it, nor says that it is like a part of the exam: that stands above it. */
const task = (elements) => {
  const found = own(elements.filter((element) => !element.matches(FOLDS)));
  for (const link of found.flatMap((element) => [...element.querySelectorAll("a")])) link.replaceWith(...link.childNodes);
  for (const element of found) {
    element.normalize();
    if (element.firstChild?.nodeType === Node.TEXT_NODE) element.firstChild.data = element.firstChild.data.replace(LIKE, "");
  }
  return found.filter((element) => element.innerHTML !== "");
};

const inside = (elements, kind) => {
  const fold = elements.find((element) => element.matches(`details.${kind}`));
  return fold ? own([...fold.children].slice(1)) : [];
};

/** An exercise of the exam itself; every part is done on paper. */
const original = async (exercise) => {
  const address = new URL(`exercises/${exercise.slug}/`, SITE).href;
  const found = await page(address);
  const parts = exercise.parts.map((part) => {
    const all = under(found.getElementById(part.id)).filter((element) => !element.matches("[data-field]"));
    const room = own(all.filter((element) => element.matches(".room")));
    return { ...part, fields: [], task: task(all), room, result: inside(all, "result"), rubric: inside(all, "grading") };
  });
  return { ...exercise, address, given: [], whole: task(under(found.getElementById("task"))), parts };
};

/** The same with what a drawn exam asks in the place of its parts; a page that several ask for is read once. */
const drawn = async (exercise, number) => {
  const chosen = exercise.parts.map((part) => drawnPart(part, exercise, number));
  const addresses = [...new Set(chosen.flatMap((part) => part.page ?? []))];
  const [before, truths, ...read] = await Promise.all([original(exercise), truthsOf(exercise), ...addresses.map((name) => page(new URL(name, SITE).href))]);
  const pages = new Map(addresses.map((name, index) => [name, read[index]]));
  const parts = before.parts.map((part, index) => {
    const { page: name } = chosen[index];
    return name ? { ...part, ...asked(chosen[index], pages.get(name), truths), ...fresh(chosen[index], exercise) } : part;
  });
  const given = exercise.variants ? givenBy(read[0]) : [];
  return { ...before, title: exercise.drawn || exercise.title, given, parts };
};

const truthsOf = async ({ practice }) => (await fetched(new URL(`generated/practice/${practice.match(/(\w+)\/$/)[1]}.json`, SITE))).json();

const givenBy = (found) => task(under(found.querySelector("h1")).filter((element) => !element.matches(".variant")));

/** What a page asks for a part. A task with a page of its own has a title and data; what has no fields, the exam's result. */
const asked = (part, found, { answers, variants }) => {
  const { id, page: name, fields, tasks } = part;
  const all = under(found.getElementById(id));
  if (!fields.length) return { page: name, task: task(all) };
  const own = tasks ? { isTask: true, title: found.querySelector("h1").textContent.trim() } : {};
  const marking = part.hand ? { result: inside(all, "solution"), rubric: inside(all, "grading") } : {};
  return { ...part, ...own, ...marking, task: [...(tasks ? givenBy(found) : []), ...task(all)],
    solution: `${new URL(name, SITE).href}#${id}`, compare: { answers, values: variants[numberOf(name)] } };
};

const numberOf = (name) => name.match(/(\w+)\/$/)[1];

/** Another variant or task to repeat with, which is kept too. */
const fresh = ({ id, page: name, fields, tasks }, { practice, variants }) => {
  if (!fields.length) return {};
  const pages = tasks ? tasks.map((other) => other.page) : Array.from({ length: variants }, (_, index) => `${practice}${index + 1}/`);
  const begun = new Set(Object.keys(tried()).map((field) => field.replace(/^practice_(\w+)\.\w+@(\w+)$/, "practice/$1/$2/")));
  const numbers = pages.flatMap((other, index) => (begun.has(other) ? index + 1 : []));
  return { fresh: `${new URL(pages[freshVariant(pages.indexOf(name) + 1, pages.length, numbers) - 1], SITE).href}#${id}` };
};

/** The ten statements of a sheet, with their words. */
const statements = async (exercise, number) => {
  const [{ topics, draws }, found] = await Promise.all([quizContents(), words()]);
  const marks = Object.assign({}, ...topics.map(({ questions }) => questions));
  const questions = draws[number - 1].map((id) => ({ id, mark: marks[id], ...found.get(id) }));
  return { ...exercise, address: new URL(`exercises/${exercise.slug}/`, SITE).href, questions };
};

/** @type {(exam: import("./rules.js").Exam, all: import("./rules.js").Exercise[]) => Promise<object[]>} */
export const load = async ({ number, list }, all) => {
  const read = (exercise) => {
    if (number && exercise.draws) return statements(exercise, number);
    return number && exercise.practice ? drawn(exercise, number) : original(exercise);
  };
  const [found] = await Promise.all([Promise.all(exercisesOf(all, list).map(read)), import("../practice/judge.js")]);
  keepAll(found);
  return found;
};

/** The worker keeps them for a reload without a network; it comes when the reader is at work, and not to who reads on a meter. */
const keepAll = (exercises) => {
  if (navigator.connection?.saveData) return;
  const images = exercises.flatMap(({ parts }) => parts.flatMap(({ result }) => result ?? [])).flatMap((element) =>
    [...element.querySelectorAll("img")].map(({ src }) => src));
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const next = exercises.flatMap(({ parts }) => parts.flatMap(({ fresh: address }) => address?.replace(/#.*/, "") ?? []));
  navigator.serviceWorker?.ready.then(({ active }) => active.postMessage([...new Set([...loaded, ...images, ...next])]));
};
