"""The edition, made of the evidence: what pages, tools and reports know of the exercises."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from scripts.checking.check_markers import Report
from scripts.computing.closure import versions
from scripts.model.edition import (
    SCHEMA_VERSION,
    Answer,
    Built,
    Choice,
    Claim,
    Edition,
    Entry,
    Figure,
    Instance,
    Option,
    Point,
    Relations,
    Side,
    Slip,
    Statement,
    Witness,
    whole,
)
from scripts.model.evidence import Exercise
from scripts.model.paths import address_of, page_of, practised
from scripts.model.source import Page
from scripts.model.tree import plain
from scripts.rendering.two_pages import FOLDER
from scripts.store.git import commit_and_date

LIBRARIES = ("torch", "numpy", "sympy", "matplotlib")


def edition(exercises: dict[str, Exercise], reports: dict[Page, Report]) -> Edition:
    """Every published value with its witnesses and slips, every figure, and what stands behind the relations.

    Variants to practise on are published apart: there are more of them than of all else.
    """
    exercises = {slug: exercise for slug, exercise in exercises.items() if not practised(slug)}
    entries = [
        entry_of(told, page, _part(told, exercise, page, reports[page].shown))
        for page, exercise in _with_pages(exercises, reports)
        for told in exercise.data["answers"]
    ]
    return Edition(
        schema_version=SCHEMA_VERSION,
        built=built(),
        instances=[instance for exercise in exercises.values() for instance in _instances(exercise)],
        answers=entries,
        figures=[_figure(told) for exercise in exercises.values() for told in exercise.data["figures"]],
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


def _part(told: dict[str, Any], exercise: Exercise, page: Page, shown: dict[str, int]) -> str:
    """The part in whose section the answer's first marker stands, on whichever instance."""
    ids = [other["id"] for other in exercise.data["answers"] if other["name"] == told["name"]]
    positions = [shown[id] for id in ids if id in shown]
    return next((part for position in sorted(positions) if (part := page.part_at(position))), "")


def entry_of(told: dict[str, Any], page: Page, part: str) -> Entry:
    """The typed entry of what the evidence tells of an answer; only here are they told apart by their keys."""
    url = address_of(page.path)
    shared = {
        **_named(told["id"], told["instance"]),
        **{key: told[key] for key in ("instance", "kind", "fact", "latex", "display", "source")},
        **{"slug": page.slug, "page": url, "part": part, "anchor": part},
        "checked": f"{url}{FOLDER}/#{_anchor(told)}",
        "points": page.parts[part]["points"] if part else 0,
        "value": plain(told["value"]),
        "witnesses": [_witness(item) for item in told["witnesses"]],
    }
    if "claim" in told:
        return Claim(**shared, **_tested(told["claim"]))
    if "topic" not in told:
        return Answer(**shared, slips=[_slip(item, told["instance"]) for item in told["slips"]])
    shared |= {key: told[key] for key in ("topic", "reason", "evidence")}
    if "options" in told:
        return Choice(**shared, options=[Option(**option) for option in told["options"]])
    shared["counterexample"] = None if told["value"] else told["evidence"]
    return Point(**shared, **_judged(told)) if "class" in told else Statement(**shared)


def _anchor(told: dict[str, Any]) -> str:
    """The id of an entry's place on the sceptic's page: a statement's is its number."""
    if "topic" in told:
        return str(told["name"]).replace("_", "-")
    return f"value-{told['id'].replace('.', '-').replace('@', '-at-')}"


def _named(id: str, instance: str) -> dict[str, str]:
    """Without an instance an id of the evidence is that of the first."""
    return {"id": whole(id, instance), **({} if "@" in id else {"alias": id})}


def _witness(told: dict[str, Any]) -> Witness:
    kept = {key: told[key] for key in ("name", "deviation", "unit", "within", "source")}
    said = closeness(told["deviation"], told["unit"])
    return Witness(**kept, value=plain(told["value"]), said=said, because=told.get("because", ""))


def closeness(deviation: float | str, unit: str) -> str:
    """How far a witness is from the value, in words and in the unit that it was measured in."""
    if deviation == 0:
        return "agrees exactly"
    if unit == "standard errors":
        return f"agrees, {float(deviation):.1f} standard errors away"
    return f"agrees, deviation {float(deviation):.1e}"


def _slip(told: dict[str, Any], instance: str) -> Slip:
    kept = {key: told[key] for key in ("mistake", "source")}
    return Slip(**_named(told["id"], instance), **kept, value=plain(told["value"]))


def _tested(told: dict[str, Any]) -> dict[str, Any]:
    """What a claim has beside other answers."""
    kept = {key: told[key] for key in ("signs", "tested", "proofs", "within")}
    return {**kept, "sides": [Side(**side) for side in told["sides"]]}


def _judged(told: dict[str, Any]) -> dict[str, Any]:
    """What a point of the notes has beside other statements."""
    slug, _, part = told["about"].partition("#")
    about = f"{address_of(page_of(slug))}#{part}"
    return {"class_": told["class"], "instead": told["instead"], "about": about, "costs_marks": told["costs_marks"]}


def _instances(exercise: Exercise) -> Iterator[Instance]:
    for name, task in exercise.data["tasks"].items():
        id, is_default = f"{exercise.slug}.task", name == exercise.data["default"]
        named = _named(id if is_default else f"{id}@{name}", name)
        yield Instance(**named, slug=exercise.slug, instance=name, is_default=is_default, given=plain(task))


def _figure(told: dict[str, Any]) -> Figure:
    return Figure(**{key: told[key] for key in ("id", "file", "alt", "source")})


def built() -> Built:
    """From which sources and with which libraries; the date is the commit's, so that a rebuild is the same."""
    commit, date = commit_and_date()
    return Built(commit, date, library_versions())


def library_versions() -> dict[str, str]:
    found = versions(LIBRARIES)
    return {name: found[name] for name in ("python", *LIBRARIES)}
