"""Where a page holds a number that names nothing: in words, in a formula that is nothing else, in code, as a result."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scripts.checking.naming import is_list_number, names_something
from scripts.checking.readable import TRACE, plain, prose
from scripts.model.number_words import POWERS, SMALL, TEENS, TENS
from scripts.model.paths import here, practised
from scripts.model.source import Page

NO_RESULTS = ("front", "fence", "comment", "code", "tag", "target", "attributes")
OPENING = r"(?:\s|[*_~&$({\[]|\\[a-z]+\{|\\[,;:! ]|\\left|\\begin\{\w+\})*"
RESULT = re.compile(
    r"(?P<decimal>(?<![\d.])\d+\.\d+(?!\.?\d))"
    rf"|(?:=|≈|\\approx|\bis){OPENING}[-−–+]?(?P<result>\d+(?:\.\d+)?)"
)
DIGITS = re.compile(
    r"&(?:frac\d+|sup\d|#x?[\da-f]+);|\d+(?:[.,/:'’–-]\d+)*(?:e[-+]?\d+)?\w*|[²³¹⁰-⁹₀-₉¼-¾⅐-↋①-⓿❶-➓]", re.I
)
LARGE = re.compile(
    rf"\b(?:(?:{'|'.join(TEENS)})(?:th)?|(?:{'|'.join(ten[:-1] for ten in TENS)})(?:y|ieth)(?:-\w+)?"
    rf"|(?:{'|'.join(POWERS)}|trillion)(?:th)?s?(?:fold)?|dozens?"
    rf"|(?:{'|'.join(SMALL)})[ -]per ?cent)\b",
    re.I,
)
COUNTS = "|".join([*SMALL[2:], "infinite", "infinity"])  # zero and one are words like others
SHARES = "half|quarters?|thirds|twice"
VERBS = (
    r"equals?(?: to)?|comes? to|gives?|gave|makes?|yields?|amounts? to|adds? up to|sums? to|about|is exactly|becomes?|"
    r"turns? out|results? in|leads? to|reach(?:es)?|(?:fall|rise|grow|drop|shrink|go)(?:e?s)? to|the value|in total|"
    r"roughly|nearly|almost|around|approximately|factor of"
)
LEADS = r"(?:[*_\"“(]+|the\b|an?\b|to be\b|only\b|exactly\b|about\b|minus\b|plus\b)\s*"
AFTER_VERB = re.compile(
    rf"(?:\b(?:{VERBS})|[=≈])\s+(?:{LEADS})*(?P<word>{COUNTS}|{SHARES})\b(?!-)"
    rf"|(?:\*\*|__|\|)[ ]*(?P<alone>{COUNTS}|{SHARES})[ ]*(?:\*\*|__|\|)"
    rf"|\b(?:is|are|was|were)[ ]+[*_]*(?P<end>{COUNTS})[*_]*(?=[.,;:)])",
    re.I,
)
DECORATION = re.compile(
    r"\\(?:text|textrm|mathrm)\{[^{}\d]*\}(?!\s*\()"
    r"|\\(?:[dt]?frac|sqrt|left|right|[bB]igg?[lr]?|cdot|times|div|pm|mp|infty|top|exp|pi|[lr][Vv]ert|[lc]?dots|q?quad|displaystyle|textstyle"
    r"|math(?:bf|rm|it|sf|tt)|boldsymbol|bm|boxed|text(?:bf|it|rm)?|le|ge|leq|geq|ne|approx|sim|equiv|to)(?![a-zA-Z])"
    r"|\\[,;:!%\\{} ]|\\(?:begin|end)\{[a-z]+\*?\}"
)
NUMBERS_ONLY = re.compile(r"(?:[\d\s.,;:+\-−–()\[\]{}/^&|<>=≈]|(?<![a-z])e(?=\^))+")
FREE = re.compile(r"[-−+]?[01][.,;]?")
WORDS_IN_TEX = re.compile(r"\\(?:text|mbox|textbf|textit|tag(?!\*?\{\d\d?[a-z]?\}))\*?\{(?P<words>[^{}]*)\}")
MARK_IT = "is typed by hand; mark it with <!--= path -->"
CODE = "is no piece of the code that is run for this page, so its number is typed by hand; mark it with <!--= path -->"


class Typed(NamedTuple):
    """A stretch that holds a number, and what is wrong with it where no marker covers it."""

    start: int
    end: int
    why: str = MARK_IT


def find_numbers(page: Page, run: str) -> list[Typed]:
    """Every number that a reader meets and that names nothing, in the order of the page, the longest at each place."""
    words = prose(page)
    found = (*_in_prose(page, words), *_in_formulas(page), *_in_code(page, run), *_results(page, words))
    return sorted(found, key=lambda typed: (typed.start, -typed.end))


def find_results(page: Page) -> Iterator[Typed]:
    """Decimals, and numbers after `=`, `≈` or "is", in prose and formulas."""
    return _results(page, prose(page))


def _results(page: Page, words: str) -> Iterator[Typed]:
    for match in RESULT.finditer(plain(page, NO_RESULTS)):
        span = match.span("decimal" if match["decimal"] else "result")
        if words[span[0]] == TRACE or not names_something(words, *span):
            yield Typed(*span)


def _in_prose(page: Page, text: str) -> Iterator[Typed]:
    """Digits and words for numbers in running text, headings, tables, HTML, titles and the front matter."""
    for match in DIGITS.finditer(text):
        if not (names_something(text, *match.span()) or is_list_number(page.text, *match.span())):
            yield Typed(*match.span())
    for match in LARGE.finditer(text):
        yield Typed(*match.span())
    for match in AFTER_VERB.finditer(text):
        yield Typed(*match.span(match.lastgroup or 0))


def _in_formulas(page: Page) -> Iterator[Typed]:
    """The numbers of a formula that is nothing else, and those in its words."""
    for token in page.formulas:
        body, start = token.body, token.inner[0]
        if _is_only_numbers(body):
            yield from _whole_or_numbers(body, start)
        for words in WORDS_IN_TEX.finditer(body):
            for match in DIGITS.finditer(body, *words.span("words")):
                yield Typed(start + match.start(), start + match.end())


def _is_only_numbers(tex: str) -> bool:
    """Whether a formula says nothing but numbers; zero and one by themselves are words like others."""
    bare = DECORATION.sub(" ", tex.replace(r"(\cdot)", "x"))  # that is a gap for a variable
    return bool(NUMBERS_ONLY.fullmatch(bare) and re.search(r"\d", bare) and not FREE.fullmatch(bare.strip()))


def _whole_or_numbers(body: str, start: int) -> Iterator[Typed]:
    """One value is marked whole; of a relation a marker covers some sides."""
    if not re.search(r"[<>=≈]|\\(?:le|ge|leq|geq|ne|approx|sim|equiv|to)(?![a-z])", body):
        yield Typed(start + len(body) - len(body.lstrip()), start + len(body.rstrip(" \n.,;")))
        return
    for match in re.finditer(r"\d+(?:\.\d+)?", body):
        yield Typed(start + match.start(), start + match.end())


def _in_code(page: Page, run: str) -> Iterator[Typed]:
    """Code in a sentence that holds a number and is no piece of what is run."""
    for token in page.tokens:
        if token.kind == "code" and re.search(r"\d", token.text):
            code = token.body.strip()
            if not _is_run(code, run):
                start = token.inner[0] + token.body.index(code)
                yield Typed(start, start + len(code), CODE)


def code_of(slug: str) -> str:
    """What is run for a page; for a practice, what is for its exercise."""
    slug = practised(slug) or slug
    paths = [here().snippets / f"{slug}.py", *sorted((here().snippets / slug).rglob("*.py"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.exists())


def _is_run(code: str, run: str) -> bool:
    """Whether it stands in what is run for the page. A number alone stands everywhere, a name like h0 is no result."""
    if re.fullmatch(r"[A-Za-z]\w?\d?", code):
        return True
    if code not in run or not re.match(r"[A-Za-z_].*[A-Za-z_]", code):
        return False
    return bool(re.search(rf"(?<![\w.]){re.escape(code)}(?![\w.])", run))
