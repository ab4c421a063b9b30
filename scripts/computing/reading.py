r"""Read a side of a relation from its own TeX: `\frac{2}{\lambda_1}` with a value for `\lambda_1`.

latex2sympy2_extended parses: SymPy's own parsers invent a symbol for what they do not know (`\lVert`, `^\top`), where
it refuses, and they take `p(1 - p)` for a function of 1 - p.
"""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy

from scripts.model.relations import SPACES, tokens

KNOWN = set(r"\frac \sqrt \ln \exp \cosh \sinh \tanh \sin \cos \max \min \cdot \lvert \rvert \pi".split())
SPELT = {
    r"\tfrac": r"\frac",
    r"\dfrac": r"\frac",
    r"\log": r"\ln",
    r"\left(": "(",
    r"\right)": ")",
    r"\left[": "[",
    r"\right]": "]",
}
SIZE = re.compile(r"\\[bB]igg?[lrm]?$")
EXTENDS = {"_", "'", "^\\top"}  # behind a name it makes another one
PLACE = re.compile(r"x_\{(\d+)\}$")

parsed: dict[str, Any] = {}  # each side that was read as SymPy's expression, or why it could not be; see `compute.py`


class UnnamedError(ValueError):
    """A side that holds something which nobody has named; the message says what."""


def is_name(tex: str, named: Mapping[str, Any]) -> bool:
    """Whether a side is nothing but one of the named quantities, which says nothing about its terms."""
    return _words(tex) in [_words(name) for name in named]


def is_number(tex: str) -> bool:
    """Whether a side is a number typed out, such as 1 or a half."""
    return not any(_is_letter(word) for word in _words(tex) if word not in KNOWN)


def stands_in(name: str, tex: str) -> bool:
    """Whether a named quantity stands in a side."""
    words, wanted = _words(tex), _words(name)
    return any(_stands_at(words, position, wanted) for position in range(len(words)))


def read(tex: str, named: Mapping[str, Any]) -> Any:
    """A side from its own TeX; raises UnnamedError for a quantity without a name, ValueError for what is unreadable."""
    words, values = _with_places(_words(tex), named)
    strangers = [word for word in words if not _is_known(word)]
    if strangers:
        raise UnnamedError(f"{strangers[0]} is not among the named quantities")
    return _evaluated(_parsed(_spelt_out(words)), values)


def _words(tex: str) -> list[str]:
    """The words of a side in one spelling each, without white space and sizes."""
    words = [
        SPELT.get(word.replace(" ", ""), word) for word in tokens(tex) if word not in SPACES and not SIZE.match(word)
    ]
    return [part for word, before in zip(words, ["", *words]) for part in _digits(word, before)]


def _digits(word: str, before: str) -> list[str]:
    r"""`\frac12` is a half: behind a command and `_` or `^` each digit stands by itself."""
    return list(word) if word.isdigit() and before in (r"\frac", "^", "_") else [word]


def _with_places(words: list[str], named: Mapping[str, Any]) -> tuple[list[str], list[Any]]:
    """The words with a numbered place for each named quantity, the longest name first."""
    names = sorted(((_words(name), value) for name, value in named.items()), key=lambda item: -len(item[0]))
    position, found = 0, []
    while position < len(words):
        number = next((n for n, (name, _) in enumerate(names) if _stands_at(words, position, name)), None)
        if number is None:
            found.append(words[position])
            position += 1
        else:
            found.append(f"x_{{{number}}}")
            position += len(names[number][0])
    return found, [value for _, value in names]


def _stands_at(words: list[str], position: int, name: list[str]) -> bool:
    """Whether a name stands here, and not the beginning of a longer one such as x_1."""
    end = position + len(name)
    after = "".join(words[end : end + 2])
    return words[position:end] == name and not any(after.startswith(mark) for mark in EXTENDS)


def _is_known(word: str) -> bool:
    return word in KNOWN or bool(PLACE.match(word)) or word == "e" or not _is_letter(word)


def _is_letter(word: str) -> bool:
    return bool(re.search(r"[^\W\d_]|\\", word))


def _spelt_out(words: list[str]) -> str:
    """The words for the parser: a product has its dot, so that no name is taken for a function."""
    braced = _with_braces(words)
    pairs = zip(braced, [*braced[1:], ""])
    return " ".join(rf"{word} \cdot" if _multiplies(word, after) else word for word, after in pairs)


def _multiplies(word: str, after: str) -> bool:
    """Whether a product has to be said: of names, with a bracket (no function), of number and fraction (no 2 1/2)."""
    named = PLACE.match(word) and (after == "(" or PLACE.match(after))
    return bool(named) or (word[0].isdigit() and after == r"\frac")


def _with_braces(words: list[str]) -> list[str]:
    r"""`\frac ab` and `\sqrt 2` with their arguments in braces."""
    found: list[str] = []
    position = 0
    while position < len(words):
        command, position = words[position], position + 1
        found.append(command)
        for _ in range({r"\frac": 2, r"\sqrt": 1}.get(command, 0)):
            end = _end_of_argument(words, position)
            inside = words[position + 1 : end - 1] if words[position : position + 1] == ["{"] else words[position:end]
            found += ["{", *_with_braces(inside), "}"]
            position = end
    return found


def _end_of_argument(words: list[str], position: int) -> int:
    """Behind the word that stands here, or behind the closing brace of the group that begins here."""
    depth = 0
    for end, word in enumerate(words[position:], position + 1):
        depth += (word == "{") - (word == "}")
        if not depth:
            return end
    return len(words)


def _parsed(text: str) -> Any:
    """SymPy's expression, as it was read before if it was; raises ValueError."""
    if text not in parsed:
        try:
            parsed[text] = _parse(text)
        except ValueError as error:
            parsed[text] = str(error)
    if isinstance(found := parsed[text], str):
        raise ValueError(found)
    return found


def _parse(text: str) -> Any:
    """SymPy's expression; raises ValueError."""
    from latex2sympy2_extended import latex2sympy  # a third of a second
    from latex2sympy2_extended.latex2sympy2 import ConversionConfig

    plainly = ConversionConfig(interpret_as_mixed_fractions=False, lowercase_symbols=False)
    try:
        found = latex2sympy(text, normalization_config=None, conversion_config=plainly)
    except Exception as error:  # the parser raises whatever goes wrong inside
        raise ValueError(" ".join(str(error).split())[:80]) from None
    if not isinstance(found, sympy.Expr):
        raise ValueError(f"it reads as {found}, which is no number")
    return found


def _evaluated(formula: Any, values: list[Any]) -> Any:
    """The formula with the values in the places; arrays are combined entry by entry."""
    places = sorted(formula.free_symbols, key=str)
    here = [values[int(place.name.strip("x_{}"))] for place in places]  # the parser calls x_{7} x_7
    if any(isinstance(value, sympy.Basic | sympy.MatrixBase) for value in here):
        return formula.subs(dict(zip(places, here)))
    arrays = np.broadcast_arrays(*(np.asarray(value, float) for value in here))
    return sympy.lambdify(places, formula.doit(), "numpy")(*arrays)
