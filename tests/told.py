"""Evidence as tests need it: each field has a value, and those that matter are given."""

from typing import Any

from scripts.model.entries import Answer, Choice, Claim, Entry, Figure, Option, Point, Side, Slip, Statement, Witness
from scripts.model.evidence import Exercise


def witness(value: Any = 17, **more: Any) -> Witness:
    said = {"name": "other", "deviation": 0.0, "unit": "relative", "within": 1e-9, "source": "snippets/square.py:3"}
    return Witness(**said | {"value": value} | more)


def slip(id: str, value: Any, **more: Any) -> Slip:
    return Slip(**{"id": id, "mistake": "no", "value": value, "differs": True, "source": "snippets/square.py:9"} | more)


def figure(id: str, alt: str, **more: Any) -> Figure:
    return Figure(**{"id": id, "alt": alt, "source": "snippets/square.py:1"} | more)


def _shared(id: str, value: Any, more: dict[str, Any]) -> dict[str, Any]:
    place = {"id": id, "instance": id.partition("@")[2] or "exam", "source": f"snippets/{id.partition('.')[0]}.py:1"}
    return {**place, "fact": "A fact.", "value": value, "witnesses": [], "agreed": True, **more}


def answer(id: str, value: Any = 17, **more: Any) -> Answer:
    return Answer(**{"kind": "number", "trained": False, "slips": [], **_shared(id, value, more)})


def _question(id: str, value: Any, more: dict[str, Any]) -> dict[str, Any]:
    """Of the topic that its name has before the number, with its check in a file of that."""
    slug, _, name = id.partition(".")
    topic = more.get("topic", name.rpartition("_")[0])
    place = {"key": "", "topic": topic, "source": f"snippets/{slug}/{topic}.py:7"}
    return _shared(id, value, {**place, "reason": "It is so.", "evidence": "seen", **more})


def statement(id: str, value: bool = True, **more: Any) -> Statement:
    return Statement(**_question(id, value, more))


def point(id: str, value: bool = False, **more: Any) -> Point:
    said = {"class_": "wrong", "instead": "Write it.", "about": "rnn#d", "costs_marks": False}
    return Point(**said | _question(id, value, more))


def choice(id: str, value: str = "b", **more: Any) -> Choice:
    options = [Option(letter, "It is.", "Count.", letter == value) for letter in "abcd"]
    return Choice(**{"options": options} | _question(id, value, more))


def claim(id: str, latex: str, value: bool = True, **more: Any) -> Claim:
    tested = {"signs": ["<"], "sides": [Side("a", True), Side("b", False)], "tested": ["exam"], "proofs": 0}
    return Claim(**{"latex": latex, "key": "", "within": None} | tested | _shared(id, value, more))


def exercise(slug: str, *entries: Entry, **more: Any) -> Exercise:
    return Exercise(slug=slug, entries=list(entries), **more)
