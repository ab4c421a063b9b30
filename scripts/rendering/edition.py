"""`site/answers.json`: the machine-readable edition, which the ledger, tools and reports read."""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from typing import Any

from scripts.checking.check_markers import Report
from scripts.model.evidence import Exercise
from scripts.model.paths import address_of, page_of
from scripts.model.source import Page
from scripts.model.tree import plain
from scripts.store.git import commit_and_date

SCHEMA_VERSION = 1
LIBRARIES = ("torch", "numpy", "sympy", "matplotlib")


def edition(exercises: dict[str, Exercise], reports: dict[Page, Report]) -> dict[str, Any]:
    """Every published value with its witnesses and slips, every figure, and what stands behind the relations."""
    entries = [
        _entry(entry, page, _part(entry, exercise, page, reports[page].shown))
        for page, exercise in _with_pages(exercises, reports)
        for entry in exercise.data["answers"]
    ]
    figures = [_figure(entry) for exercise in exercises.values() for entry in exercise.data["figures"]]
    counted = {page.slug: reports[page].relations for page in reports if reports[page].relations}
    head = {"schema_version": SCHEMA_VERSION, "built": built()}
    return {**head, "answers": entries, "figures": figures, "relations": counted}


def _with_pages(exercises: dict[str, Exercise], pages: Iterable[Page]) -> Iterator[tuple[Page, Exercise]]:
    for page in pages:
        if page.path == page_of(page.slug) and page.slug in exercises:
            yield page, exercises[page.slug]


def _part(entry: dict[str, Any], exercise: Exercise, page: Page, shown: dict[str, int]) -> str:
    """The part in whose section the answer's first marker stands, on whichever instance."""
    ids = [other["id"] for other in exercise.data["answers"] if other["name"] == entry["name"]]
    positions = [shown[id] for id in ids if id in shown]
    return next((part for position in sorted(positions) if (part := page.part_at(position))), "")


def _entry(entry: dict[str, Any], page: Page, part: str) -> dict[str, Any]:
    kept = {key: entry[key] for key in ("id", "instance", "kind", "fact", "latex", "display", "source")}
    return {
        **kept,
        **_about_statement(entry),
        **({"claim": entry["claim"]} if entry["kind"] == "claim" else {}),
        "slug": page.slug,
        "part": part,
        "points": page.parts[part]["points"] if part else 0,
        "value": plain(entry["value"]),
        "page": address_of(page.path),
        "anchor": part,
        "witnesses": [
            {
                "name": item["name"],
                "value": plain(item["value"]),
                **{key: item[key] for key in ("deviation", "unit", "within", "source")},
                **({"because": item["because"]} if item.get("because") else {}),
            }
            for item in entry["witnesses"]
        ],
        "slips": [
            {"id": item["id"], "mistake": item["mistake"], "value": plain(item["value"]), "source": item["source"]}
            for item in entry["slips"]
        ],
    }


def _about_statement(entry: dict[str, Any]) -> dict[str, Any]:
    """What a statement has beside other answers; a true one has no counterexample."""
    if "topic" not in entry:
        return {}
    shown = {key: entry[key] for key in ("topic", "reason", "evidence")}
    offered = {"options": entry["options"]} if "options" in entry else {}
    counterexample = None if entry["value"] else entry["evidence"]
    return {**shown, **offered, "counterexample": counterexample, **_about_point(entry)}


def _about_point(entry: dict[str, Any]) -> dict[str, Any]:
    """What a point of the notes has beside other statements."""
    if "class" not in entry:
        return {}
    slug, _, part = entry["about"].partition("#")
    about = f"{address_of(page_of(slug))}#{part}"
    return {"class": entry["class"], "instead": entry["instead"], "about": about, "costs_marks": entry["costs_marks"]}


def _figure(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: entry[key] for key in ("id", "file", "alt", "source")}


def built() -> dict[str, Any]:
    """From which sources and with which libraries; the date is the commit's, so that a rebuild is the same."""
    commit, date = commit_and_date()
    return {"commit": commit, "date": date, "versions": library_versions()}


@cache
def library_versions() -> dict[str, str]:
    python = ".".join(map(str, sys.version_info[:3]))
    return {"python": python, **{name: metadata.version(name) for name in LIBRARIES}}
