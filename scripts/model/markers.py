"""Markers bind a literal on a page to a computed value: `17<!--= rnn.gradient -->`.

A path is `slug.answer`, optionally `@instance`, then `[index]` and `.key`. Several paths, set apart by `;`, bind the
last top-level sides of one equation. `~5%` after the path is a tolerance for results of training.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from scripts.model.literals import NUMBER, TRUTHS, UnreadableError
from scripts.model.number_words import VALUES
from scripts.model.source import Page, Token
from scripts.model.tree import Tree

MARKER = re.compile(r"<!--\s*=(?P<body>.*?)-->", re.S)
OPENING = re.compile(r"<!--\s*=")
PATH = re.compile(r"(?P<slug>\w+)\.(?P<name>\w+)(?:@(?P<instance>\w+))?(?P<steps>(?:\[\d+\]|\.\w+)*)")
BODY = re.compile(r"\s*(?P<paths>[^~]+?)\s*(?:~\s*(?P<tolerance>\d+(?:\.\d+)?)\s*%)?\s*")
NAMED_IN_MARKER = re.compile(r"(?<![\w.@])(\w+)\.\w+(?!\w)(?!@)")  # slug.answer without an instance
STEP = re.compile(r"\[(\d+)\]|\.(\w+)")
RELATION = re.compile(r"=|\\approx(?![a-zA-Z])|≈")
CLOSERS = "*_"
NUMBER_WORDS = "|".join(sorted(VALUES, key=len, reverse=True))
ONE_WORD = {*VALUES, "infinite", *(word for pair in TRUTHS for word in pair)}
LAST_WORD = re.compile(r"(?<![\w-])[a-zA-Z]+(?:-[a-zA-Z]+)*$|[✓✗?]$")
LAST_NUMBER = re.compile(rf"(?:{NUMBER.pattern})$", re.X)
NOT_BEFORE = re.compile(r"(?:[^\W\d_]|\d[eE][-+]?|\d[.,'’]|(?P<group>(?<!\d)\d{1,3}[\s]))$")
SIGNS = "-\u2010\u2011\u2012\u2212\ufe63\uff0d+±"
BESIDE_BEFORE = re.compile(rf"(?:\bminus +|\d[.,]?|(?<![\w)])[{SIGNS}]|[±×·⋅^]\s*|&(?!nbsp)\w+;)[*_(]*$")
BESIDE_AFTER = re.compile(r"[*_)]*(?:[%‰^]|[.,]?\d|[eE][-+]?\d|\s*(?:[×·⋅]|&(?!nbsp)\w+;\s*\d?|<sup))")
CELL_START = re.compile(r"\||\*\*|__|[\"“”(\n]")


@dataclass(frozen=True)
class Reference:
    """Where a value stands: the answer of an instance, then indices and keys into it."""

    slug: str
    name: str
    instance: str
    steps: tuple[int | str, ...]
    text: str

    @property
    def answer(self) -> str:
        """The id that `answers.json` has for it."""
        return f"{self.slug}.{self.name}" + (f"@{self.instance}" if self.instance else "")


@dataclass(frozen=True)
class Marker:
    """One literal's binding: to which path, and where both stand on the page."""

    path: Reference
    tolerance: float
    start: int
    end: int
    bound: Token | None  # the formula or code span right before it, or the fence above it
    side: int = 0  # for several paths: which side of the equation, counted from the right


class BadPathError(ValueError):
    """A path that leads nowhere; the message says where it ends."""


def find(page: Page) -> Iterator[Marker | tuple[int, str]]:
    """Every marker of a page; a marker that cannot be read is a position and what is wrong."""
    yield from _misplaced(page)
    for index, token in enumerate(page.tokens):
        if lacks_sign(token):
            yield token.start, f"{token.text} binds nothing; a marker has a =, as in <!--= slug.answer -->"
        match = MARKER.fullmatch(token.text) if token.kind == "comment" else None
        body = BODY.fullmatch(match["body"]) if match else None
        if match and not body:
            yield token.start, f"cannot read the marker {token.text!r}; write <!--= slug.answer -->"
        if not body:
            continue
        texts = [text.strip() for text in body["paths"].split(";")]
        for side, text in enumerate(reversed(texts)):
            path = parse_path(text)
            if path is None:
                yield token.start, f"cannot read the path {text!r}; write slug.answer@instance[0].key"
            else:
                tolerance = float(body["tolerance"] or 0) / 100
                yield Marker(path, tolerance, token.start, token.end, bound_before(page, index), side)


def lacks_sign(token: Token) -> bool:
    """Whether a comment is a marker but for its `=`."""
    body = BODY.fullmatch(token.text[4:-3]) if token.kind == "comment" else None
    return bool(body and all(parse_path(part.strip()) for part in body["paths"].split(";")))


def _misplaced(page: Page) -> Iterator[tuple[int, str]]:
    """A marker inside a formula or without its end would be a comment to nobody."""
    harmless = [(token.start, token.end) for token in page.tokens if token.kind in ("fence", "code")]
    starts = {token.start for token in page.tokens if token.kind == "comment"}
    for match in OPENING.finditer(page.text):
        inside = any(start <= match.start() < end for start, end in harmless)
        if match.start() not in starts and not inside:
            yield (
                match.start(),
                "a marker stands inside a formula or never ends; put it, with its -->, behind the literal",
            )


def parse_path(text: str) -> Reference | None:
    match = PATH.fullmatch(text)
    if not match:
        return None
    steps = tuple(int(number) if number else key for number, key in STEP.findall(match["steps"]))
    return Reference(match["slug"], match["name"], match["instance"] or "", steps, text)


def bound_before(page: Page, index: int) -> Token | None:
    """The formula or code span that ends where the marker begins, closing `*` and `_` skipped, or the fence above."""
    if not index:
        return None
    before, token = page.tokens[index - 1], page.tokens[index]
    between = page.text[before.end : token.start]
    if before.is_block:
        return before if between == "\n" else None
    return before if before.kind in ("maths", "display", "code") and not between.strip(CLOSERS) else None


def literal_span(page: Page, marker: Marker, value: Tree) -> tuple[int, int]:
    """Where the literal stands that the marker binds; raises UnreadableError where there is none."""
    if marker.side and (marker.bound is None or marker.bound.kind in ("code", "fence")):
        raise UnreadableError("is one of several paths, which only the sides of an equation can hold")
    if marker.bound is None:
        return _in_text(page, marker, value)
    if marker.bound.kind == "fence":
        return _body(marker.bound, value)
    _alone(page.text, marker.bound.start, marker)
    start, end = marker.bound.inner
    if marker.bound.kind == "code" and isinstance(value, str):
        return start, end  # a text is the whole span, its full stop too
    if marker.bound.kind != "code":
        start, end = _side(page.text, start, end, marker.side)
    return _stripped(page.text, start, end)


def _body(fence: Token, value: Tree) -> tuple[int, int]:
    """What a fence holds, without the end of its last line."""
    if not isinstance(value, str):
        raise UnreadableError("is no text, which is all that a fence can hold; let the answer return what is printed")
    if fence.text.startswith(" "):
        raise UnreadableError("binds an indented fence; begin it at the edge of the page")
    start, end = fence.start + fence.text.index("\n") + 1, fence.start + fence.text.rindex("\n")
    if start > end:
        raise UnreadableError("binds an empty fence; write ? into it and run `make fix`")
    return start, end


def _side(text: str, start: int, end: int, side: int) -> tuple[int, int]:
    """The last side of a top-level `=` or `\\approx`, or one further left; without one the whole formula."""
    relations = [match for match in RELATION.finditer(text, start, end) if _is_top_level(text[start : match.start()])]
    if side > len(relations):
        raise UnreadableError("has more paths than the equation has sides")
    starts = [start, *(match.end() for match in relations)]
    ends = [*(match.start() for match in relations), end]
    return starts[-1 - side], ends[-1 - side]


def _is_top_level(before: str) -> bool:
    braces = len(re.findall(r"(?<!\\)\{", before)) - len(re.findall(r"(?<!\\)\}", before))
    return braces == 0 and before.count(r"\begin") == before.count(r"\end")


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and punctuation around the literal."""
    literal = re.sub(r"(?:[\s.,;&]|\\[,;!])+$", "", text[start:end])
    lead = len(literal) - len(re.sub(r"^(?:[\s&]|\\[,;!])+", "", literal))
    return start + lead, start + len(literal)


def _alone(text: str, start: int, marker: Marker) -> None:
    """Raises UnreadableError where a sign, a digit or an operator beside the literal makes another number of it."""
    before = BESIDE_BEFORE.search(text, max(0, text.rfind("\n", 0, start)), start)
    after = BESIDE_AFTER.match(text, marker.end)
    if beside := (before or after):
        raise UnreadableError(f"{beside[0]!r} beside the literal makes another number of it; put it into the literal")


def _in_text(page: Page, marker: Marker, value: Tree) -> tuple[int, int]:
    """A number, a number word or a verdict right before the marker; a text reaches back to its cell's edge."""
    line = page.text.rfind("\n", 0, marker.start) + 1
    before = page.text[line : marker.start].rstrip(CLOSERS)
    end = line + len(before)
    if isinstance(value, str) and value not in ("inf", "-inf"):
        if before.endswith(value):
            return end - len(value), end
        edge = max((match.end() for match in CELL_START.finditer(before)), default=0)
        return _stripped(page.text, line + edge, end)
    _holds_in_text(value)
    if (words := _part_of_words(before)) and not words[0].lower().startswith("one half"):
        raise UnreadableError(f"stands behind {words[0]!r}, of which one word is read; write it in digits")
    match = _last_word(before) or LAST_NUMBER.search(before)
    if not match:
        raise UnreadableError("has no number before its marker; write one, or ? and run `make fix`")
    lead = NOT_BEFORE.search(before[: match.start()])
    if lead and (not lead["group"] or re.match(r"\d{3}\b", match[0])):
        raise UnreadableError(f"binds {match[0]!r} out of {lead[0] + match[0]!r}; write a plain number")
    _alone(page.text, line + match.start(), marker)
    return line + match.start(), end


def _last_word(before: str) -> re.Match[str] | None:
    """The word for a number or a verdict at the end of a text, or the sign for one."""
    match = LAST_WORD.search(before)
    return match if match and (match[0] in "✓✗?" or match[0].lower() in ONE_WORD) else None


def _part_of_words(before: str) -> re.Match[str] | None:
    """Several words for one number at the end of a text."""
    last = re.search(r"[a-zA-Z]+$", before)
    return _several_words().search(before) if last and last[0].lower() in VALUES else None


@cache
def _several_words() -> re.Pattern[str]:
    """A pattern of hundreds of words, made when a page ends one of them in a marker."""
    return re.compile(rf"(?:\b(?:{NUMBER_WORDS})|\d)(?:[ -]+| and (?:a )?)(?:{NUMBER_WORDS})$", re.I)


def _holds_in_text(value: Tree) -> None:
    """Raises UnreadableError for a value of several numbers, and for a formula: running text holds one number."""
    if isinstance(value, list) and not (value and isinstance(value[0], dict)):
        what = "matrix" if value and isinstance(value[0], list) else "vector"
        raise UnreadableError(f"is a {what}; write it as a formula, $?$, or name one number of it, as in [0]")
    if isinstance(value, dict) and "srepr" in value and "number" not in value:
        raise UnreadableError("is a formula; write it between dollars, $?$")


def resolve(tree: Tree, path: Reference) -> Tree:
    """The value at the end of the path; raises BadPathError where it leads nowhere."""
    where = path.answer
    for step in path.steps:
        leaf = not isinstance(tree, (list, dict)) or (isinstance(tree, dict) and "srepr" in tree)
        try:
            if leaf or isinstance(tree, dict) != isinstance(step, str):
                raise KeyError(step)
            tree = tree[step]
        except (KeyError, IndexError):
            raise BadPathError(f"{where} has no {_shown(step)}{_choices(tree)}") from None
        where += _shown(step)
    return tree


def _shown(step: int | str) -> str:
    return f"[{step}]" if isinstance(step, int) else f".{step}"


def _choices(tree: Tree) -> str:
    if isinstance(tree, list):
        return f"; indices go from 0 to {len(tree) - 1}"
    return f"; it has {', '.join(tree)}" if isinstance(tree, dict) and "srepr" not in tree else "; it is a single value"
