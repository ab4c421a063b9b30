/** What the search shows below its field. */
import { finder, teaser } from "./find.js";

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

let found; // the promise of what finds

const fetched = async (site) => {
  const reply = await fetch(new URL("search/search_index.json", site), { cache: "no-cache" });
  if (!reply.ok) throw new Error(`${reply.status}`);
  return finder(await reply.json());
};

/** Shows the hits of a query; fails where the index cannot be had, which the next query asks for again. */
export const show = async (query, site, list, status) => {
  found ??= fetched(site).catch((error) => {
    found = undefined;
    throw error;
  });
  const { terms, hits, count } = (await found)(query);
  list.replaceChildren(...hits.map((hit) => item(hit, terms, query, site)));
  status.textContent = query.trim() ? told(count, hits.length) : "";
};

const told = (count, shown) => {
  if (!count) return "Nothing found";
  const places = count === 1 ? "1 place" : `${count} places`;
  return shown < count ? `${places}, the best ${shown} first` : `${places} found`;
};

const marked = (text, terms) => teaser(text, terms).map(([piece, isAsked]) => (isAsked ? make("mark", {}, piece) : piece));

const item = (hit, terms, query, site) => {
  const address = new URL(hit.at, site);
  address.searchParams.set("h", query.trim());
  const title = make("p", { className: "found" }, ...marked(hit.title || hit.page, terms));
  const where = hit.title ? [make("p", { className: "where" }, hit.page)] : [];
  const told = hit.shown ? [make("p", { className: "teaser" }, ...marked(hit.shown, terms))] : [];
  const link = make("a", { className: "md-search-result__link", href: address.href }, title, ...where, ...told);
  return make("li", { className: "md-search-result__item" }, link);
};
