/** The search's field. What it takes to find something is fetched with the first key, or when a hit of it is looked at. */
import { all, asButton, one, site } from "./dom.js";

const toggle = /** @type {HTMLInputElement} */ (one("#__search"));
const box = one(".md-search");
const field = /** @type {HTMLInputElement} */ (one(".md-search__input"));
const list = one(".md-search-result__list");
const status = one(".md-search-result__meta");
const module = (name) => import(new URL(`assets/search/${name}.js`, site).href);

let button;
const tell = () => {
  button.ariaExpanded = `${toggle.checked}`;
  document.documentElement.classList.toggle("searching", toggle.checked);
};
const set = (open) => {
  toggle.checked = open;
  tell();
};

const close = ({ back = true } = {}) => {
  if (back) (button.checkVisibility() ? button : field).focus({ preventScroll: true });
  set(false); // last, for the field opens when it gets the focus
};

/** The field and the hits, in the order of the keys. */
const stops = () => [field, ...all("a", list)];
const step = (event, by) => {
  const at = stops().indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  stops()[Math.max(0, Math.min(at + by, stops().length - 1))].focus();
};

const ask = async () => {
  set(true);
  if (!field.value.trim()) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    await (await module("results")).show(field.value, site, list, status);
  } catch {
    list.replaceChildren();
    status.textContent = "You are offline, and the search was not loaded before. It works again with a network.";
  }
};

const keys = {
  Escape: () => close(),
  ArrowDown: (event) => step(event, 1),
  ArrowUp: (event) => step(event, -1),
  Enter: (event) => event.target === field && stops()[1]?.click(),
};

if (box) {
  button = asButton(/** @type {HTMLLabelElement} */ (one(".md-header__button[for=__search]")), "Search");
  Object.assign(status, { role: "status", textContent: "" });
  const begin = () => {
    set(true); // first, for on a phone what is closed cannot have the focus
    field.focus();
  };
  button.addEventListener("click", begin);
  toggle.addEventListener("change", tell); // its labels close the search too
  field.addEventListener("focus", () => set(true));
  field.addEventListener("input", ask);
  box.addEventListener("keydown", (event) => toggle.checked && keys[event.key]?.(event));
  box.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !box.contains(relatedTarget) && close({ back: false }));
  one("form", box).addEventListener("submit", (event) => event.preventDefault());
  one("form", box).addEventListener("reset", () => {
    field.value = "";
    ask();
    field.focus();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && close({ back: false }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    begin();
  });
}

/** A hit has its query in the address, until it has been looked at. */
const query = new URLSearchParams(location.search).get("h");
const forget = () => {
  const address = new URL(location.href);
  address.searchParams.delete("h");
  history.replaceState(history.state, "", address);
};
if (query) module("land").then(({ land }) => land(query)).catch(() => {}).finally(forget);
