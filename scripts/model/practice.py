"""A practice: its page read once for every variant, and the fields that ask for an answer.

Where the words differ and not the numbers alone, each variant has a page of its own: `docs/practice/autoencoder/3.md`.
"""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from scripts.model.markers import MARKER, NAMED_IN_MARKER
from scripts.model.paths import here, page_of, practised
from scripts.model.source import Page

FIRST = "1"  # the variant that the page is written for, which its paths need not name
FIELD = re.compile(r'(?<=\bdata-field=")(?P<id>[^"]*)(?=")')
OPTION = re.compile(r'<span class="option" data-value="(?P<value>[^"]*)">')


class Field(NamedTuple):
    """Where a page asks for an answer, for which one, and by which values if one is to be chosen."""

    position: int
    id: str
    options: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """That of the answer, without its slug and variant."""
        return self.id.partition(".")[2].partition("@")[0]


def is_practice(page: Page) -> bool:
    """Whether it is the page of an exercise's variants."""
    return page.path.parent == here().practice


def own_pages(practice: Page) -> list[Path]:
    """The pages of its variants, where each has its own."""
    return sorted(practice.path.with_suffix("").glob("*.md"))


def exam_parts(page: Page) -> dict[str, dict[str, Any]]:
    """The parts of the exercise that the page of a practice trains, with their points; nothing for other pages."""
    trained = page_of(practised(page.slug)) if practised(page.slug) else None
    return Page.read(trained).parts if trained and trained.exists() else {}


def own_variant(page: Page) -> str:
    """The number of the only variant that a page is for; nothing where it is for all of them, or no practice."""
    return page.path.stem if page.path.parent.parent == here().practice else ""


def truths_of(slug: str) -> str:
    """Where the site has what the fields of a slug compare with."""
    return f"generated/practice/{practised(slug) or f'exam/{slug}'}.json"


def of_variant(page: Page, number: str) -> Page:
    """The page as it asks for another variant: each path and drawing of its practice names it; literals stay."""
    if number == FIRST:
        return page

    def named(marker: re.Match[str]) -> str:
        return NAMED_IN_MARKER.sub(lambda name: f"{name[0]}@{number}" if name[1] == page.slug else name[0], marker[0])

    drawn = re.sub(rf"(?<=\bgenerated/){page.slug}/(\w+)(?=\.svg\))", rf"{page.slug}/\1@{number}", page.text)
    return Page(page.path, MARKER.sub(named, drawn))


@lru_cache(maxsize=256)  # every room asks
def fields(page: Page) -> tuple[Field, ...]:
    """Where a page has a field, and for which answer: `practice_rnn.gradient`."""
    is_asking = "data-field=" in page.text  # which most pages are not
    text = page.without({"fence", "comment", "code"}) if is_asking else ""
    return tuple(_field(match, text) for match in FIELD.finditer(text))


def _field(match: re.Match[str], text: str) -> Field:
    end = text.find("</p>", match.end())
    options = OPTION.finditer(text, match.end(), end if end >= 0 else len(text))
    return Field(match.start(), match["id"], tuple(option["value"] for option in options))


def has_fields(page: Page) -> bool:
    """Whether a page asks for anything."""
    return any(fields(page))


def read_samples(slug: str) -> dict[str, Any]:
    """By answer the formulas of a slug at a few points, as `scripts/computing/sampling.py` writes them."""
    file = here().samples / f"{slug}.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return found


def asked(kind: str, field: Field, sampled: dict[str, Any] | None) -> str:
    """What the attributes of a field say of its answer: the kind, the names of a formula and how many it has."""
    if field.options:
        return 'data-kind="choice'
    if kind != "formula" or not sampled:
        return f'data-kind="{kind}'
    return f'data-kind="formula" data-names="{", ".join(sampled["points"])}" data-entries="{sampled["entries"]}'
