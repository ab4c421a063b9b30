/**
 * A formula as a student types it: `-t*g(3)`, `2z^2`, `tanh²(βz)`, `|z|/(z + 1)`. Names are told apart and products without a
 * sign written out here; jsep reads the rest, a table of functions gives it a value, and no code is evaluated.
 */
import jsep from "./jsep.js";

export class UnreadableError extends Error {}

const FUNCTIONS = { abs: Math.abs, cosh: Math.cosh, cos: Math.cos, exp: Math.exp, ln: Math.log, log: Math.log, max: Math.max, min: Math.min,
  relu: (z) => Math.max(0, z), sgn: Math.sign, sign: Math.sign, sinh: Math.sinh, sin: Math.sin, sqrt: Math.sqrt, tanh: Math.tanh, tan: Math.tan };
const CONSTANTS = { pi: Math.PI, e: Math.E };
const OPERATORS = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b };
const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", η: "eta", θ: "theta", κ: "kappa", λ: "lambda", μ: "mu", π: "pi", σ: "sigma",
  τ: "tau", φ: "phi", ω: "omega" };

jsep.removeAllBinaryOps();
jsep.removeAllUnaryOps();
for (const [sign, strength] of [["+", 1], ["-", 1], ["*", 2], ["/", 2]]) jsep.addBinaryOp(sign, strength);
jsep.addBinaryOp("^", 3, true);
jsep.addUnaryOp("-");
jsep.addUnaryOp("+");

const SIGNS = [[/[−–‐]/g, "-"], [/[·×⋅]/g, "*"], [/\*\*/g, "^"], [/÷/g, "/"], [/²/g, "^2"], [/³/g, "^3"], [/½/g, "(1/2)"],
  [/√\s*([\p{L}\d.]+)/gu, "sqrt($1)"], [/√/g, "sqrt"], [/\|([^|]+)\|/g, "abs($1)"], [/%/g, "/100"], [/∂/g, "d"]];
const SEVERAL = /\b(?:max|min)\s*\(/i; // there a comma sets apart
const DECIMAL_COMMA = /(?<=\d),(?=\d)|(?<![\w)]),(?=\d)/g;
const TOKEN = /(?<number>\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?)|(?<name>[\p{L}\\](?:[\p{L}\d_'′’\\]|\{[\p{L}\d\\]*\})*)|(?<sign>\S)/giu;
const POWER = /^\s*\^\s*(\d+)\s*(?=\()/; // of a function: tanh^2(z)
const INDEX = /^\s*\(\s*(\d+)\s*\)/; // of a name: g(3)

/** A name in the letters of a keyboard, without marks: `g'_{\theta}` and `g_θ` are `gtheta`. */
const bare = (name) => [...name.replace(/[_{}'′’\\/]/g, "")].map((sign) => GREEK[sign] ?? sign).join("");

const own = (table, name) => (Object.hasOwn(table, name) ? table[name] : undefined);

/** What a run of letters stands for: a name, or several of them as a product, as in `βz`. */
const namesIn = (word, isName) => {
  if (isName(word)) return [word];
  for (let end = word.length - 1; end > 0; end -= 1) {
    const rest = isName(word.slice(0, end)) && namesIn(word.slice(end), isName);
    if (rest) return [word.slice(0, end), ...rest];
  }
  return undefined;
};

/** Writes a formula for jsep: names by their places, brackets as calls, so that (-2)^2 is told from -2^2. */
class Writer {
  constructor(names) {
    this.shown = names;
    this.places = new Map(names.map((name, place) => [bare(name), place]));
    this.isName = (word) => this.places.has(word) || own(CONSTANTS, word) !== undefined;
    this.isKnown = (word) => this.isName(word) || own(FUNCTIONS, word) !== undefined;
    this.written = "";
    this.isOpen = true; // nothing stands before that could be multiplied
  }

  put(text, isOpen = false, begins = true) {
    this.written += `${begins && !this.isOpen ? "*" : " "}${text}`;
    this.isOpen = isOpen;
  }

  /** The formula without a name and what belongs to it; returns what is left. */
  name(typed, rest) {
    const index = rest.match(INDEX);
    if (index && this.places.has(`${bare(typed)}(${index[1]})`)) {
      this.put(`v${this.places.get(`${bare(typed)}(${index[1]})`)}`);
      return rest.slice(index[0].length);
    }
    const word = [bare(typed), bare(typed).toLowerCase()].find((one) => namesIn(one, this.isKnown));
    if (!word) throw new UnreadableError(`${typed}${index?.[0] ?? ""} is not known here${this.shown.length ? `; known are ${this.shown.join(", ")}` : ""}`);
    return namesIn(word, this.isKnown).reduce((left, one) => (this.isName(one) ? this.variable(one, left) : this.call(one, left)), rest);
  }

  variable(word, rest) {
    this.put(this.places.has(word) ? `v${this.places.get(word)}` : word);
    return rest;
  }

  call(word, rest) {
    const [power, exponent = 1] = rest.match(POWER) ?? [""];
    const left = rest.slice(power.length).trimStart();
    if (!left.startsWith("(")) throw new UnreadableError(`${word} needs brackets: ${word}(…)`);
    this.put(`${word}_${exponent}(`, true);
    return left.slice(1);
  }

  sign(sign) {
    if (sign === "(") this.put("_(", true);
    else this.put(sign, sign !== ")", false);
  }

  write(text) {
    for (let rest = text.trim(); rest; rest = rest.trimStart()) {
      TOKEN.lastIndex = 0;
      const { 0: all, groups } = TOKEN.exec(rest);
      rest = rest.slice(all.length);
      if (groups.name) rest = this.name(groups.name, rest);
      else if (groups.number) this.put(all, false, false);
      else this.sign(all);
    }
    return this.written;
  }
}

/** A fraction of two differentials is one name, however it is written. */
const withDerivatives = (text, names) => names.filter((name) => name.includes("/")).reduce((found, name) =>
  found.replace(new RegExp(name.replace("/", "\\s*/\\s*"), "g"), bare(name)), text);

/**
 * The value of a formula at a point, which gives each name a number in the order of the names.
 * @type {(text: string, names?: string[]) => (point: number[]) => number}
 */
export const formula = (text, names = []) => {
  if (text.includes("=")) throw new UnreadableError("Type only what stands behind the =");
  const plain = SIGNS.reduce((found, [sign, written]) => found.replace(sign, written), SEVERAL.test(text) ? text : text.replace(DECIMAL_COMMA, "."));
  const node = tree(new Writer(names).write(withDerivatives(plain, names)), text);
  valueOf(node, names.map(() => 1)); // what cannot be read is said before it is compared
  return (point) => valueOf(node, point);
};

const unreadable = (text = "That") => {
  throw new UnreadableError(`${text} cannot be read`);
};

const tree = (written, text) => {
  try {
    return jsep(written);
  } catch {
    return unreadable(text.trim() || "Nothing");
  }
};

/** A minus in front takes the whole power: -2^2 is -4. */
const power = (base, exponent, point) => {
  const isNegative = base.type === "UnaryExpression" && base.operator === "-";
  return isNegative ? -power(base.argument, exponent, point) : valueOf(base, point) ** valueOf(exponent, point);
};

const valueOf = (node, point) => {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "number" ? node.value : NaN;
    case "Identifier":
      return own(CONSTANTS, node.name) ?? point[node.name.slice(1)] ?? unreadable();
    case "UnaryExpression":
      return node.operator === "-" ? -valueOf(node.argument, point) : valueOf(node.argument, point);
    case "BinaryExpression":
      return node.operator === "^" ? power(node.left, node.right, point) : OPERATORS[node.operator](valueOf(node.left, point), valueOf(node.right, point));
    case "CallExpression":
      return called(node, node.arguments.map((argument) => valueOf(argument, point)));
    default:
      return unreadable();
  }
};

const called = ({ callee }, values) => {
  const [name, exponent] = (callee.name ?? "").split("_");
  if (callee.name === "_" && values.length === 1) return values[0];
  if (!own(FUNCTIONS, name) || !values.length || (values.length > 1 && !/^m/.test(name))) return unreadable();
  return FUNCTIONS[name](...values) ** exponent;
};
