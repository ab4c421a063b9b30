"""A made-up exercise with a value of every kind, and pages that show them: for tests of markers."""

from scripts.checking.check_markers import check_markers
from scripts.model.evidence import Exercise
from scripts.model.markers import Marker, find
from scripts.model.paths import DOCS
from scripts.model.source import Page

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


def entry(name: str, value: object) -> dict:
    return {
        "id": f"ex.{name}",
        "instance": "exam",
        "name": name,
        "value": value,
        "agreed": name != "m",
        "witnesses": [],
        "slips": [],
    }


EX = Exercise(
    {
        "slug": "ex",
        "default": "exam",
        "tasks": {"exam": {"theta": 2.5, "name": "a task"}, "tanh": {"theta": 0.1}},
        "answers": [
            *(entry(name, value) for name, value in VALUES.items()),
            {**entry("loss", 3.5), "trained": True},
            {**entry("losses", [3.5, 3.6]), "trained": True},
            {
                **entry("n", 5),
                "id": "ex.n@tanh",
                "instance": "tanh",
                "slips": [
                    {"id": "ex.n_wrong@tanh", "function": "n_wrong", "value": 6, "differs": True},
                    {"id": "ex.n_same@tanh", "function": "n_same", "value": 5, "differs": False},
                ],
            },
        ],
        "figures": [{"id": "ex.draw", "name": "draw", "file": "generated/ex/draw.svg", "alt": "A line of 17."}],
        "faults": [],
    }
)


MISTAKES = '<details class="mistakes">\n\n'


def page(text: str) -> Page:
    return Page(DOCS / "exercises" / "ex.md", text)


def faults(text: str) -> list[str]:
    return [fault.message for fault in check_markers(page(text), {"ex": EX}).faults]


def only(text: str) -> Marker:
    (marker,) = find(page(text))
    assert isinstance(marker, Marker), marker
    return marker
