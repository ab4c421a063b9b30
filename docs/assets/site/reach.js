/** Values, and boxes that scroll sideways, can be reached by keyboard. What stands in a closed block waits until that opens. */
import { all, isShown, make, on } from "./dom.js";

const HINT = "behind-a-value";
const BOXES = ".formula.display, .md-typeset__scrollwrap, pre > code";
const canShow = HTMLElement.prototype.showPopover;

// A button's inside is one text to a screen reader, which would lose a formula's MathML; that of a group is read as it is,
// and a group needs no name beside it, as a link would.
const prepare = (data) => {
  const role = data.matches(".formula") ? "group" : "button";
  Object.assign(data, { tabIndex: 0, role, ariaHasPopup: "dialog" });
  data.setAttribute("aria-describedby", HINT);
};

// To ask for widths in one loop with writing lays the page out once for every box: so all are read first, when the page has
// been laid out anyway, and only of what has: statements far away are not, until they come near.
const near = new IntersectionObserver((entries) => {
  const boxes = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
  const wide = boxes.filter((box) => box.tabIndex !== 0 && box.scrollWidth > box.clientWidth);
  for (const box of wide) {
    box.tabIndex = 0;
    if (!box.matches("code")) Object.assign(box, { role: "group", ariaLabel: "Scrolls sideways" });
  }
}, { rootMargin: "1000000px" });

const reach = (root) => {
  if (canShow) all("data.answer:not([tabindex])", root).filter(isShown).forEach(prepare);
  for (const box of all(BOXES, root).filter(isShown)) near.observe(box);
};

if (canShow) document.body.append(make("p", { id: HINT, hidden: true }, "Enter shows what is behind this value"));
addEventListener("load", () => reach(document));
addEventListener("resize", () => {
  near.disconnect(); // what has been seen is not told again
  reach(document);
});
on("toggle", ({ target }) => reach(target), true);
