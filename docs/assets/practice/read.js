/**
 * What a student typed, as numbers: `1/3`, `0.333`, `0,333`, `.5`, `33.3 %`, `2^-3`, `sqrt(2)/2`, `(1, 2; 3)`. jsep reads it,
 * a table of functions gives it a value, and no code is evaluated.
 */
import jsep from "./jsep.js";

export class UnreadableError extends Error {}

const FUNCTIONS = { abs: Math.abs, cosh: Math.cosh, cos: Math.cos, exp: Math.exp, ln: Math.log, log: Math.log, max: Math.max, min: Math.min,
  sinh: Math.sinh, sin: Math.sin, sqrt: Math.sqrt, tanh: Math.tanh, tan: Math.tan };
const NAMES = { pi: Math.PI, e: Math.E };
const OPERATORS = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b, "^": (a, b) => a ** b };

jsep.removeAllBinaryOps();
jsep.removeAllUnaryOps();
for (const [sign, strength] of [["+", 1], ["-", 1], ["*", 2], ["/", 2]]) jsep.addBinaryOp(sign, strength);
jsep.addBinaryOp("^", 3, true);
jsep.addUnaryOp("-");
jsep.addUnaryOp("+");

const SIGNS = [[/[−–‐]/g, "-"], [/[·×⋅]/g, "*"], [/\*\*/g, "^"], [/÷/g, "/"], [/²/g, "^2"], [/³/g, "^3"], [/½/g, "(1/2)"], [/√\s*(\d+(?:\.\d+)?)/g, "sqrt($1)"], [/√/g, "sqrt"], [/π/g, "pi"],
  [/%/g, "/100"], [/(^|\()\s*-/g, "$10-"]]; // a minus in front takes the whole power: -2^2 is -4
const DECIMAL_COMMA = /(?<=\d),(?=\d)|(?<![\w)]),(?=\d)/g;

/** @type {(text: string) => number} */
export const number = (text) => {
  const bare = /[a-z]\(/i.test(text) ? text : text.replace(DECIMAL_COMMA, ".");
  const found = valueOf(tree(SIGNS.reduce((plain, [sign, written]) => plain.replace(sign, written), bare.trim())));
  if (!Number.isFinite(found)) throw new UnreadableError(`${text} is no number`);
  return found;
};

const tree = (text) => {
  try {
    return jsep(text);
  } catch {
    throw new UnreadableError(`${text || "Nothing"} cannot be read`);
  }
};

const own = (table, name) => {
  if (Object.hasOwn(table, name)) return table[name];
  throw new UnreadableError(`${name} is not known here`);
};

const valueOf = (node) => {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "number" ? node.value : NaN;
    case "Identifier":
      return own(NAMES, node.name.toLowerCase());
    case "UnaryExpression":
      return node.operator === "-" ? -valueOf(node.argument) : valueOf(node.argument);
    case "BinaryExpression":
      return OPERATORS[node.operator](valueOf(node.left), valueOf(node.right));
    case "CallExpression":
      return own(FUNCTIONS, node.callee.name?.toLowerCase())(...node.arguments.map(valueOf));
    default:
      throw new UnreadableError("That cannot be read");
  }
};

const ROUND = /^\((.*)\)$/s;
const SEPARATORS = [/[;\n]+/, /[;\n]+|,\s+/, /[;\s]+/, /[;,\n]+/, /[;,\s]+/]; // a comma may be one of a number

/**
 * So many numbers as are asked for, in whichever brackets.
 * @type {(text: string, count: number) => number[]}
 */
export const numbers = (text, count) => {
  const bare = unwrapped(text.replace(/\]\s*,?\s*\[|\)\s*,\s*\(/g, ";").replace(/[[\]{}]/g, " ").trim());
  let counted = 0;
  for (const separator of SEPARATORS) {
    const pieces = bare.split(separator).map((piece) => piece.trim()).filter(Boolean);
    counted = pieces.length;
    if (counted === count) return pieces.map(number);
  }
  throw new UnreadableError(`${count} numbers are asked for, not ${counted}`);
};

/** Without round brackets around all of it, as often as there are. */
const unwrapped = (text) => {
  const inside = text.match(ROUND)?.[1];
  return inside !== undefined && isBalanced(inside) ? unwrapped(inside.trim()) : text;
};

const isBalanced = (text) => {
  let depth = 0;
  for (const sign of text) {
    depth += { "(": 1, ")": -1 }[sign] ?? 0;
    if (depth < 0) return false;
  }
  return depth === 0;
};

const TRUTHS = { true: true, yes: true, right: true, wahr: true, ja: true, richtig: true, false: false, no: false, wrong: false, falsch: false, nein: false };

/** @type {(text: string) => boolean} */
export const truth = (text) => own(TRUTHS, text.trim().toLowerCase());
