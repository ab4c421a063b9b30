"""What to write instead where KaTeX refuses a formula: its message names the cause, this table the mend."""

import re
from difflib import get_close_matches

MACROS = "docs/macros.toml"
MENDS = (  # a pattern in KaTeX's message, and the mend
    (r"sequence: \\(?:mathds|mathbbm|bbm)$", r"write \mathbf 1 for the indicator, \mathbb R for a set"),
    (r"sequence: \\(?:label|ref|eqref|cref)$", r"number the formula by \tag{1}, and write (1) in the sentence"),
    (r"sequence: \\(?:pdv|pdiff|derv|dv|odv|diff)$", r"write \frac{\partial f}{\partial x}, or \frac{df}{dx}"),
    (r"sequence: \\(?:dd|diffd)$", r"write \,dx, or \mathrm{d}x"),
    (r"sequence: \\norm$", r"write \lVert x \rVert"),
    (r"sequence: \\(?:abs|card)$", r"write \lvert x \rvert"),
    (r"sequence: \\(?:E|EE|Exp|expect|PP|RR|NN)$", r"write \mathbb E, \mathbb P, \mathbb R"),
    (r"sequence: \\(?:num|SI|si|qty|unit)$", r"write the number itself, and its unit as \text{m}"),
    (r"sequence: \\ce$", r"write \mathrm{H_2O}"),
    (r"sequence: \\(?:mbox|hbox|intertext|shortintertext|textnormal)$", r"write \text{...}"),
    (r"sequence: \\(?:nicefrac|sfrac|flatfrac)$", r"write 1/2, or \tfrac{1}{2}"),
    (r"sequence: \\bigtimes$", r"write \prod, or \times"),
    (
        r"sequence: \\(?:vspace|hfill|vfill|hskip|par|smallskip|medskip|noindent)$",
        r"leave it out; \quad is a wide blank",
    ),
    (r"sequence: \\part$", r"write \partial"),
    (r"sequence: \\(?:given|mvert|cond)$", r"write \mid"),
    (r"sequence: \\(?:indep|independent)$", r"write \perp, or say it in the sentence"),
    (r"sequence: \\(?:require|unicode|cssId|class|style|html|bbox)$", "leave it out; it is known to MathJax alone"),
    (r"sequence: \\prescript$", r"write {}_a^b x"),
    (r"sequence: \\(?:cite|footnote|caption|item)$", "put it outside of the formula, into the text"),
    (r"sequence: \\DeclareMathOperator$", rf"write \operatorname{{name}} where it is used, or a macro in {MACROS}"),
    (r"attempting to redefine", f"leave the definition out: the name means something; macros stand in {MACROS}"),
    (
        r"No such environment: (?:flalign|eqnarray|multline|subequations|displaymath|dmath)",
        "use aligned, between $$ and $$",
    ),
    (r"No such environment: (?:tabular|tabularx)", r"use array, as in \begin{array}{cc}, or a table in Markdown"),
    (r"No such environment", "there is aligned, gathered, cases, array, pmatrix, bmatrix, vmatrix"),
    (r"can be used only in display mode", "put $$ before and behind it; inside a line use aligned"),
    (r"\\tag works only in display", "put $$ before and behind the formula"),
    (r"Multiple \\tag", r"one formula has one number; use align, where each line may have its \tag"),
    (r"accent \\v works only in text", r"write \check x"),
    (r"accent \\u works only in text", r"write \breve x"),
    (r"accent \\\" works only in text", r"write \ddot x, or words in \text{...}"),
    (r"accent \\' works only in text", r"write \acute x, or words in \text{...}"),
    (r"accent \\` works only in text", r"write \grave x, or words in \text{...}"),
    (r"accent \\\^ works only in text", r"write \hat x"),
    (r"accent \\~ works only in text", r"write \tilde x"),
    (r"accent \\= works only in text", r"write \bar x"),
    (r"accent \\\. works only in text", r"write \dot x"),
    (r"accent \S+ works only in text", r"put the word into \text{...}"),
    (r"% comment has no terminating newline", r"write \% for the sign"),
    (r"character \"[’′‘´]\"", "write x' with the straight sign"),
    (r"character \"[–—‐‑]\"", "write - for minus; a dash between words stands outside of the formula"),
    (r"character \"[„“”«»]\"", "quotes stand outside of the formula"),
    (r"character \"µ\"", r"write \mu"),
    (r"character \"[½¼¾]\"", r"write \tfrac{1}{2}"),
    (r"character \"[€£]\"", "put the amount outside of the formula, into the text"),
    (r"Unicode text character|character \"ß\"", r"words stand in \text{...}, as in W_{\text{größer}}"),
    (r"Unrecognized Unicode character", "put the sign outside of the formula, or write its command in TeX"),
    (r"Double superscript", "put braces where they are meant: {a^b}^c, or a^{b^c}"),
    (r"Double subscript", "put braces where they are meant: {a_b}_c, or a_{b_c}"),
    (r"Unexpected end of input in a macro argument, expected '\]'", "close the bracket"),
    (r"Unexpected end of input", "close the brace, or write the missing argument: \\frac{1}{2}"),
    (r"Expected '\}', got 'EOF'", "close the brace"),
    (r"Expected 'EOF', got '\}'", r"this brace closes nothing; remove it, or write \} for the sign"),
    (r"Expected '\\right', got", r"close \left by \right; \right. is one that nobody sees"),
    (r"got '\\right'", r"open \right by \left; \left. is one that nobody sees"),
    (r"Expected 'EOF', got '&'", r"& stands in aligned, cases, array or a matrix; \& is the sign"),
    (r"Expected 'EOF', got '#'", r"write \# for the sign"),
    (r"Expected 'EOF', got '[_^]'", r"inside of \text write \_ for the sign, or end the text before it"),
    (r"Expected 'EOF', got '\\end'", r"no \begin belongs to this \end; remove it"),
    (r"Expected & or \\\\ or \\cr or \\end", r"the \end of this environment is missing"),
    (r"Mismatch: \\begin", r"name the same environment in \begin and \end"),
    (r"Expected group", "write what it applies to, in braces: x^{2}"),
    (r"Can't use function '\$'", r"no dollars inside of a formula; end the words before: \text{a } x \text{ b}"),
    (r"Unknown column alignment", r"name the columns, as in \begin{array}{cc}"),
    (r"Limit controls must follow", r"\limits stands behind \sum, \max or \operatorname*{...} alone"),
    (r"\\middle without", r"\middle stands between \left and \right"),
    (r"only one infix operator", r"write \frac{a}{b}"),
    (r"Invalid size", "write a unit too, as in 1em"),
    (r"Invalid delimiter", r"write a bracket behind it, as in \big("),
    (r"Unexpected character: '\\'", r"a command has a name; \\ ends a line, \backslash is the sign"),
    (r"\\hline valid only", r"\hline stands in array"),
    (r"Top-level \\\\", r"put \begin{aligned} before the lines and \end{aligned} behind them"),
    (r"Untrusted command", "links, pictures and HTML stand outside of the formula"),
)
LETTERS = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
COMMANDS = (
    "frac dfrac tfrac sqrt sum prod int partial nabla infty cdot times left right text mathbb mathbf mathrm mathcal "
    "boldsymbol operatorname approx equiv leq geq neq subset subseteq rightarrow leftarrow mapsto forall exists langle "
    "rangle lVert rVert lvert rvert underbrace overbrace overline widehat tilde begin end quad qquad ldots cdots argmin"
)
STRICT = "LaTeX-incompatible input and strict mode is set to 'error': "
UNDEFINED = re.compile(r"Undefined control sequence: \\([a-zA-Z]+)$")


def with_mend(message: str) -> str:
    """KaTeX's message without what a reader cannot use, and what to write instead."""
    message = re.sub(r" \[\w+\]$", "", message.removeprefix(STRICT))
    mend = next((mend for sign, mend in MENDS if re.search(sign, message)), "") or _resembles(message)
    return f"{message}; {mend}" if mend else message


def _resembles(message: str) -> str:
    """A command that is spelt nearly as the unknown one, or how to make one."""
    match = UNDEFINED.search(message)
    if not match:
        return ""
    near = get_close_matches(match[1], [*LETTERS.split(), *COMMANDS.split()], 1, 0.75)
    meant = rf"did you mean \{near[0]}? " if near else ""
    return rf"{meant}write \operatorname{{{match[1]}}} for a name, or define it in {MACROS}"
