/** The marks: points in all and by exercise, and what is to be repeated. They follow what the student gives. */
import { counted, make } from "../quiz/parts.js";
import { lost, pointsOf, sum, toRepeat } from "./rules.js";
import { SITE } from "./pages.js";

const NOTHING = "Nothing was lost so far.";
const OPEN = "Give yourself the points for what was drawn or written; they stand at each part.";

const gotOf = (asked) => sum(asked.map(({ got }) => got));

const row = (exercise, asked) => make("tr", {}, make("th", { scope: "row" }, `${exercise.number} · ${exercise.title}`),
  make("td", {}, `${gotOf(asked)}`), make("td", {}, `${pointsOf(exercise)}`));

const table = (exercises, asked) => make("table", {}, make("caption", { className: "unseen" }, "Points of each exercise"),
  make("thead", {}, make("tr", {}, ...["Exercise", "Yours", "Of"].map((text) => make("th", { scope: "col" }, text)))),
  make("tbody", {}, ...exercises.map((exercise, index) => row(exercise, asked[index]))));

const again = ({ exercise, title, address, again: way, ...marked }) => {
  const name = title === exercise.title ? `Exercise ${exercise.number}: ${title}` : `Exercise ${exercise.number} ${title}`;
  const links = [make("a", { href: address }, name)];
  if (way) links.push(" · then ", make("a", { href: new URL(way, SITE).href }, way === "quiz/" ? "what was wrong, in the quiz" : "a fresh variant"));
  return make("li", {}, ...links, make("span", { className: "lost" }, ` ${counted(lost(marked), "point")} lost`));
};

/** @type {(exercises: object[], asked: object[][]) => { element: HTMLElement, show: () => void }} */
export const marks = (exercises, asked) => {
  const all = asked.flat();
  const named = () => asked.flatMap((parts, index) => parts.map(({ title, address, points, got, open, again: way }) =>
    ({ exercise: exercises[index], title, address, points, got, open, again: way })));
  const total = make("p", { className: "total", role: "status" });
  const body = make("div", {});
  const element = make("section", { className: "marks", tabIndex: -1, ariaLabel: "Your marks" }, make("h2", {}, "Your marks"), total, body);
  const show = () => {
    const open = sum(all.map((one) => one.open));
    total.textContent = `${gotOf(all)} of ${counted(sum(all.map(({ points }) => points)), "point")}.${open ? ` ${open} are for you to judge.` : ""}`;
    const worst = toRepeat(named());
    const list = worst.length ? make("ol", { className: "repeat" }, ...worst.map(again)) : make("p", {}, NOTHING);
    body.replaceChildren(table(exercises, asked), ...(open ? [make("p", {}, OPEN)] : []), make("h3", {}, "What to repeat"), list);
  };
  show();
  return { element, show };
};
