"""The edition, made of the evidence: what pages, tools and reports know of the exercises."""

from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from scripts.checking.check_markers import Report
from scripts.computing.closure import versions
from scripts.model import entries
from scripts.model.edition import (
    SCHEMA_VERSION,
    Built,
    Edition,
    Entry,
    Figure,
    Instance,
    Relations,
    Slip,
    Witness,
    whole,
)
from scripts.model.entries import told_as
from scripts.model.evidence import Exercise
from scripts.model.paths import address_of, page_of, practised
from scripts.model.source import Page
from scripts.model.tree import plain
from scripts.rendering.two_pages import FOLDER
from scripts.store.git import commit_and_date

LIBRARIES = ("torch", "numpy", "sympy", "matplotlib")
PUBLISHED = {kind.__struct_config__.tag: kind for kind in get_args(Entry)}


def edition(exercises: dict[str, Exercise], reports: dict[Page, Report]) -> Edition:
    """Every published value with its witnesses and slips, every figure, and what stands behind the relations.

    Variants to practise on are published apart: there are more of them than of all else.
    """
    exercises = {slug: exercise for slug, exercise in exercises.items() if not practised(slug)}
    answers = [
        entry_of(told, page, parts.get(told.name, ""))
        for page, exercise in _with_pages(exercises, reports)
        for parts in [_parts(exercise, page, reports[page].shown)]
        for told in exercise.entries
    ]
    return Edition(
        schema_version=SCHEMA_VERSION,
        built=built(),
        instances=[instance for exercise in exercises.values() for instance in _instances(exercise)],
        answers=answers,
        figures=[Figure(**told_as(told, Figure)) for exercise in exercises.values() for told in exercise.figures],
        relations={
            page.slug: msgspec.convert(report.relations, Relations)
            for page, report in reports.items()
            if report.relations
        },
    )


def _with_pages(exercises: dict[str, Exercise], pages: Iterable[Page]) -> Iterator[tuple[Page, Exercise]]:
    for page in pages:
        if page.path == page_of(page.slug) and page.slug in exercises:
            yield page, exercises[page.slug]


def _parts(exercise: Exercise, page: Page, shown: dict[str, int]) -> dict[str, str]:
    """By name the part in whose section the answer's first marker stands, on whichever instance."""
    ids = sorted(exercise.by_id.keys() & shown, key=shown.__getitem__, reverse=True)  # the first one wins
    return {exercise.by_id[id].name: part for id in ids if (part := page.part_at(shown[id]))}


def entry_of(told: entries.Entry, page: Page, part: str) -> Entry:
    """An entry as it is published: with its place on the page, its values plain, its ids whole."""
    url, published = address_of(page.path), PUBLISHED[told.__struct_config__.tag]
    made = {
        **told_as(told, published),
        **_named(told.id, told.instance),
        **{"slug": page.slug, "page": url, "part": part, "anchor": part},
        "checked": f"{url}{FOLDER}/#{_anchor(told)}",
        "points": page.parts[part]["points"] if part else 0,
        "value": plain(told.value),
        "witnesses": [_witness(item) for item in told.witnesses],
    }
    if isinstance(told, entries.Answer):
        made["slips"] = [_slip(item, told.instance) for item in told.slips]
    if isinstance(told, entries.Point):
        slug, _, of = told.about.partition("#")
        made["about"] = f"{address_of(page_of(slug))}#{of}"
    return published(**made)


def _anchor(told: entries.Entry) -> str:
    """The id of an entry's place on the sceptic's page: a statement's is its number."""
    if isinstance(told, entries.Question):
        return told.name.replace("_", "-")
    return f"value-{told.id.replace('.', '-').replace('@', '-at-')}"


def _named(id: str, instance: str) -> dict[str, str]:
    """Without an instance an id of the evidence is that of the first."""
    return {"id": whole(id, instance), **({} if "@" in id else {"alias": id})}


def _witness(told: entries.Witness) -> Witness:
    said = closeness(told.deviation, told.unit)
    return Witness(**told_as(told, Witness) | {"value": plain(told.value), "said": said})


def closeness(deviation: float | str, unit: str) -> str:
    """How far a witness is from the value, in words and in the unit that it was measured in."""
    if deviation == 0:
        return "agrees exactly"
    if unit == "standard errors":
        return f"agrees, {float(deviation):.1f} standard errors away"
    return f"agrees, deviation {float(deviation):.1e}"


def _slip(told: entries.Slip, instance: str) -> Slip:
    return Slip(**told_as(told, Slip) | _named(told.id, instance) | {"value": plain(told.value)})


def _instances(exercise: Exercise) -> Iterator[Instance]:
    for name, task in exercise.tasks.items():
        id, is_default = f"{exercise.slug}.task", name == exercise.default
        named = _named(id if is_default else f"{id}@{name}", name)
        yield Instance(**named, slug=exercise.slug, instance=name, is_default=is_default, given=plain(task))


def built() -> Built:
    """From which sources and with which libraries; the date is the commit's, so that a rebuild is the same."""
    commit, date = commit_and_date()
    found = versions(LIBRARIES)
    return Built(commit, date, {name: found[name] for name in ("python", *LIBRARIES)})
