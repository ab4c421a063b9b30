"""The pages of variants: the page of a practice, as the generator made it, with the values of each variant in it.

`practice/rnn/` shows the first one; `practice/rnn/37/` stands one folder deeper, and is in no navigation and no search.
Where variants have pages of their own, `practice/autoencoder/` leads to all of them.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from scripts.checking.sections import Part, cut
from scripts.formulas.katex import STUB, Renderer, version, with_formulas
from scripts.formulas.plain import in_signs
from scripts.model.conditions import chosen
from scripts.model.entries import Answer
from scripts.model.evidence import Exercise
from scripts.model.paths import address_of, here, practised
from scripts.model.practice import FIRST, Field, asked, fields, is_practice, of_variant, own_pages, read_samples
from scripts.model.source import Page
from scripts.model.tree import Tree, plain
from scripts.rendering.marked import with_answers
from scripts.rendering.style_sheet import ADDRESS
from scripts.store import kept
from scripts.store.intact import hash_of

VALUE = re.compile(r'<data class="answer(?P<kind>[^"]*)"(?P<told>[^>]*)>(?P<shown>.*?)</data>', re.S)
ASKED = re.compile(r'data-field="(?P<answer>\w+\.(?P<name>\w+))(?:@\w+)?(?=")')
ABOVE = re.compile(r'((?:href|src|content)="|__md_scope=new URL\(")(?=\.\.?(?:/|"))')
TITLE = re.compile(r"</(?:h1|(?P<head>title))>")
ALL = ' · <a href="../">All tasks</a>'
ASIDE = ".aside"  # hidden files of a site stay when the generator begins
NAMES = '<p class="variant"><a class="another" data-variants="1">'


Made = Callable[[str], str]


@dataclass(frozen=True)
class Practice:
    """One practice: the values of every variant in the order in which they stand on its page, as HTML with stubs."""

    url: str
    slug: str
    asked: dict[str, str]  # what its fields say of their answers, by name
    variants: dict[str, list[str]]
    truths: dict[str, dict[str, bool]]  # of each variant, by id
    has_own_pages: bool = False  # which the generator made, one for each variant

    @property
    def formulas(self) -> set[str]:
        """The keys of all formulas that its variants show."""
        return {key for values in self.variants.values() for value in values for key in STUB.findall(value)}

    def published(self, made: Made, formulas: dict[str, Any]) -> dict[str, bytes]:
        """Its pages, kept as bytes: there are more of them than of all others, and most edits change none."""
        urls = [f"{self.url}{number}/" for number in self.variants] if self.has_own_pages else [self.url]
        made_of = [version(), repr(self), *map(made, urls)]
        pages = ((url, html.encode()) for url, html in self.pages(made, formulas))
        return kept.kept(f"practices/{self.slug}", made_of, lambda: dict(pages))

    def pages(self, made: Made, formulas: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """The address and the HTML of each variant, and of the page that shows the first.

        `made` tells what the generator made of the page at an address. Variants of one page keep its canonical address:
        a search engine lists that.
        """
        html = "" if self.has_own_pages else made(self.url)
        if html:
            yield self.url, self._page(html, formulas, FIRST, "")
        below = ABOVE.sub(r"\1../", html)
        for number in self.variants:
            url = f"{self.url}{number}/"
            yield url, self._page(below or made(url), formulas, number, "../")

    def _page(self, html: str, formulas: dict[str, Any], number: str, way: str) -> str:
        values = iter(with_formulas(value, formulas) for value in self.variants[number])
        html = VALUE.sub(lambda own: VALUE.sub(bare, own[0] if self.has_own_pages else next(values)), html)
        html = chosen(html, self.truths[number].__getitem__)
        html = ASKED.sub(lambda field: f'data-field="{field["answer"]}@{number}" {self.asked[field["name"]]}', html)
        return TITLE.sub(lambda end: self._named(end, number, way), html)

    def _named(self, end: re.Match[str], number: str, way: str) -> str:
        """Which variant it is, in both titles, and the way on: to the next, unless a script chooses."""
        name = "task" if self.has_own_pages else "variant"
        if end["head"]:
            return f" - {name} {number}{end[0]}"
        count = len(self.variants)
        following = int(number) % count + 1
        link = f'<a class="another" href="{way}{following}/" data-variants="{count}">Another one</a>'
        told = f"{name.capitalize()} {number} of {count} · {link}" + (ALL if self.has_own_pages else "")
        return f'{end[0]}\n<p class="variant">{told}</p>'


def bare(value: re.Match[str]) -> str:
    """A value without its class: there is no card behind it."""
    return f'<data class="{value["kind"].strip()}"{value["told"]}>{value["shown"]}</data>'


def practices_of(pages: list[Page], exercises: dict[str, Exercise], renderer: Renderer) -> list[Practice]:
    """Every practice, the values of a section kept until it or what was computed changes."""
    return [_practice(page, exercises, renderer) for page in pages if is_practice(page) and page.slug in exercises]


def _practice(page: Page, exercises: dict[str, Exercise], renderer: Renderer) -> Practice:
    own, exercise = [*map(Page.read, own_pages(page))], exercises[page.slug]
    sections = [] if own else cut(page)
    makers = {section.text: partial(_values, section, exercises, renderer) for section in sections}

    def joined(found: Mapping[str, dict[str, list[str]]]) -> dict[str, list[str]]:
        of_page = [found[section.text] for section in sections]
        return {number: [value for values in of_page for value in values[number]] for number in exercise.tasks}

    drawn = sorted((here().figures / page.slug).glob("*.svg"))
    made_of = [*map(hash_of, [here().evidence / f"{page.slug}.json", *drawn]), version()]
    found = Practice(
        address_of(page.path),
        page.slug,
        _asked(own or [page], exercise),
        joined(kept.kept_each(f"variants/{page.slug}", made_of, makers)),
        _truths(exercise),
        has_own_pages=bool(own),
    )
    return found if found.formulas <= renderer.stored.keys() else replace(found, variants=joined(kept.made(makers)))


def _truths(exercise: Exercise) -> dict[str, dict[str, bool]]:
    """What is true of each variant, by the id that the page has for it."""
    found: dict[str, dict[str, bool]] = {number: {} for number in exercise.tasks}
    for entry in (entry for entry in exercise.entries if entry.kind == "truth"):
        found[entry.instance][f"{exercise.slug}.{entry.name}"] = entry.value
    return found


def _asked(pages: Iterable[Page], exercise: Exercise) -> dict[str, str]:
    """What each field says of its answer."""
    sampled, kinds = read_samples(exercise.slug), _kinds(exercise)
    found = {field.name: field for page in pages for field in fields(page)}
    return {name: asked(kinds[name], field, sampled.get(name)) for name, field in found.items()}


def _kinds(exercise: Exercise) -> dict[str, str]:
    """The kind of each answer by its name; a number that is whole on every variant is `whole`."""
    whole = {entry.name: "whole" for entry in exercise.entries if entry.kind == "number"}
    others = {entry.name: entry.kind for entry in exercise.entries if not isinstance(entry.value, int)}
    return {entry.name: entry.kind for entry in exercise.entries} | whole | others


def _values(section: Part, exercises: dict[str, Exercise], renderer: Renderer) -> dict[str, list[str]]:
    """The elements of all values in a section, of each variant."""
    numbers = exercises[section.slug].tasks
    texts = {number: with_answers(of_variant(section, number), exercises, renderer) for number in numbers}
    return {number: [match[0] for match in VALUE.finditer(text)] for number, text in texts.items()}


def publish(site: Path, pages: Iterable[tuple[str, bytes]], sheet: str = ADDRESS) -> None:
    """Write every variant into a site that nobody reads yet, with the address of its style sheet."""
    for url, html in pages:
        page, folder, before = html.replace(ADDRESS.encode(), sheet.encode()), site / url, site / ASIDE / url
        if before.exists() and not folder.exists():
            before.rename(folder)
        folder.mkdir(parents=True, exist_ok=True)
        if not (file := folder / "index.html").exists() or file.read_bytes() != page:
            file.write_bytes(page)


def put_aside(site: Path) -> None:
    """Keep the variants of a live site where the generator deletes nothing: to write all anew is half of a build."""
    published, aside = site / here().practice.name, site / ASIDE
    if published.exists():
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        published.rename(aside / published.name)


def _section(page: Page, position: int) -> str:
    """The id of the section that a position stands in: a part, or what a practice has beside the parts."""
    found = (section.id for section in page.sections if section.level == 2 and section.start <= position < section.end)
    return next(found, None) or ""


def truths(exercise: Exercise, pages: Iterable[Page]) -> str:
    """What the fields of its pages compare with: of each answer its kind and its mistakes, of each variant the values.

    Of an exercise those that its own page asks for.
    """
    answers: dict[str, Tree] = {}
    places = {field.name: (page, field) for page in pages for field in fields(page)}
    sampled = read_samples(exercise.slug)
    asked_for = {field.id for _, field in places.values()}
    shown = [entry for entry in exercise.of(Answer) if practised(exercise.slug) or entry.id in asked_for]
    variants: dict[str, Tree] = {entry.instance: {} for entry in shown}
    for entry in shown:
        name = entry.name
        of_formula = sampled.get(name) if name in places else None
        answers[name] = _about(entry, places.get(name), of_formula)
        values = of_formula["values"][entry.instance] if of_formula else plain_values(entry)
        differs = [True, *(slip.differs for slip in entry.slips)]
        variants[entry.instance][name] = [value if other else None for value, other in zip(values, differs)]
    return json.dumps({"answers": answers, "variants": variants}, ensure_ascii=False, separators=(",", ":"))


def _about(entry: Answer, place: tuple[Page, Field] | None, of_formula: dict[str, Any] | None) -> Tree:
    """What is told of an answer, whatever the variant; it has no place where nothing asks for it."""
    kind = "choice" if place and place[1].options else "formula" if of_formula else entry.kind
    part = _section(place[0], place[1].position) if place else ""
    told = {"kind": kind, "part": part, "mistakes": [in_signs(slip.mistake) for slip in entry.slips]}
    return told | ({"points": of_formula["points"]} if of_formula else {})


def plain_values(entry: Answer) -> list[Tree]:
    """The value of an answer, then what its mistakes give."""
    return [plain(entry.value), *(plain(slip.value) for slip in entry.slips)]
