"""What the mock exam knows before it reads a page: the exercises with their points, and what is asked of each part."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.checking.check_names import exercise_name
from scripts.model.paths import address_of
from scripts.model.practice import fields
from scripts.model.source import Page
from scripts.rendering.quiz import draws

ADDRESS = "generated/mock.json"


def contents(exam: list[Page], pages: list[Page], variants: Mapping[str, int]) -> str:
    """The exercises in order as JSON; `variants` counts those of each practice among the pages, by its slug."""
    found = {page.path.stem: page for page in pages if page.slug in variants}
    told = [_exercise(page, found.get(page.slug), variants) for page in exam]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _exercise(page: Page, practice: Page | None, variants: Mapping[str, int]) -> dict[str, Any]:
    """`draws` counts the sheets of statements that an exam has in the place of the parts."""
    matter = page.front_matter
    asked = dict(_asked(practice, page.parts)) if practice else {}
    return {
        "slug": page.slug,
        "number": exercise_name(page),
        "title": matter["title"],
        "list": matter.get("list", ""),
        "minutes": matter["minutes"],
        "draws": len([*draws([page])]),
        "parts": [{"id": id, **part, "fields": asked.get(id, [])} for id, part in page.parts.items()],
        "practice": address_of(practice.path) if practice else "",
        "variants": variants[practice.slug] if practice else 0,
    }


def _asked(practice: Page, parts: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The names of the fields in each section of a practice that is called like a part of the exam."""
    found = [(field.position, field.id.partition(".")[2]) for field in fields(practice)]
    for section in practice.sections:
        if section.id in parts:
            yield section.id, [name for at, name in found if section.start <= at < section.end]
