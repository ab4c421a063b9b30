"""The pages of variants: the page of a practice, as the generator made it, with the values of each variant in it.

`practice/rnn/` shows the first one; `practice/rnn/37/` stands one folder deeper, and is in no navigation and no search.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scripts.formulas.katex import STUB, Renderer, version, with_formulas
from scripts.model.conditions import chosen
from scripts.model.evidence import Exercise
from scripts.model.paths import EVIDENCE, address_of, write_whole
from scripts.model.practice import FIRST, asked, fields, is_practice, of_variant, read_samples
from scripts.model.source import Page
from scripts.model.tree import Tree, plain
from scripts.rendering.marked import with_answers
from scripts.store import kept
from scripts.store.intact import hash_of

VALUE = re.compile(r'<data class="answer(?P<kind>[^"]*)"(?P<told>[^>]*)>(?P<shown>.*?)</data>', re.S)
ASKED = re.compile(r'(?<=\bdata-field=")\w+\.(?P<name>\w+)(?=")')
ABOVE = re.compile(r'((?:href|src|content)="|__md_scope=new URL\(")(?=\.\.?(?:/|"))')
TITLE = re.compile(r"(?P<title></h1>)|(?P<head></title>)")
NO_INDEX = '<meta name="robots" content="noindex">\n  </head>'


NAMES = '<p class="variant"><a class="another" data-variants="1">'


@dataclass(frozen=True)
class Practice:
    """One practice: the values of every variant in the order in which they stand on its page, as HTML with stubs."""

    url: str
    slug: str
    asked: dict[str, str]  # what its fields say of their answers, by name
    variants: dict[str, list[str]]
    truths: dict[str, dict[str, bool]]  # of each variant, by id

    @property
    def formulas(self) -> set[str]:
        """The keys of all formulas that its variants show."""
        return {key for values in self.variants.values() for value in values for key in STUB.findall(value)}

    def pages(self, html: str, formulas: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """The address and the HTML of each variant, and of the page that shows the first; `html` is the generator's."""
        yield self.url, self._page(html, formulas, FIRST, "")
        for number in self.variants:
            deeper = ABOVE.sub(r"\1../", html).replace("</head>", NO_INDEX, 1)
            yield f"{self.url}{number}/", self._page(deeper, formulas, number, "../")

    def _page(self, html: str, formulas: dict[str, Any], number: str, way: str) -> str:
        values = iter(with_formulas(value, formulas) for value in self.variants[number])
        html = VALUE.sub(lambda _: VALUE.sub(bare, next(values)), html)
        html = chosen(html, self.truths[number].__getitem__)
        html = ASKED.sub(lambda field: f'{field[0]}@{number}" {self.asked[field["name"]]}', html)
        return TITLE.sub(lambda end: self._named(end, number, way), html)

    def _named(self, end: re.Match[str], number: str, way: str) -> str:
        """Which variant it is, in both titles, and the way on: to the next, unless a script chooses."""
        if end["head"]:
            return f" - variant {number}{end['head']}"
        count = len(self.variants)
        following = int(number) % count + 1
        link = f'<a class="another" href="{way}{following}/" data-variants="{count}">Another one</a>'
        return f'{end["title"]}\n<p class="variant">Variant {number} of {count} · {link}</p>'


def bare(value: re.Match[str]) -> str:
    """A value without its class: there is no card behind it."""
    return f'<data class="{value["kind"].strip()}"{value["told"]}>{value["shown"]}</data>'


def practices_of(pages: list[Page], exercises: dict[str, Exercise], renderer: Renderer) -> list[Practice]:
    """Every practice, its values kept until its page or what was computed changes."""
    return [_practice(page, exercises, renderer) for page in pages if is_practice(page) and page.slug in exercises]


def _practice(page: Page, exercises: dict[str, Exercise], renderer: Renderer) -> Practice:
    made_of = [page.text, hash_of(EVIDENCE / f"{page.slug}.json"), version()]
    numbers = exercises[page.slug].data["tasks"]

    def made() -> dict[str, list[str]]:
        return {number: _values(of_variant(page, number), exercises, renderer) for number in numbers}

    found = Practice(
        address_of(page.path),
        page.slug,
        _asked(page, exercises[page.slug]),
        kept.kept(f"variants/{page.slug}", made_of, made),
        _truths(exercises[page.slug]),
    )
    return found if found.formulas <= renderer.stored.keys() else replace(found, variants=made())


def _truths(exercise: Exercise) -> dict[str, dict[str, bool]]:
    """What is true of each variant, by the id that the page has for it."""
    found: dict[str, dict[str, bool]] = {number: {} for number in exercise.data["tasks"]}
    for entry in (entry for entry in exercise.data["answers"] if entry["kind"] == "truth"):
        found[entry["instance"]][f"{exercise.slug}.{entry['name']}"] = entry["value"]
    return found


def _asked(page: Page, exercise: Exercise) -> dict[str, str]:
    """What each field says of its answer."""
    sampled = read_samples(page.slug)
    kinds = {entry["name"]: entry["kind"] for entry in exercise.data["answers"]}
    found = {field.id.partition(".")[2]: field for field in fields(page)}
    return {name: asked(kinds[name], field, sampled.get(name)) for name, field in found.items()}


def _values(page: Page, exercises: dict[str, Exercise], renderer: Renderer) -> list[str]:
    """The elements of all values on a page."""
    return [match[0] for match in VALUE.finditer(with_answers(page, exercises, renderer))]


def publish(site: Path, practices: list[Practice], formulas: dict[str, Any]) -> None:
    """Write every variant into a site that has the pages of the practices."""
    for practice in practices:
        html = (site / practice.url / "index.html").read_text(encoding="utf-8")
        for url, page in practice.pages(html, formulas):
            write_whole(site / url / "index.html", page)


def _section(page: Page, position: int) -> str:
    """The id of the section that a position stands in: a part, or what a practice has beside the parts."""
    found = (section.id for section in page.sections if section.level == 2 and section.start <= position < section.end)
    return next(found, None) or ""


def truths(exercise: Exercise, page: Page) -> str:
    """What fields compare with: of each answer its kind and its mistakes, of each variant the values of both.

    Of an exercise those that its own page asks for.
    """
    answers: dict[str, Tree] = {}
    places = {field.id: field for field in fields(page)}
    sampled = read_samples(page.slug)
    shown = [entry for entry in exercise.data["answers"] if is_practice(page) or entry["id"] in places]
    variants: dict[str, Tree] = {entry["instance"]: {} for entry in shown}
    for entry in shown:
        name, mistakes = entry["name"], [slip["mistake"] for slip in entry["slips"]]
        place = places.get(f"{page.slug}.{name}")  # none where nothing asks for it
        part, of_formula = _section(page, place.position) if place else "", sampled.get(name) if place else None
        kind = "choice" if place and place.options else "formula" if of_formula else entry["kind"]
        answers[name] = {"kind": kind, "part": part, "mistakes": mistakes}
        if of_formula:
            answers[name]["points"] = of_formula["points"]
        values = of_formula["values"][entry["instance"]] if of_formula else plain_values(entry)
        differs = [True, *(slip["differs"] for slip in entry["slips"])]
        variants[entry["instance"]][name] = [value if other else None for value, other in zip(values, differs)]
    return json.dumps({"answers": answers, "variants": variants}, ensure_ascii=False, separators=(",", ":"))


def plain_values(entry: Tree) -> list[Tree]:
    """The value of an answer, then what its mistakes give."""
    return [plain(entry["value"]), *(plain(slip["value"]) for slip in entry["slips"])]
