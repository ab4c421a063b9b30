/** A hit of the search is shown on its page: its fold opens, the words are marked, and it lies below the header. */
import { asked, matcher, wordsOf } from "./words.js";

const BLOCKS = "p, li, td, th, pre, summary, h1, h2, h3, figcaption, dt, dd";
const LEFT_OUT = ".formula, .part-links, script, style";
const MOST = 400; // marks

/** @type {(query: string) => void} */
export const land = (query) => {
  const place = document.getElementById(decoded(location.hash.slice(1))) ?? document.querySelector("article");
  const blocks = [...found(place, asked(query)).values()];
  const best = blocks.reduce((best, block) => (better(block, best) ? block : best), undefined);
  mark(blocks.flatMap((block) => block.ranges));
  if (best) open(best.element, place);
  go(best && !near(best.element, place) ? best.element : place.matches("article") ? best?.element ?? place : place);
};

const decoded = (hash) => {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
};

/** The text nodes from a heading to the next one, or those of a statement. */
const texts = function* (place) {
  const root = place.matches("details, article") ? place : place.parentElement;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  walker.currentNode = place;
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (root === place.parentElement && node !== place && node.matches?.("h1, h2")) return;
    if (node.nodeType === Node.TEXT_NODE && !node.parentElement.closest(LEFT_OUT)) yield node;
  }
};

/** Blocks that have some of the words, each with which of them, and where. */
const found = (place, terms) => {
  const blocks = new Map();
  const isAsked = matcher(terms);
  for (const node of texts(place)) {
    for (const word of wordsOf(node.data)) {
      const term = isAsked(word.stem);
      if (term === undefined) continue;
      const element = node.parentElement.closest(BLOCKS) ?? node.parentElement;
      const block = blocks.get(element) ?? { element, terms: new Set(), ranges: [], isOpen: isShown(element) };
      block.terms.add(term);
      block.ranges.push(range(node, word));
      blocks.set(element, block);
    }
  }
  return blocks;
};

const isShown = (element) => !element.closest("details:not([open]) > :not(summary)");

const range = (node, { start, end }) => {
  const range = new Range();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
};

/** More of the words are better; of equally many what is read without opening anything, so that no solution is shown in vain. */
const better = (block, best) => {
  if (!best || block.terms.size !== best.terms.size) return !best || block.terms.size > best.terms.size;
  return block.isOpen && !best.isOpen;
};

const mark = (ranges) => {
  if (globalThis.CSS?.highlights) CSS.highlights.set("found", new Highlight(...ranges.slice(0, MOST)));
};

const open = (element) => {
  for (let fold = element.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    if (!element.closest("summary") || element.closest("summary").parentElement !== fold) fold.open = true;
  }
};

/** Whether a place is on the screen when another one is at its top. */
const near = (element, place) => {
  const away = element.getBoundingClientRect().bottom - place.getBoundingClientRect().top;
  return away >= 0 && away < innerHeight * 0.6;
};

/** Scrolls, and again once what lies between has its true height. */
const go = (element) => {
  const header = document.querySelector(".md-header");
  element.style.scrollMarginTop = `${header.offsetHeight + 12}px`;
  element.scrollIntoView({ block: "start" });
  requestAnimationFrame(() => requestAnimationFrame(() => element.scrollIntoView({ block: "start" })));
};
