/** The page is as light or dark as the system until the reader chooses; the choice is remembered as the theme does. */
import { all, one } from "./dom.js";

const options = /** @type {HTMLInputElement[]} */ (all(".md-option"));
const dark = matchMedia("(prefers-color-scheme: dark)");
const chosen = () => globalThis.__md_get("__palette")?.color?.scheme;
const ofSystem = () => (dark.matches ? "slate" : "default");

/** What an option says of colours, as the theme's own line in the page reads it before anything is painted. */
const colours = (option) =>
  Object.fromEntries(["media", "scheme", "primary", "accent"].map((name) => [name, option.getAttribute(`data-md-color-${name}`)]));

const show = () => {
  const scheme = chosen() ?? ofSystem();
  for (const option of options) {
    option.checked = option.dataset.mdColorScheme === scheme;
    /** @type {HTMLElement} */ (option.nextElementSibling).hidden = !option.checked;
    if (!option.checked) continue;
    for (const [name, value] of Object.entries(colours(option))) document.body.setAttribute(`data-md-color-${name}`, value);
  }
};

if (options.length) {
  show();
  dark.addEventListener("change", show);
  one("[data-md-component=palette]").addEventListener("change", ({ target }) => {
    globalThis.__md_set("__palette", { index: options.indexOf(target), color: colours(target) });
    show();
  });
}
