/** What counts as the same word: capitals, accents, endings and Greek letters do not matter, in English nor in German. */

const WORD = /[\p{L}\p{N}_]+/gu;
const MARKS = /[\p{M}_]/gu;
const GREEK = {
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta", κ: "kappa", λ: "lambda", μ: "mu",
  ν: "nu", ξ: "xi", π: "pi", ρ: "rho", σ: "sigma", τ: "tau", φ: "phi", χ: "chi", ψ: "psi", ω: "omega", ϕ: "phi", ϵ: "epsilon", ß: "ss",
};
const STOP = new Set((
  "a an and are as at be by can do does for from has have how if in into is it its of on one or so than that the their then there " +
  "these they this to was we what when where which why with you your " +
  "aber als am auf aus bei das dem den der des die ein eine einem einen einer es fuer für gibt hat ich im ist mit nach oder " +
  "sich sind und von vom warum was welche wie wird zu zum zur zwischen über"
).split(" "));

/** Endings, the longest first; each leaves at least four letters. */
const ENDINGS = [
  [/(?<=.{3})ies$/, "y"], [/(?<=[^su].{3})(?<![sui])s$/, ""], [/iz(?=e|ation|ing)/, "is"], [/(?<=.{4})isation$/, "is"],
  [/(?<=.{3})ungen$/, "ung"], [/(?<=.{4})(?:ing|ed)$/, ""], [/([bdfglmnprt])\1$/, "$1"], [/(?<=.{4})e[nrsm]$/, ""], [/(?<=.{4})e$/, ""],
];

/** @type {(word: string) => string} */
export const stem = (word) => {
  let text = word.toLowerCase().normalize("NFKD").replace(MARKS, "").replace(/[\u0370-\u03ffß]/g, (letter) => GREEK[letter] ?? letter);
  if (!/\d/.test(text) && text.length > 4) for (const [ending, left] of ENDINGS) text = text.replace(ending, left);
  return text.replace(/([aou])e/g, "$1"); // ä may be written ae
};

/** The words of a text with their places. */
export const wordsOf = (text) => [...text.matchAll(WORD)].map((match) => ({ start: match.index, end: match.index + match[0].length, stem: stem(match[0]) }));

/** @type {(text: string) => string[]} */
export const stems = (text) => [...text.matchAll(WORD)].map(([word]) => stem(word));

/** What somebody asks for: every word that says something, or all where none does. @type {(query: string) => string[]} */
export const asked = (query) => {
  const words = [...query.matchAll(WORD)].map(([word]) => word);
  const telling = words.filter((word) => !STOP.has(word.toLowerCase()));
  return [...new Set((telling.length ? telling : words).map(stem))];
};

/** Whether a word of a text is one that was asked for, or begins with it. @type {(terms: string[]) => (word: string) => string | undefined} */
export const matcher = (terms) => (word) => terms.find((term) => word === term || (term.length > 2 && word.startsWith(term)));
