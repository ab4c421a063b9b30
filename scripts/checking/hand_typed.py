"""No result is typed by hand: a number that a reader meets is marked, names something, or stands in hand_typed.toml."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scripts.checking.grading import spans_of_points
from scripts.checking.naming import is_list_number, names_something
from scripts.checking.number_words import POWERS, SMALL, TEENS, TENS
from scripts.checking.source import Page, Token
from scripts.faults import Fault
from scripts.paths import SNIPPETS, relative

EXCEPTIONS = Path(__file__).with_name("hand_typed.toml")
NO_PROSE = ("front", "fence", "comment", "code", "maths", "display", "tag", "target", "attributes")
NO_RESULTS = tuple(kind for kind in NO_PROSE if kind not in ("maths", "display"))
OPENING = r"(?:\s|[*_~&$({\[]|\\[a-z]+\{|\\[,;:! ]|\\left|\\begin\{\w+\})*"
RESULT = re.compile(
    r"(?P<decimal>(?<![\d.])\d+\.\d+(?!\.?\d))"
    rf"|(?:=|≈|\\approx|\bis){OPENING}[-−–+]?(?P<result>\d+(?:\.\d+)?)"
)
DIGITS = re.compile(
    r"&(?:frac\d+|sup\d|#x?[\da-f]+);|\d+(?:[.,/:'’–-]\d+)*(?:e[-+]?\d+)?\w*|[²³¹⁰-⁹₀-₉¼-¾⅐-↋①-⓿❶-➓]", re.I
)
COUNTS = SMALL[2:]  # zero and one are words like others
LARGE = re.compile(
    rf"\b(?:(?:{'|'.join(TEENS)})(?:th)?|(?:{'|'.join(ten[:-1] for ten in TENS)})(?:y|ieth)(?:-\w+)?"
    rf"|(?:{'|'.join(POWERS)}|trillion)(?:th)?s?(?:fold)?|dozens?"
    rf"|(?:{'|'.join(SMALL)})[ -]per ?cent)\b",
    re.I,
)
SHARES = "half quarter quarters thirds twice".split()
VERB = r"(?:equals?|comes? to|gives?|gave|makes?|yields?|amounts? to|adds? up to|sums? to|about|is exactly)|[=≈]"
AFTER_VERB = re.compile(
    rf"(?:\b{VERB})\s+(?:[*_\"“(]|the |an? |only |exactly |about )*(?P<word>{'|'.join([*COUNTS, *SHARES])})\b"
    rf"|(?:\*\*|\|)[ ]*(?P<alone>{'|'.join([*COUNTS, *SHARES])})[ ]*(?:\*\*|\|)"
    rf"|\b(?:is|are|was|were)[ ]+(?:\*\*)?(?P<end>{'|'.join(COUNTS)})(?:\*\*)?(?=[.,;:)])",
    re.I,
)
SAID = re.compile(
    r"\b(?:title|alt|placeholder|value|label|content|aria-\w+)[ ]*=[ ]*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)')"
)
PAGE_DATA = re.compile(r"^(?:exercise|minutes):[ ]*\d+[ ]*$|\bpoints:[ ]*\d+", re.M)
TEX = re.compile(
    r"\\(?:[dt]?frac|sqrt|left|right|cdot|times|div|pm|mp|infty|dots|ldots|cdots|quad|qquad|%|[,;:! \\])(?![a-z])"
    r"|\\(?:begin|end)\{[a-z]+\*?\}"
)
NUMBERS_ONLY = re.compile(r"[\d\s.,;:+\-−–()\[\]{}/^&|]+")
FREE = re.compile(r"(?:[-−+]|\\pm\s*)?[01][.,;]?")
WORDS_IN_TEX = re.compile(r"\\(?:text|mbox|textbf|textit|tag(?!\*?\{\d\d?[a-z]?\}))\*?\{(?P<words>[^{}]*)\}")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")  # that it is no link is told elsewhere
WITH_COMMA = re.compile(r"0,\d+|\d+,\d{1,2}")
TRACE = "§"  # of a formula or of code, between words
MARK_IT = "is typed by hand; mark it with <!--= path -->"
CODE = "is no piece of the code that is run for this page, so its number is typed by hand; mark it with <!--= path -->"


class Typed(NamedTuple):
    """A stretch that no marker covers, and what is wrong with it."""

    start: int
    end: int
    why: str = MARK_IT


def read_exceptions() -> list[dict[str, Any]]:
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get("exception", [])


def check_hand_typed(
    page: Page, uncovered: Iterable[Typed], exceptions: list[dict[str, Any]]
) -> tuple[list[Fault], set[int]]:
    """The uncovered numbers of a page without an exception, and which exceptions it used."""
    faults, used = [], set()
    for start, end, why in uncovered:
        excuse = next((index for index, item in enumerate(exceptions) if _excuses(item, page, start, end)), None)
        if excuse is None:
            typed = " ".join(page.text[start:end].split())
            point = f", with a point: {typed.replace(',', '.')}" if WITH_COMMA.fullmatch(typed) else ""
            faults.append(page.fault(start, f"{typed} {why}{point}"))
        else:
            used.add(excuse)
    return faults, used


def find_uncovered(page: Page, covered: list[tuple[int, int]]) -> Iterator[Typed]:
    """Every number that a reader meets, that names nothing and that no marker binds, in the order of the page."""
    covered = [*covered, *spans_of_points(page)]
    found: dict[int, Typed] = {}
    for typed in (*_in_prose(page), *_in_formulas(page), *_in_code(page), *find_results(page)):
        if not any(first <= typed.start and typed.end <= last for first, last in covered):
            found.setdefault(typed.start, typed)
    yield from _outermost(sorted(found.values()))


def _outermost(found: list[Typed]) -> Iterator[Typed]:
    """Without what stands inside the one before: 5 in `5 channels` is one fault, not two."""
    last = 0
    for typed in found:
        if typed.end > last:
            yield typed
            last = typed.end


def find_results(page: Page) -> Iterator[Typed]:
    """Decimals, and numbers after `=`, `≈` or "is", in prose and formulas."""
    text, prose = _plain(page, NO_RESULTS), _prose(page)
    for match in RESULT.finditer(text):
        span = match.span("decimal" if match["decimal"] else "result")
        if prose[span[0]] == TRACE or not names_something(prose, *span):
            yield Typed(*span)


def _in_prose(page: Page) -> Iterator[Typed]:
    """Digits and words for numbers in running text, headings, tables, HTML, titles and the front matter."""
    prose = _prose(page)
    for match in DIGITS.finditer(prose):
        if not (names_something(prose, *match.span()) or is_list_number(page.text, *match.span())):
            yield Typed(*match.span())
    for match in LARGE.finditer(prose):
        yield Typed(*match.span())
    for match in AFTER_VERB.finditer(prose):
        yield Typed(*match.span(match.lastgroup or 0))


def _plain(page: Page, hidden: tuple[str, ...]) -> str:
    """The page with some kinds blanked, and addresses that stand by themselves."""
    return ADDRESS.sub(lambda match: " " * len(match[0]), page.without(hidden))


def _prose(page: Page) -> str:
    """The page with everything blanked that is no text to read, positions kept; formulas and code leave a trace."""
    blank = _plain(page, NO_PROSE)
    for token in page.tokens:
        if token.kind in ("maths", "display", "code"):
            blank = blank[: token.start] + TRACE * len(token.text) + blank[token.end :]
        for start, end in _read_in(token):
            blank = blank[:start] + page.text[start:end] + blank[end:]
    return blank


def _read_in(token: Token) -> Iterator[tuple[int, int]]:
    """What is read in a token that is no text itself: titles and descriptions, the front matter but its data."""
    if token.kind == "front":
        last = 0
        for match in (*PAGE_DATA.finditer(token.text), re.compile(r"\Z").search(token.text)):
            yield token.start + last, token.start + match.start()  # type: ignore[union-attr]
            last = match.end()  # type: ignore[union-attr]
    elif token.kind in ("tag", "attributes", "fence"):
        head = token.text.partition("\n")[0] if token.kind == "fence" else token.text
        for match in SAID.finditer(head):
            group = "a" if match["a"] is not None else "b"
            yield token.start + match.start(group), token.start + match.end(group)


def _in_formulas(page: Page) -> Iterator[Typed]:
    """The numbers of a formula that is nothing else, and those in its words."""
    for token in page.tokens:
        if token.kind in ("maths", "display"):
            start, end = token.inner
            body = page.text[start:end]
            if _is_only_numbers(body):
                yield Typed(start + len(body) - len(body.lstrip()), start + len(body.rstrip(" \n.,;")))
            for words in WORDS_IN_TEX.finditer(body):
                for match in DIGITS.finditer(body, *words.span("words")):
                    yield Typed(start + match.start(), start + match.end())


def _is_only_numbers(tex: str) -> bool:
    """Whether a formula says nothing but numbers; zero and one by themselves are words like others."""
    bare = TEX.sub(" ", tex.replace(r"(\cdot)", "x"))  # that is a gap for a variable
    return bool(NUMBERS_ONLY.fullmatch(bare) and re.search(r"\d", bare) and not FREE.fullmatch(tex.strip()))


def _in_code(page: Page) -> Iterator[Typed]:
    """Code in a sentence that holds a number and is no piece of what is run."""
    for token in page.tokens:
        body = token.text.strip("`").strip()
        if token.kind == "code" and re.search(r"(?<![A-Za-z_\d])\d", body) and not _is_run(body, page.slug):
            start, end = token.inner
            inner = page.text[start:end]
            lead = len(inner) - len(inner.lstrip())
            yield Typed(start + lead, start + lead + len(inner.strip()), CODE)


def code_of(slug: str) -> str:
    """What is run for a page."""
    paths = [SNIPPETS / f"{slug}.py", *sorted((SNIPPETS / slug).rglob("*.py"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.exists())


def _is_run(code: str, slug: str) -> bool:
    """Whether it stands in the snippet of the page; a number alone stands everywhere."""
    if not re.match(r"[A-Za-z_].*[A-Za-z_]{2}", code):
        return False
    return bool(re.search(rf"(?<![\w.]){re.escape(code)}(?![\w.])", code_of(slug)))


def _excuses(exception: dict[str, Any], page: Page, start: int, end: int) -> bool:
    if exception.get("page", page.slug) != page.slug:
        return False
    found = (match.start() for match in re.finditer(re.escape(exception["text"]), page.text))
    return any(first <= start and end <= first + len(exception["text"]) for first in found)


def unused_exceptions(exceptions: list[dict[str, Any]], used: set[int]) -> list[Fault]:
    """An exception no page needs would excuse a later mistake."""
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    numbers = [number for number, line in enumerate(lines, 1) if line.startswith("text")]
    return [
        Fault(
            relative(EXCEPTIONS),
            numbers[index] if index < len(numbers) else 0,
            f"no page needs the exception {item['text']!r}; remove it",
        )
        for index, item in enumerate(exceptions)
        if index not in used
    ]
