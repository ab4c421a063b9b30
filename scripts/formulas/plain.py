"""A formula in one line of plain text, as a search shows it: `∂L/∂θ = Σ δₜ`. For reading, not for computing with."""

import re
from collections.abc import Iterator
from functools import cache
from html.entities import html5

from scripts.formulas.typeset import typeset

TOKEN = re.compile(r"\\[a-zA-Z]+[ \n]*|\\.|\s+|.", re.S)
DEFINITION = re.compile(r"\\def\\\w+\{[^{}]*\}")
TOO_WIDE = re.compile(  # spaces that TeX does not show
    r"[(\[√] |(?<=[^ ]/) | (?=[),;\]²³])|\b(?:max|min|sin|cos|tanh|cosh|sinh|log|exp) (?=[(²])"
    r"|\bd (?=\w)|(?<=\w) (?=‖(?![^\W_]))|: (?==)"
)
SYMBOLS = {  # in which HTML's names differ from TeX's, or a line of text needs another sign
    **{"varepsilon": "ε", "varphi": "φ", "partial": "∂", "infty": "∞", "sum": "Σ", "top": "ᵀ", "mid": " | "},
    **{"dots": "…", "ldots": "…", "cdots": "…", "lVert": "‖", "rVert": "‖", "|": "‖", "lvert": "|", "rvert": "|"},
    **{"quad": " ", "qquad": " ", ",": " ", ";": " ", ":": " ", "!": "", "\\": "; "},
}
RELATIONS = (  # with space on both sides
    "le leq ge geq ne approx equiv in mapsto Rightarrow Leftrightarrow iff pm times odot cup cap subset preceq succeq "
    "ll gg propto sim leftarrow notin setminus otimes wedge vee"
).split()
BETWEEN = {name: html5[f"{name};"] for name in RELATIONS}
BETWEEN |= {"neq": "≠", "to": "→", "implies": "⇒", "cdot": "·", "circ": "∘"}
FUNCTIONS = "max min sin cos tan tanh cosh sinh log ln exp det lim sup inf arg dim ker Pr argmax argmin".split()
INVISIBLE = set(
    "left right big Big bigl bigr Bigl Bigr bigg Bigg mathrm mathbf mathcal mathsf mathit mathtt boldsymbol bm text "
    "textbf textit textrm texttt operatorname mathop mathrel mathbin displaystyle textstyle limits nolimits "
    "overline underline underbrace overbrace boxed phantom hphantom vphantom "
    "smash mathstrut".split()
)
ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303"}
ACCENTS |= {"bar": "\u0304", "vec": "\u20d7", "dot": "\u0307"}
DOUBLED = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "E": "𝔼", "P": "ℙ"}
RAISED = str.maketrans("0123456789+-=()nTi", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵀⁱ")
LOWERED = str.maketrans("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")


def plain(tex: str) -> str:
    """The formula as text; what it cannot show, it leaves out or spells by its name."""
    tokens = (match[0] for match in TOKEN.finditer(DEFINITION.sub("", tex)))
    return TOO_WIDE.sub(lambda match: match[0].strip(), " ".join("".join(_until(tokens, "")).split()))


@cache  # a mistake is named as often as there are variants
def in_signs(text: str) -> str:
    """A sentence whose plain maths is in the signs of formulas: `h_2 and lambda` is `h₂ and λ`."""
    return "".join(plain(part) if index % 2 else part for index, part in enumerate(typeset(text).split("$")))


def _until(tokens: Iterator[str], end: str) -> Iterator[str]:
    """The text of all tokens up to a closing one, which is taken too."""
    for token in tokens:
        if end and (token.strip() == end or token.startswith("\\end")):
            if token.startswith("\\end"):
                _argument(tokens)
            return
        yield _read(token, tokens)


def _argument(tokens: Iterator[str]) -> str:
    """The text of the next token or group."""
    token = next((token for token in tokens if not token.isspace()), "")
    return _read(token, tokens).strip()


def _read(token: str, tokens: Iterator[str]) -> str:
    """The text of a token and of what belongs to it."""
    if token == "{":
        return "".join(_until(tokens, "}"))
    if token in ("^", "_"):
        return _script(token, _argument(tokens))
    if token.startswith("\\"):
        return _command(token[1:].strip() or " ", tokens)
    return {"&": " ", "~": " ", "=": " = ", "<": " < ", ">": " > ", "-": "−", "}": ""}.get(token, token)


def _command(name: str, tokens: Iterator[str]) -> str:
    if name in ("frac", "dfrac", "tfrac"):
        return f"{_grouped(_argument(tokens))}/{_grouped(_argument(tokens))} "
    if name == "sqrt":
        return f"√{_grouped(_argument(tokens))}"
    if name in ACCENTS:
        return f"{_argument(tokens)}{ACCENTS[name]}"
    if name == "mathbb":
        return DOUBLED.get(letter := _argument(tokens), letter)
    if name == "begin":
        return _environment(_argument(tokens), tokens)
    if name in FUNCTIONS:
        return f" {name} "
    if name in BETWEEN:
        return f" {BETWEEN[name]} "
    return "" if name in INVISIBLE else SYMBOLS.get(name, html5.get(f"{name};", name))


def _environment(name: str, tokens: Iterator[str]) -> str:
    """Rows of a matrix apart by semicolons; cases and lines of a derivation too."""
    rows = "".join(" " if part == " " else part for part in _until(tokens, "\\end")).strip().rstrip("; ")
    return f"({rows})" if "matrix" in name else rows


def _script(kind: str, text: str) -> str:
    """An index or a power, small where there are letters for it."""
    table, bare = RAISED if kind == "^" else LOWERED, text.replace("−", "-")
    if all(ord(letter) in table for letter in bare):
        return bare.translate(table)
    return text if text in ("ᵀ", "′", "*") else f"{kind}{_grouped(text)}"


def _grouped(text: str) -> str:
    return f"({text})" if re.search(r"[ +−·/-]", text) else text
