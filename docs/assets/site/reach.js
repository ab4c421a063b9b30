/** Values, and boxes that scroll sideways, can be reached by keyboard. What stands in a closed block waits until that opens. */
import { all, isShown, make, on } from "./dom.js";

const HINT = "behind-a-value";
const BOXES = ".formula.display, .md-typeset__scrollwrap, pre > code";

// A button's inside is one text to a screen reader, which would lose a formula's MathML; that of a group is read as it is,
// and a group needs no name beside it, as a link would.
const prepare = (data) => {
  const role = data.matches(".formula") ? "group" : "button";
  Object.assign(data, { tabIndex: 0, role, ariaHasPopup: "dialog" });
  data.setAttribute("aria-describedby", HINT);
};

// To ask for widths in one loop with writing lays the page out once for every box: so all are read first, when the page has
// been laid out anyway. A box is told of when it has got another size, which one that is not laid out has not: statements far
// away wait until they come near, those of a closed block until it opens.
const sized = new ResizeObserver((entries) => {
  const boxes = entries.map((entry) => entry.target);
  const wide = boxes.filter((box) => box.tabIndex !== 0 && box.scrollWidth > box.clientWidth);
  for (const box of wide) {
    box.tabIndex = 0;
    if (!box.matches("code")) Object.assign(box, { role: "group", ariaLabel: "Scrolls sideways" });
  }
});

const reach = (root) => all("data.answer:not([tabindex])", root).filter(isShown).forEach(prepare);

const observe = (root) => all(BOXES, root).forEach((box) => sized.observe(box));

addEventListener("load", () => observe(document));
on("added", ({ target }) => observe(target)); // a script has put something there
if (HTMLElement.prototype.showPopover) {
  document.body.append(make("p", { id: HINT, hidden: true }, "Enter shows what is behind this value"));
  addEventListener("load", () => reach(document));
  on("toggle", ({ target }) => reach(target), true);
}
