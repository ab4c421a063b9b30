/** The contents beside the text follow it; once the title is out of sight, the header says it. */
import { all, one } from "./dom.js";

const links = /** @type {HTMLAnchorElement[]} */ (all("[data-md-component=toc] a"));
const headings = all("article :is(h1, h2, h3)[id]");
const above = new Set();
let current = "";

const mark = (id) => {
  for (const link of links) {
    const isHere = link.hash === `#${encodeURIComponent(id)}` || link.hash === `#${id}`;
    link.classList.toggle("md-nav__link--active", isHere);
    link.ariaCurrent = isHere ? "location" : null;
    if (isHere) follow(link);
  }
};

/** Brings an entry of a long list of contents into sight, and moves nothing else. */
const follow = (link) => {
  const box = link.closest(".md-sidebar__scrollwrap");
  const [seen, { top, bottom }] = [box.getBoundingClientRect(), link.getBoundingClientRect()];
  if (seen.height && (top < seen.top || bottom > seen.bottom)) box.scrollTop += top - seen.top - seen.height / 2;
};

const watch = (entries) => {
  for (const { target, isIntersecting } of entries) above[isIntersecting ? "delete" : "add"](target);
  const last = headings.findLast((heading) => above.has(heading));
  if (last?.id === current) return;
  current = last?.id;
  mark(current);
};
// All that is below a line in the upper part of the screen, to the end of the page, is "seen": so no heading crosses it unnoticed.
const line = new IntersectionObserver(watch, { rootMargin: "-20% 0px 10000000px 0px" });
for (const heading of headings) line.observe(heading);

const title = one("article h1");
const header = one(".md-header__title");
const under = ([{ isIntersecting }]) => header.classList.toggle("md-header__title--active", !isIntersecting);
if (title) new IntersectionObserver(under, { rootMargin: "-48px 0px 10000000px 0px" }).observe(title);
