/**
 * A card shows what is behind a value: the fact, who computed it, who agrees. The build has written it; it comes from one small
 * file for each page, whose name changes with what it says, when a reader first asks.
 */
import { all, make, on, site } from "./dom.js";

const STALE = "What is behind it could not be read: there is no network, or this page has been published anew since you opened it.";
const FORMULA = /^[A-Z]\w*\(/; // as SymPy writes it
const card = make("div", { className: "answer-card", popover: "auto", role: "dialog", tabIndex: -1, ariaLabel: "Behind this value" });
const line = (...children) => make("p", {}, ...children);
let cards, shown, dismissed;

const load = async () => {
  try {
    const reply = await fetch(new URL(document.querySelector("meta[name=cards]").content, site));
    return reply.ok ? await reply.json() : {};
  } catch {
    cards = undefined; // asked again, when there is a network
    return {};
  }
};

// rnn.gradient@tanh[0] names the entry rnn.gradient@tanh; what follows leads into its value
const idOf = (data) => data.dataset.answer.match(/^\w+\.\w+(@\w+)?/)[0];

const told = async (data) => {
  if (/\.task(@|$)/.test(idOf(data))) return [make("p", { className: "said" }, "Given by the task")];
  const html = (await (cards ??= load()))[idOf(data)];
  return html ? [...make("div", { innerHTML: html }).children] : [line(STALE)];
};

// a number has more digits than the page shows; of a formula and of a verdict there is nothing more to say
const inFull = ({ value, textContent }) =>
  FORMULA.test(value) || /^(true|false)$/.test(value) || value === textContent ? [] : [line("In full: ", make("code", {}, value.slice(0, 400)))];

const place = (data) => {
  const { top, bottom, left } = data.getBoundingClientRect();
  const above = bottom + card.offsetHeight > innerHeight && top > card.offsetHeight + 60;
  const furthest = document.documentElement.clientWidth - card.offsetWidth - 16;
  card.style.top = `${scrollY + (above ? top - card.offsetHeight - 6 : bottom + 6)}px`;
  card.style.left = `${Math.max(16, Math.min(left, furthest))}px`;
};

const open = async (data) => {
  const shut = make("button", { className: "shut", type: "button", ariaLabel: "Close", onclick: () => card.hidePopover() }, "×");
  const [first, ...others] = await told(data);
  card.replaceChildren(first, ...inFull(data), ...others, shut);
  shown?.classList.remove("shown");
  shown = data;
  data.classList.add("shown");
  data.focus({ preventScroll: true }); // where the focus returns to
  card.showPopover();
  place(data);
  card.focus({ preventScroll: true });
};

// Tab beyond the last link of a card goes on in the text behind its value, as if the card stood there
const leave = (event) => {
  const stops = all("a, button", card);
  const edge = event.shiftKey ? [card, stops[0]] : stops.slice(-1);
  if (event.key !== "Tab" || !edge.includes(document.activeElement)) return;
  card.hidePopover();
  shown.focus({ preventScroll: true });
  if (event.shiftKey) event.preventDefault(); // backwards it is the value itself
};

if (card.showPopover) {
  document.body.append(card);
  card.addEventListener("toggle", ({ newState }) => newState === "closed" && shown.classList.remove("shown"));
  card.addEventListener("keydown", leave);
  on("pointerdown", () => (dismissed = card.matches(":popover-open") && shown), true);
  on("click", ({ target }) => {
    const data = target.closest("data.answer");
    if (data && data !== dismissed) open(data);
  });
  on("keydown", (event) => {
    if (!event.target.matches("data.answer") || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    open(event.target);
  });
}
