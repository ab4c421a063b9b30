/** The few words in which the other scripts speak of the page. */

/** Where the site lives, under whatever path. */
export const site = new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src);

/** @type {(selector: string, root?: ParentNode) => HTMLElement | null} */
export const one = (selector, root = document) => root.querySelector(selector);

/** @type {(selector: string, root?: ParentNode) => HTMLElement[]} */
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** @type {(event: string, listener: (event: any) => void, capture?: boolean) => void} */
export const on = (event, listener, capture) => document.addEventListener(event, listener, capture);

/** What a closed block hides. */
export const CLOSED = "details:not([open]) > :not(summary)";

/** Whether no closed block hides it. @type {(element: Element) => boolean} */
export const isShown = (element) => !element.closest(CLOSED);

/** @type {(tag: string, properties: object, ...children: (Node | string)[]) => HTMLElement} */
export const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

/**
 * A label that only a pointer can reach becomes a button; its `for` stays, because the style sheet names it.
 * @type {(label: HTMLLabelElement, name: string) => HTMLElement}
 */
export const asButton = (label, name) => {
  const button = make("button", { type: "button", className: label.className, ariaLabel: name, ariaExpanded: "false" });
  button.setAttribute("for", label.htmlFor);
  button.append(...label.childNodes);
  label.replaceWith(button);
  return button;
};
