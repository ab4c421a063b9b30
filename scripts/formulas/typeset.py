r"""Plain maths, as docstrings have it, set as TeX: in "s^2 of theta" stand the formulas `s^{2}` and `\theta`.

What stands together and is maths becomes one formula. English and code stay as they are typed, and so does a text that
has formulas between dollars already.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

GREEK = "alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|sigma|Sigma"
FUNCTIONS = {
    **{name: rf"\{name}" for name in ("tanh", "cosh", "log", "ln", "max", "min", "sum")},
    **{name: rf"\operatorname{{{name}}}" for name in ("arcosh", "tr", "sign", "floor", "ReLU")},
    "grad": r"\nabla ",
    "sqrt": r"\sqrt",
}
SIGNS = {
    "<=": r"\le ",
    ">=": r"\ge ",
    "+-": r"\pm ",
    "->": r"\to ",
    "*": r"\cdot ",
    "//": r"\mathbin{/\!/}",
    ".": r"\cdot ",
}
NAME = rf"(?:{GREEK}|[A-Za-z])(?![A-Za-z])"
SCRIPTS = r"(?:_(?:\{[^}]*\}|[A-Za-z0-9]+|\+)|\^(?:\{[^}]*\}|\((?:[^()]|\([^()]*\))*\)|-?\w+))"
DERIVED = rf"d(?={NAME})(?:{GREEK}|[A-Za-z])"  # dL of dL/dtheta
WORDS = rf"(?:{'|'.join(FUNCTIONS)})(?![A-Za-z])"
LEXEME = re.compile(
    rf"""
    (?P<prose> (?:e\.g|i\.e)\. | do\b | (?<=\s)\([a-z]\)(?=[\s.,:]|$)
             | [A-Za-z]+'s\b | (?!(?:{NAME})-)[A-Za-z]+(?:-[A-Za-z]+)+ | \.\.\. )
    | (?P<name> (?:{NAME}|{DERIVED}|{WORDS})\d?(?!\d|[A-Za-z])'?{SCRIPTS}*'?(?:\*(?=[\s,.:)]|$))? )
    | (?P<number> \d+(?:\.\d+)?(?:{SCRIPTS})* )
    | (?P<bars> \|\.\|{SCRIPTS}* | \|{SCRIPTS}* )
    | (?P<sign> <=|>=|\+-|->|//|[-+*/=<>!] | (?<=\w)\.(?=[a-z](?:_|\b)) )
    | (?P<open> [(\[] ) | (?P<close> [)\]](?:{SCRIPTS})* ) | (?P<comma> , )
    | (?P<space> \s+ ) | (?P<word> \w+ ) | (?P<other> . )
    """,
    re.X,
)
MATHS = ("name", "number", "bars", "sign", "open", "close", "comma", "space")


class Lexeme(NamedTuple):
    """A stretch of a text, and what it may be."""

    kind: str
    text: str


NOTHING = Lexeme("", "")


@cache  # a witness has the same name behind every value
def typeset(text: str) -> str:
    """The text with its plain maths between dollars."""
    if "$" in text:
        return text
    lexemes = [Lexeme(str(match.lastgroup), match[0]) for match in LEXEME.finditer(text)]
    lexemes = [
        lexeme if _may_be_maths(lexemes, at) else Lexeme("word", lexeme.text) for at, lexeme in enumerate(lexemes)
    ]
    return "".join(_shown(run) for run in _runs(lexemes))


def _may_be_maths(lexemes: Sequence[Lexeme], at: int) -> bool:
    """Whether a lexeme can stand in a formula: some names are English words too, told by what is beside them."""
    kind, text = lexemes[at]
    before, after = _beside(lexemes, range(at - 1, -1, -1)), _beside(lexemes, range(at + 1, len(lexemes)))
    if text in ("a", "A", "I"):
        kinds = {before.kind, after.kind}
        return bool(kinds & {"sign", "bars"}) or kinds <= {"open", "comma", "close"} or "^" in before.text
    if text in ("sum", "grad"):
        return after.kind in ("name", "bars") and before.text[-1:] != "."
    if text in ("sign", "max", "min", "floor", "ReLU"):
        return after.kind == "open"
    if kind == "number" and at and lexemes[at - 1].kind == "space":  # "makes kappa 1"
        return before.kind != "name" or before.text in FUNCTIONS or before.text == "x"
    return kind in MATHS


def _beside(lexemes: Sequence[Lexeme], places: range) -> Lexeme:
    """The first of some places that is no space."""
    return next((lexemes[place] for place in places if lexemes[place].kind != "space"), NOTHING)


def _runs(lexemes: Sequence[Lexeme]) -> Iterator[list[Lexeme]]:
    """Stretches that may be one formula: parted at words, at commas outside brackets, at brackets without a partner."""
    partners, run = _partners(lexemes), list[Lexeme]()
    depth = 0
    for at, lexeme in enumerate(lexemes):
        is_bracket = lexeme.kind in ("open", "close")
        depth += (at in partners) * {"open": 1, "close": -1}.get(lexeme.kind, 0)
        if lexeme.kind not in MATHS or (lexeme.kind == "comma" and not depth) or (is_bracket and at not in partners):
            yield run
            yield [Lexeme("word", lexeme.text)]
            run = []
        else:
            run.append(lexeme)
    yield run


def _partners(lexemes: Sequence[Lexeme]) -> set[int]:
    """The places of brackets that hold nothing but maths."""
    opened, found = list[int](), set[int]()
    for at, lexeme in enumerate(lexemes):
        if lexeme.kind not in MATHS:
            opened = []
        elif lexeme.kind == "open":
            opened.append(at)
        elif lexeme.kind == "close" and opened:
            found |= {opened.pop(), at}
    return found


def _shown(run: list[Lexeme]) -> str:
    """A formula between dollars with what stands around it, or the stretch as it was."""
    start, end = 0, len(run)
    while start < end and (run[start].kind == "space" or _is_dash(run[start : start + 2])):
        start += 1
    while start < end and (run[end - 1].kind == "space" or (run[end - 1].kind == "sign" and run[end - 1].text != "!")):
        end -= 1
    inner = run[start:end]
    if not _is_formula(inner):
        return "".join(text for _, text in run)
    before, after = ("".join(text for _, text in part) for part in (run[:start], run[end:]))
    return f"{before}${_tex(inner)}${after}"


def _is_dash(pair: list[Lexeme]) -> bool:
    return pair[0].text == "-" and len(pair) == 2 and pair[1].kind == "space"


def _is_formula(run: list[Lexeme]) -> bool:
    kinds = [kind for kind, _ in run]
    has_value = "name" in kinds or ("number" in kinds and "sign" in kinds)
    return has_value and kinds.count("bars") % 2 == 0


def _tex(run: Sequence[Lexeme]) -> str:
    """The TeX of a run; a root holds what stands in the brackets behind it."""
    pieces, roots, opened = list[str](), list[bool](), ""
    for kind, text in run:
        if kind == "open":
            roots.append(opened == "sqrt")
            pieces.append("{" if roots[-1] else text)
        elif kind == "close":
            pieces.append("}" + _scripts(text[1:]) if roots.pop() else text[0] + _scripts(text[1:]))
        else:
            pieces.append(_one(kind, text))
        opened = text
    return _mended("".join(pieces))


def _mended(tex: str) -> str:
    """What takes more than one lexeme to see: an expectation, a derivative of nothing yet, the shape of a matrix."""
    tex = re.sub(r"\bE(?=\[|\|\w)", r"\\mathbb E", tex)
    tex = re.sub(r"\bd/(?=\\mathrm d)", r"\\mathrm d/", tex)
    tex = re.sub(r"(?<=\d )x(?= \d)", r"\\times", tex)
    return re.sub(r" +(?=[ ^_/)\]}]|$)", "", tex)


def _one(kind: str, text: str) -> str:
    if kind in ("space", "comma"):
        return text
    if kind == "sign":
        return SIGNS.get(text, text)
    base = re.match(r"[A-Za-z]+|\d+(?:\.\d+)?|\|(?:\.\|)?", text)
    named, rest = (base[0], text[base.end() :]) if base else (text, "")
    if kind == "name" and rest[:1].isdigit():  # x1 is x_1
        rest = f"_{rest}"
    return _name(named) + _scripts(rest.replace("*", "^*"))


def _name(text: str) -> str:
    if text in FUNCTIONS:
        return FUNCTIONS[text]
    if re.fullmatch(GREEK, text):
        return f"\\{text} "
    if re.fullmatch(rf"d(?:{GREEK}|[A-Za-z])", text):
        return rf"\mathrm d{_name(text[1:])}"
    return {"|": "|", "|.|": r"|\cdot|"}.get(text, text)


def _scripts(text: str) -> str:
    """Indices and powers of what stands before them."""
    return re.sub(
        r"([_^])(\{[^}]*\}|\((?:[^()]|\([^()]*\))*\)|[-+]?\w+|[+*])",
        lambda match: match[1] + "{" + _script(match[2]) + "}",
        text,
    )


def _script(text: str) -> str:
    inner = text[1:-1] if text[0] in "{(" else text
    if inner in ("T", "*"):
        return {"T": r"\top", "*": "*"}[inner]
    if inner in FUNCTIONS or not re.fullmatch(r"[A-Za-z]{3,}", inner) or re.fullmatch(GREEK, inner):
        return _tex([Lexeme(str(match.lastgroup), match[0]) for match in LEXEME.finditer(inner)])
    return rf"\mathrm{{{inner}}}"
