/** Finds sections and statements for what somebody typed, the best first. Knows nothing of the page: tests run it in Node. */
import MiniSearch from "./minisearch.js";
import { asked, matcher, stems, wordsOf } from "./words.js";

const FIELDS = ["keys", "title", "page", "shown", "hidden"];
const BOOST = { keys: 5, title: 5, page: 1.5, shown: 2, hidden: 0.7 };
const MOST = 20; // hits
const OF_A_PAGE = 5;
const TEASER = 170; // letters

/** The index as it was fetched, ready to be asked. */
export const finder = ({ head, rows }) => {
  const entries = rows.map((row, id) => ({ id, ...Object.fromEntries(head.map((name, place) => [name, row[place]])) }));
  const index = new MiniSearch({ fields: FIELDS, tokenize: stems, processTerm: (term) => term });
  index.addAll(entries);
  return (query) => find(query, index, entries);
};

/** Every word, exactly or as a beginning; else slightly misspelt; else some of the words. */
const ways = [{ combineWith: "AND" }, { combineWith: "AND", fuzzy: 0.2 }, { combineWith: "OR" }, { combineWith: "OR", fuzzy: 0.2 }];

const find = (query, index, entries) => {
  const terms = asked(query);
  if (!terms.length) return { terms, hits: [], count: 0 };
  const options = { boost: BOOST, prefix: (term) => term.length > 2, tokenize: (text) => text.split(" "),
    boostDocument: (id) => entries[id].weight * whole(entries[id], terms) };
  let found = [];
  for (const way of ways) if (!found.length) found = index.search(terms.join(" "), { ...options, ...way });
  return { terms, hits: few(found.map(({ id }) => entries[id])), count: found.length };
};

/** A title that says just what was asked for counts most; then words that stand together as they were asked for. */
const whole = (entry, terms) => {
  const title = stems(entry.title).filter((word) => word.length > 1); // without the letter of the part
  if (title.join() === terms.join()) return 2.5;
  if (terms.length < 2) return 1;
  const has = (words) => ` ${words.join(" ")} `.includes(` ${terms.join(" ")} `);
  return has(title) || has(stems(entry.keys)) ? 2 : has(stems(entry.shown)) ? 1.4 : 1;
};

/** Not more than a few of one page, because the others would not be seen. */
const few = (entries) => {
  const count = new Map();
  const kept = entries.filter(({ page }) => count.set(page, (count.get(page) ?? 0) + 1).get(page) <= OF_A_PAGE);
  return kept.slice(0, MOST);
};

/** What is shown of a hit: the stretch around the first word asked for, cut into pieces of which some were asked for. */
export const teaser = (text, terms) => {
  const isAsked = matcher(terms);
  const words = wordsOf(text).map((word) => ({ ...word, isAsked: isAsked(word.stem) !== undefined }));
  const from = start(text, words);
  const end = from + TEASER < text.length ? text.lastIndexOf(" ", from + TEASER) : text.length;
  const pieces = [];
  let last = from;
  for (const word of words.filter((word) => word.isAsked && word.start >= from && word.end <= end)) {
    pieces.push([text.slice(last, word.start), false], [text.slice(word.start, word.end), true]);
    last = word.end;
  }
  pieces.push([`${text.slice(last, end)}${end < text.length ? " …" : ""}`, false]);
  if (from) pieces.unshift(["… ", false]);
  return pieces.filter(([piece]) => piece);
};

const start = (text, words) => {
  const first = words.find((word) => word.isAsked)?.start ?? 0;
  if (first < TEASER / 2) return 0;
  return text.indexOf(" ", first - TEASER / 3) + 1;
};
