"""What the mock exam knows before it reads a page: the exercises with their points, and what is asked of each part."""

import json
from collections.abc import Mapping
from typing import Any

from scripts.checking.check_names import exercise_name
from scripts.checking.grading import fields_of, rubrics
from scripts.model.paths import address_of
from scripts.model.practice import own_pages
from scripts.model.source import Page
from scripts.rendering.quiz import draws

ADDRESS = "generated/mock.json"


def contents(exam: list[Page], pages: list[Page], variants: Mapping[str, int]) -> str:
    """The exercises in order as JSON; `variants` counts those of each practice among the pages, by its slug."""
    found = {page.path.stem: page for page in pages if page.slug in variants}
    told = [_exercise(page, found.get(page.slug), variants) for page in exam]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _exercise(page: Page, practice: Page | None, variants: Mapping[str, int]) -> dict[str, Any]:
    """`draws` counts the sheets of statements that an exam has in the place of the parts.

    `drawn` is the title where each variant has words of its own, so that the exercise's would be wrong.
    """
    matter, own = page.front_matter, [*map(Page.read, own_pages(practice))] if practice else []
    return {
        "slug": page.slug,
        "number": exercise_name(page),
        "title": matter["title"],
        "list": matter.get("list", ""),
        "minutes": matter["minutes"],
        "draws": len([*draws([page])]),
        "parts": [{"id": id, **part, **_asked(id, practice, own)} for id, part in page.parts.items()],
        "practice": address_of(practice.path) if practice else "",
        "variants": variants[practice.slug] if practice and not own else 0,
        "drawn": matter["topic"] if own else "",
    }


def _asked(id: str, practice: Page | None, own: list[Page]) -> dict[str, Any]:
    """What a drawn exam asks for a part: fields of any variant, or one of the tasks that have pages of their own.

    Where none of them asks for it, the page that leads to them says what is asked.
    """
    if not own:
        return _fields(practice, id)
    found = sorted((page for page in own if _has(page, id)), key=lambda page: int(page.path.stem))
    pages = found or [page for page in [practice] if page and _has(page, id)]
    return {"fields": [], "tasks": [{"page": address_of(page.path), **_fields(page, id)} for page in pages]}


def _has(page: Page, id: str) -> bool:
    return any(section.id == id for section in page.sections)


def _fields(practice: Page | None, id: str) -> dict[str, Any]:
    """The fields in a section that is called like a part of the exam, and how it is graded if it says so."""
    names = fields_of(practice, id) if practice and _has(practice, id) else []
    rubric = rubrics(practice).get(id) if practice and names else None
    return {"fields": names, **({"shares": rubric.by_field, "hand": rubric.by_hand} if rubric else {})}
