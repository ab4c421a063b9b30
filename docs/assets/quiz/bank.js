/**
 * What can be asked. Topics, ids and sheets come in a small file that the build writes; words, verdicts and reasons stand on the
 * page of the bank and nowhere else, and are read off it when somebody begins to choose.
 * @typedef {{ id: string, title: string, questions: Object<string, string> }} Topic  of each question its id and its mark, which
 *   changes with words and verdict
 * @typedef {{ asked: Element, told: Element[], right: string, answers: string[] }} Words  `right` is one of `answers`: "true" and
 *   "false", or the letters of the options
 */
import { make } from "./parts.js";

export const BANK = new URL("../../exercises/multiple_choice/", import.meta.url);
const CONTENTS = new URL("../../generated/quiz.json", import.meta.url);

const fetched = async (address) => {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${address} says ${reply.status}`);
  return reply;
};

/** `draws` are the sheets that everybody has, each a list of ids: sheet 17 is `draws[16]`. @type {() => Promise<{ topics: Topic[], draws: string[][] }>} */
export const contents = async () => (await fetched(CONTENTS)).json();

/** The words of each question, by its id. @type {() => Promise<Map<string, Words>>} */
export const words = async () => {
  const page = new DOMParser().parseFromString(await (await fetched(BANK)).text(), "text/html");
  for (const link of page.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), BANK).href;
  return new Map([...page.querySelectorAll("article details.statement")].map((fold) => [fold.id, question(fold)]));
};

const question = (fold) => {
  const value = fold.querySelector("data.answer");
  const right = value.value;
  value.replaceWith(value.textContent); // what is behind it is told on the page of the bank
  const [summary, ...told] = fold.children;
  const asked = make("div", {}, ...summary.firstElementChild.childNodes);
  const options = [...asked.querySelectorAll(".option")];
  const answers = options.length ? options.map(({ textContent }) => textContent.trim()[1]) : ["true", "false"];
  return { asked, told, right, answers };
};
