/** Trained nets and explorables are fetched when the block that shows them opens, unless it opens for paper; a quiz and a mock exam at once. */
import { all, isShown, on, site } from "./dom.js";

const scriptOf = ({ dataset }) => (dataset.explorable ? `assets/explorable/${dataset.explorable}.js` : "assets/demo/demo.js");

const perform = async (root) => {
  if (!root.open || root.matches(".printed")) return;
  for (const stage of all(".demo, .explorable", root).filter(isShown)) {
    const { open } = await import(new URL(scriptOf(stage), site));
    open(stage);
  }
};

for (const place of all(".quiz")) import(new URL("assets/quiz/quiz.js", site)).then(({ open }) => open(place)).catch(() => {}); // its words stay

const stay = (place) => place.classList.add("failed"); // words for readers without JavaScript
for (const place of all(".mock")) import(new URL("assets/mock/mock.js", site)).then(({ open }) => open(place)).catch(() => stay(place));
for (const place of all(".standing")) import(new URL("assets/practice/standing.js", site)).then(({ open }) => open(place)).catch(() => {});

const fields = all("p.field");
const ask = () => import(new URL("assets/practice/fields.js", site)).then((script) => script.open(all("p.field"))).catch(() => {}); // room to write stays
if (fields.length && !all("details.statement, .exam-line").length) ask();
else if (fields.length) for (const event of ["scroll", "pointerdown", "keydown"]) addEventListener(event, ask, { once: true, passive: true });

on("toggle", ({ target }) => perform(target).catch(() => {}), true); // the still picture stays
