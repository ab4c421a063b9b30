/**
 * The questions of the bank, read off its page: their words, verdicts and reasons stand there and nowhere else.
 * @typedef {{ id: string, topic: string, title: string, asked: Element, told: Element[], right: string, answers: string[], mark: string }} Question
 * `right` is one of `answers`: "true" and "false", or the letters of the options. `mark` changes with words and verdict.
 */
import { make } from "../explorable/explorable.js";

/** @type {(address: URL) => Promise<Question[]>} */
export const read = async (address) => {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(`${address} says ${reply.status}`);
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  for (const link of page.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
  return questions(page);
};

/** @type {(page: Document) => Question[]} */
const questions = (page) => {
  const found = [];
  let heading;
  for (const element of page.querySelectorAll("article :is(h2, h3)[id], article details.statement")) {
    if (element.matches("details")) found.push(question(element, heading));
    else heading = element;
  }
  return found;
};

const question = (fold, { id: topic, textContent: title }) => {
  const value = fold.querySelector("data.answer");
  const right = value.value;
  value.replaceWith(value.textContent); // what is behind it is told on the page of the bank
  const [summary, ...told] = fold.children;
  const asked = make("div", {}, ...summary.firstElementChild.childNodes);
  const options = [...asked.querySelectorAll(".option")];
  const answers = options.length ? options.map(({ textContent }) => textContent.trim()[1]) : ["true", "false"];
  return { id: fold.id, topic, title, asked, told, right, answers, mark: hash(`${asked.textContent} ${right}`) };
};

/** A few letters that tell two texts apart (FNV-1a). @type {(text: string) => string} */
const hash = (text) => {
  let sum = 0x811c9dc5;
  for (const sign of text) sum = Math.imul(sum ^ sign.codePointAt(0), 0x01000193) >>> 0;
  return sum.toString(36);
};
