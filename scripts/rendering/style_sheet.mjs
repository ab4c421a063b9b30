// Leave out of a style sheet what no page needs. Reads {css, names, words, kept} as JSON, writes the sheet.
//
// `names` are the elements, classes, ids and attributes that stand on pages; `words` those of the scripts, any of which
// may be one; `kept` patterns of selectors that stay. A selector goes when any name in it is unknown. Custom properties
// and animations go when nothing asks for them any more.
import { readFileSync } from "node:fs";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const { css, names, words } = JSON.parse(readFileSync(0, "utf8"));

const known = { attributes: { names: names.attribute, values: names.value }, classes: names.class, ids: names.id, tags: names.tag, undetermined: words };
const [{ css: purged }] = await new PurgeCSS().purge({
  content: [{ raw: " ", extension: "html" }],
  css: [{ raw: css }],
  extractors: [{ extensions: ["html"], extractor: () => known }],
  variables: true,
  safelist: { variables: ["--on-dark"] }, // figures ask for it in their own elements
  keyframes: true,
});

// Comments and layout; text in quotes stays as it is
const tight = (text) => (/["']/.test(text) ? text : text.replace(/\s+/g, " ").replace(/ ?, ?/g, ","));

const root = postcss.parse(purged);
root.walk((node) => {
  node.raws.before = "";
  if (node.type === "comment") node.remove();
  else if (node.type === "decl") {
    node.raws.between = ":";
    node.value = tight(node.value).trim();
    if (node.important) node.raws.important = "!important";
  } else {
    Object.assign(node.raws, { between: "", after: "", semicolon: false });
    if (node.type === "rule") node.selector = tight(node.selector).replace(/ ([>+~]) (?![^(]*\))/g, "$1");
    else Object.assign(node.raws, { afterName: node.params ? " " : "" });
  }
});
process.stdout.write(root.toString().trim());
