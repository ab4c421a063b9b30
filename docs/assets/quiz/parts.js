/** What quiz and sheet are put together from. */

/**
 * An element with properties and children; that of explorable.js would bring all of it to the first view.
 * @type {(tag: string, properties: object, ...children: (Node | string)[]) => HTMLElement}
 */
export const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/** A style sheet is there, or was not to be had. @type {(href: URL) => Promise<Event>} */
export const styled = ({ href }) => new Promise((done) => {
  document.head.append(make("link", { rel: "stylesheet", href, onload: done, onerror: done }));
});

export const button = (text, onclick, key) =>
  make("button", { type: "button", onclick, ...(key && { ariaKeyShortcuts: key }) }, text, ...(key ? [make("kbd", { ariaHidden: "true" }, key)] : []));

export const ways = (...buttons) => make("p", { className: "ways" }, ...buttons);

const WORDS = { true: "True", false: "False" };
export const named = (answer) => WORDS[answer] ?? `(${answer})`;

export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
export const copies = (elements) => elements.map((element) => element.cloneNode(true));

/** Said in words and in colour; `when` tells when the question comes again. */
export const verdict = (isRight, given, when) => {
  if (!given) return make("p", { className: "verdict" }, make("strong", {}, "Left out."));
  const words = isRight ? "Right." : `Not right: you said ${named(given).toLowerCase()}.`;
  return make("p", { className: `verdict ${isRight ? "is-right" : "is-wrong"}` }, make("strong", {}, words), when);
};
