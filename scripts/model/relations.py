r"""The relations in a formula's TeX: its chains, their signs, and the sides between the signs.

\kappa \le 1 + a = b, \quad c > 0    has two chains, with the signs <=, = and >, and five sides.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

SIGNS = {
    **dict.fromkeys(("=", r"\equiv"), "="),
    **dict.fromkeys((r"\le", r"\leq", r"\leqslant", "≤"), "<="),
    **dict.fromkeys((r"\ge", r"\geq", r"\geqslant", "≥"), ">="),
    **dict.fromkeys(("<", r"\lt"), "<"),
    **dict.fromkeys((">", r"\gt"), ">"),
    **dict.fromkeys((r"\ne", r"\neq", "≠"), "!="),
    **dict.fromkeys((r"\approx", "≈"), "~"),
    r"\preceq": "<<",
    r"\succeq": ">>",
}
"""How TeX writes a relation, and its name here; `<<` compares matrices by their eigenvalues."""

VAGUE = {
    r"\propto",
    r"\ll",
    r"\gg",
    r"\simeq",
    r"\prec",
    r"\succ",
    r"\lesssim",
    r"\gtrsim",
    r"\not",
}  # nothing tests these
DEFINES = re.compile(r":=|\\coloneqq(?![a-zA-Z])")
CONDITION = re.compile(r"\\text\s*\{\s*(?:for|if|where|when|with|unless)\b")
LEFT, RIGHT = (re.compile(rf"\\{side}(?![a-zA-Z])\s*(?:\\[a-zA-Z]+|\\.|\S)") for side in ("left", "right"))
TOKEN = re.compile(rf"{LEFT.pattern}|{RIGHT.pattern}|\\(?:[a-zA-Z]+|.)|\d+(?:\.\d+)?|\S", re.S)
WHOLE = re.compile(r"\s*\\begin\{(aligned|gathered|split|align\*?)\}(?P<body>.*)\\end\{\1\}[\s.,;]*", re.S)
STRETCH = re.compile(r"\\def\\arraystretch\{[\d.]+\}")
SPACES = {r"\,", r"\;", r"\:", r"\!", r"\ ", r"\quad", r"\qquad", r"\nonumber", "&", "~"}
BREAKS = {",", ";", r"\\", r"\quad", r"\qquad", r"\wedge", r"\Rightarrow", r"\implies", r"\iff", r"\Leftrightarrow"}
WORDS = {r"\text", r"\CONDITION"}


class Relation(NamedTuple):
    """One chain: n signs and the n + 1 sides around them, as TeX."""

    signs: tuple[str, ...]
    sides: tuple[str, ...]
    is_condition: bool = False  # it says for what the formula holds, and claims nothing itself


def relations(tex: str) -> list[Relation]:
    """The chains of a formula in reading order; what has no sign at its top level is none."""
    pieces: list[list[str]] = [[]]
    words = list(_with_depth(unwrapped(CONDITION.sub(r"\\CONDITION{", tex)).rstrip(" .,;\n")))
    for position, (word, depth) in enumerate(words):
        if not depth and _parts(words, position):
            pieces.append([])
        if depth or word not in BREAKS:
            pieces[-1].append(word)
    found = (Relation(*_split(piece), r"\CONDITION" in piece[:1]) for piece in pieces)
    return [relation for relation in found if any(relation.sides) and relation.signs]


def unwrapped(tex: str) -> str:
    """The lines inside an environment that is the whole formula."""
    tex = STRETCH.sub("", tex)
    return match["body"] if (match := WHOLE.fullmatch(tex)) else tex


def is_definition(tex: str) -> bool:
    """Whether a formula gives a name to something."""
    return bool(DEFINES.search(tex))


def is_vague(tex: str) -> bool:
    """Whether a sign stands at the top level that nothing can test, such as "much less than"."""
    return any(word in VAGUE and not depth for word, depth in _with_depth(unwrapped(tex)))


def tokens(tex: str) -> list[str]:
    """The words of TeX: commands and single characters, without white space."""
    return TOKEN.findall(tex)


def same_relation(left: str, right: str) -> bool:
    """Whether two formulas have the same words, white space and punctuation at the end left out."""
    return _bare(left) == _bare(right)


def _bare(tex: str) -> list[str]:
    words = [word for word in tokens(tex) if word not in SPACES - {"&"}]
    while words and words[-1] in {".", ",", ";"}:
        words.pop()
    return words


def _with_depth(tex: str) -> Iterator[tuple[str, int]]:
    """Each token with the number of brackets, braces and environments around it."""
    depth = 0
    for word in tokens(tex):
        depth -= _closes(word)
        yield word, depth
        depth += _opens(word)


def _opens(word: str) -> bool:
    return word in ("{", "(", "[", r"\{", r"\begin") or bool(LEFT.match(word))


def _closes(word: str) -> bool:
    return word in ("}", ")", "]", r"\}", r"\end") or bool(RIGHT.match(word))


def _parts(words: list[tuple[str, int]], position: int) -> bool:
    """Whether a new chain begins here; a line that begins with a sign goes on with the chain before it."""
    after = next((word for word, _ in words[position + 1 :] if word not in SPACES | BREAKS), "")
    return words[position][0] in WORDS or (words[position][0] in BREAKS and after not in SIGNS)


def _split(piece: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The signs of a piece and the sides between them."""
    signs: list[str] = []
    sides: list[list[str]] = [[]]
    depth = 0
    for word in piece:
        depth -= _closes(word)
        if not depth and word in SIGNS:
            signs.append(SIGNS[word])
            sides.append([])
        elif depth or word not in SPACES:
            sides[-1].append(word)
        depth += _opens(word)
    return tuple(signs), tuple(map(" ".join, sides))
