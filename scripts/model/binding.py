"""One marker met with its value: where its literal stands, and what should stand there."""

from typing import NamedTuple

from scripts.model.evidence import Exercise, value_at
from scripts.model.literals import first_in_text, rewrite
from scripts.model.markers import Marker, literal_span
from scripts.model.source import Page
from scripts.model.tree import Tree


class Binding(NamedTuple):
    """A literal on a page and the literal that the value asks for."""

    start: int
    end: int
    literal: str
    right: str
    value: Tree


def bind(page: Page, marker: Marker, exercises: dict[str, Exercise]) -> Binding:
    """Look the value up and write it as the page does; raises BadPathError or UnreadableError, which say why not."""
    value = value_at(exercises, marker.path)
    start, end = literal_span(page, marker, value)
    literal = page.text[start:end]
    right = first_in_text(value) if literal == "?" and not marker.bound else rewrite(literal, value)
    return Binding(start, end, literal, right, value)
