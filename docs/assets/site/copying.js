/**
 * What is copied is what is seen: nothing of a closed block, no sign of a link, each formula once, as TeX. Cells of a table are
 * set apart by tabs. Programs that take HTML get headings, lists, tables and links beside the plain text.
 */
import { CLOSED, on } from "./dom.js";

const UNSEEN = `.unseen, button, select, input, textarea, svg, script, style, template, [hidden], ${CLOSED}`;
const KEPT = /^(H[1-6]|P|UL|OL|LI|TABLE|THEAD|TBODY|TR|TH|TD|PRE|CODE|STRONG|EM|SUB|SUP|BLOCKQUOTE|A)$/;
const APART = "h1, h2, h3, h4, p, pre, table, blockquote, :is(ul, ol):not(li *)"; // by an empty line

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const isUnseen = (element) =>
  element.matches(UNSEEN) || element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) === false;

class Copied {
  text = "";
  html = "";
  lines = 0; // to break before the next words

  constructor(range) {
    this.range = range;
    const common = range.commonAncestorContainer;
    const element = common.nodeType === Node.ELEMENT_NODE ? common : common.parentElement;
    if (!element.closest(UNSEEN)) this.read(element.closest(".formula") ?? common);
  }

  read(node) {
    if (!this.range.intersectsNode(node)) return;
    if (node.nodeType === Node.TEXT_NODE) this.readText(node);
    else if (node.nodeType === Node.ELEMENT_NODE && !isUnseen(node)) this.readElement(node);
  }

  readText(node) {
    const { startContainer, startOffset, endContainer, endOffset } = this.range;
    const text = node.data.slice(node === startContainer ? startOffset : 0, node === endContainer ? endOffset : undefined);
    if (node.parentElement.closest("pre")) return this.write(text);
    const words = text.replace(/[ \t\n\r]+/g, " ");
    this.write(this.lines || /^$|\s$/.test(this.text) ? words.trimStart() : words);
  }

  readElement(element) {
    if (element.matches(".formula")) return this.readFormula(element);
    if (element.matches("br")) return element.closest("table") ? this.write(" ", "<br>") : this.part(1, "<br>");
    if (element.matches("td, th") && element.previousElementSibling && this.text) this.write("\t", "");
    const isBlock = !/^(inline|contents|table-cell)/.test(getComputedStyle(element).display);
    const lines = element.matches("td *") ? 0 : element.matches(APART) ? 2 : isBlock ? 1 : 0;
    const [open, close] = this.tagsOf(element);
    this.part(lines, open);
    for (const child of element.childNodes) this.read(child);
    this.part(lines, close);
  }

  readFormula(element) {
    const isDisplay = element.matches(".display");
    const edge = isDisplay ? "$$" : "$";
    this.part(isDisplay ? 1 : 0, isDisplay ? "<div>" : "");
    this.write(`${edge}${element.querySelector("math").dataset.tex}${edge}`);
    this.part(isDisplay ? 1 : 0, isDisplay ? "</div>" : "");
  }

  tagsOf({ tagName, href }) {
    const tag = tagName === "SUMMARY" ? "P" : tagName;
    if (!KEPT.test(tag)) return ["", ""];
    return [tag === "A" ? `<A href="${escaped(href)}">` : `<${tag}>`, `</${tag}>`];
  }

  part(lines, html) {
    if (lines) this.text = this.text.replace(/ +$/, "");
    this.lines = Math.max(this.lines, lines);
    this.html += html;
  }

  write(words, html = escaped(words)) {
    this.html += html;
    if (!words) return;
    this.text += (this.text && "\n".repeat(this.lines)) + words;
    this.lines = 0;
  }
}

on("copy", (event) => {
  const selected = getSelection();
  if (selected.isCollapsed || event.target.closest?.("input, textarea")) return;
  const ranges = Array.from({ length: selected.rangeCount }, (_, number) => new Copied(selected.getRangeAt(number)));
  const [text, html] = ["text", "html"].map((kind) => ranges.map((range) => range[kind]).join("\n"));
  event.preventDefault();
  if (!text.trim()) return;
  event.clipboardData.setData("text/plain", text.replace(/^\n+|\s+$/g, ""));
  event.clipboardData.setData("text/html", html);
});
