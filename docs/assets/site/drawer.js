/**
 * The navigation is a drawer on narrow screens. A checkbox opens it, without scripts too; here it becomes usable by keyboard,
 * and what stands behind it keeps out of the way. What is closed cannot take the focus: see frame.css.
 */
import { all, asButton, one } from "./dom.js";

const toggle = /** @type {HTMLInputElement} */ (one("#__drawer"));
const drawer = one(".md-sidebar--primary");
const narrow = matchMedia("(max-width: 76.2344em)"); // the theme's
const behind = all(".md-skip, .md-header, .md-content, .md-sidebar--secondary, .md-footer");
const doors = all("label.md-nav__link, label.md-nav__title", drawer); // what leads into a list of pages, and back

const label = /** @type {HTMLLabelElement} */ (one(".md-header__button[for=__drawer]"));
const button = asButton(label, "Navigation");

const settle = () => {
  const open = toggle.checked && narrow.matches;
  for (const part of behind) part.inert = open;
  button.ariaExpanded = `${open}`;
  for (const door of doors) door.tabIndex = narrow.matches || door.matches(".md-nav__item--nested > label") ? 0 : -1;
};

const set = (open) => {
  toggle.checked = open;
  settle();
  if (!open) return button.focus({ preventScroll: true });
  all("a, label", drawer).find((stop) => stop.tabIndex === 0 && stop.checkVisibility({ visibilityProperty: true }))?.focus();
};

settle();
toggle.addEventListener("change", settle);
narrow.addEventListener("change", settle);
button.addEventListener("click", () => set(true));
drawer.addEventListener("click", ({ target }) => {
  if (!target.closest("a") || !toggle.checked) return;
  toggle.checked = false;
  settle();
});
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape" && toggle.checked && narrow.matches) set(false);
  if (!target.matches("label") || !["Enter", " "].includes(key)) return;
  event.preventDefault(); // a label does nothing on a key by itself
  target.click();
});
