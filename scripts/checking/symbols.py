r"""The symbols in a formula's TeX: letters, Greek letters, and what a decoration makes of them, such as `\tilde w`."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from scripts.model.relations import SIGNS, SPACES, TOKEN

DECORATIONS = set(
    r"\tilde \hat \bar \dot \vec \mathbb \mathbf \mathcal \mathrm \boldsymbol \widetilde \overline".split()
)
NAMED = (r"\operatorname", r"\mathrm")  # of several letters they make one name
SILENT = re.compile(
    r"\\(?:text|textbf|textit|begin|end|label|tag)\*?\s*\{[^{}]*\}|\\def\\arraystretch\{[^{}]*\}"
    r"|\\(?:[bB]igg?[lrm]?|left|right|middle)(?![a-zA-Z])"
)
SCHOOL = {
    *r"\frac \tfrac \dfrac \sqrt \sum \prod \max \min \log \ln \exp \sin \cos \sinh \cosh \tanh \lim".split(),
    *r"\cdot \times \pm \mp \div \infty \dots \ldots \cdots \in \to \lvert \rvert \mid \quad \qquad \square".split(),
    *r"\underbrace \overbrace \displaystyle \limits \rVert \rightarrow \mapsto \Rightarrow".split(),
}
"""Commands that every reader of an exam knows from school, or that only set the formula."""

COUNTERS = set("ijknt")


class Word(NamedTuple):
    """A symbol, digit or sign, and where it stands in the TeX."""

    text: str
    start: int


@lru_cache(maxsize=8192)
def words(tex: str) -> tuple[Word, ...]:
    r"""The words of a formula in one spelling: `\tilde{w}` is `\tilde w`, `h_{3}` is `h`, `_`, `3`."""
    tex = SILENT.sub(lambda match: " " * len(match[0]), tex)
    plain = [Word(match[0], match.start()) for match in TOKEN.finditer(tex)]
    return tuple(_joined(plain))


def _joined(plain: list[Word]) -> Iterator[Word]:
    """Decorations with what they decorate, names of operators in one word, no braces."""
    position = 0
    while position < len(plain):
        word, position = plain[position], position + 1
        if word.text in DECORATIONS or word.text in NAMED:
            inside, position = _argument(plain, position)
            yield Word(_name(word.text, inside), word.start)
        elif word.text not in {"{", "}", *SPACES}:
            yield word


def _argument(plain: list[Word], position: int) -> tuple[str, int]:
    """The group or the one token that stands here, and the position behind it."""
    if position < len(plain) and plain[position].text == "{":
        end = next((n for n in range(position, len(plain)) if plain[n].text == "}"), len(plain) - 1)
        return "".join(word.text for word in plain[position + 1 : end]), end + 1
    return "".join(word.text for word in plain[position : position + 1]), position + 1


def _name(command: str, inside: str) -> str:
    return rf"\operatorname{{{inside}}}" if command in NAMED and len(inside) > 1 else f"{command} {inside}"


def name_of(tex: str) -> list[str]:
    """The words of a symbol in a table; a counter as index stands for any index: `h_t` explains `h_{t-1}` too."""
    found = [word.text for word in words(tex)]
    return found[:-1] if found[-2:-1] == ["_"] and found[-1] in COUNTERS else found


def is_symbol(word: str) -> bool:
    """Whether a reader may ask what it means."""
    return bool(re.match(r"\\?[^\W\d_]", word)) and word not in SCHOOL and word not in SIGNS


def by_first_word(names: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    """Names under their first word, the longest first."""
    found: dict[str, list[list[str]]] = {}
    for name in sorted(names, key=len, reverse=True):
        found.setdefault(name[0], []).append(name)
    return found


def unnamed(tex: str, names: dict[str, list[list[str]]]) -> Iterator[Word]:
    """The symbols of a formula that are no part of a name."""
    found = words(tex)
    texts, position = [word.text for word in found], 0
    while position < len(found):
        known = names.get(texts[position], [])
        name = next((name for name in known if texts[position : position + len(name)] == name), None)
        if name is None and is_symbol(texts[position]):
            yield found[position]
        position += len(name) if name else 1


def spelt(texts: Iterable[str]) -> str:
    """Words in one line, in which a name can be looked for."""
    return f" {' '.join(texts)} "
