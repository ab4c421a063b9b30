"""A made-up exercise with a value of every kind, and pages that show them: for tests of markers."""

from scripts.checking.check_markers import check_markers
from scripts.model.entries import Answer
from scripts.model.markers import Marker, find
from scripts.model.paths import here
from scripts.model.source import Page
from tests import told

THIRD = {"srepr": "Rational(1, 3)", "latex": [r"\frac{1}{3}"], "text": "1/3", "number": 1 / 3}
ROOT = {"srepr": "sqrt(x)", "latex": [r"\sqrt{x}"], "text": "sqrt(x)"}
VALUES = {
    "n": 17,
    "m": -3,
    "half": 0.5,
    "flip": 0.125,
    "share": 0.25,
    "third": THIRD,
    "root": ROOT,
    "far": "inf",
    "holds": True,
    "vector": [1, -2.5],
    "matrix": [[1, 2], [3, 4]],
    "table": [{"name": "the first one", "value": 3}, {"name": "b", "value": 4}],
    "big": 1000,
    "says": "It fails. Twice.",
}


def entry(name: str, value: object, **more: object) -> Answer:
    return told.answer(f"ex.{name}", value, agreed=name != "m", **more)


EX = told.exercise(
    "ex",
    *(entry(name, value) for name, value in VALUES.items()),
    entry("loss", 3.5, trained=True),
    entry("losses", [3.5, 3.6], trained=True),
    entry("n@tanh", 5, slips=[told.slip("ex.n_wrong@tanh", 6), told.slip("ex.n_same@tanh", 5, differs=False)]),
    default="exam",
    tasks={"exam": {"theta": 2.5, "name": "a task"}, "tanh": {"theta": 0.1}},
    figures=[told.figure("ex.draw", "A line of 17.")],
)


MISTAKES = '<details class="mistakes">\n\n'


def page(text: str) -> Page:
    return Page(here().docs / "exercises" / "ex.md", text)


def faults(text: str) -> list[str]:
    return [fault.message for fault in check_markers(page(text), {"ex": EX}).faults]


def only(text: str) -> Marker:
    (marker,) = find(page(text))
    assert isinstance(marker, Marker), marker
    return marker
