"""Entries of an edition as tests of the views need them: each field has a value, and those that matter are given."""

from typing import Any

from scripts.model.edition import Answer, Built, Choice, Claim, Edition, Entry, Point, Statement, Witness
from scripts.model.entries import Option, Side

AGREES = Witness(
    name="other",
    value=17,
    deviation=0.0,
    unit="relative",
    within=1e-9,
    said="agrees exactly",
    source="snippets/square.py:9",
)


def _shared(short: str, **more: Any) -> dict[str, Any]:
    slug = short.partition(".")[0]
    id = {"id": short} if "@" in short else {"id": f"{short}@exam", "alias": short}
    place = {"slug": slug, "part": "", "points": 0, "page": f"exercises/{slug}/", "anchor": ""}
    place["checked"] = f"exercises/{slug}/checked/#value-{short.replace('.', '-').replace('@', '-at-')}"
    texts = {"fact": "A fact.", "latex": "17", "display": "17", "source": f"snippets/{slug}/sums.py:7"}
    return {**id, "instance": id["id"].partition("@")[2], **place, **texts, "witnesses": [AGREES], **more}


def answer(short: str, **more: Any) -> Answer:
    return Answer(**{"kind": "number", "value": 17, "slips": [], **_shared(short, **more)})


def claim(short: str, **more: Any) -> Claim:
    sides = [Side("a", True), Side("b", False)]
    tested = {"signs": ["<"], "sides": sides, "tested": ["exam", "tanh"], "proofs": 1, "within": None}
    return Claim(**{"kind": "claim", "value": True, **tested, **_shared(short, **more)})


def _question(short: str, **more: Any) -> dict[str, Any]:
    return {"topic": "sums", "reason": "Counting.", "evidence": "$2 + 2 = 4$", **_shared(short, **more)}


def statement(short: str, value: bool, **more: Any) -> Statement:
    told = {"counterexample": None if value else "$2 + 2 = 4$", "display": str(value).lower()}
    return Statement(kind="truth", value=value, **_question(short, **told, **more))


def point(short: str, class_: str, **more: Any) -> Point:
    told = {"instead": "They make 4.", "about": "exercises/square/#a", "costs_marks": False, "counterexample": None}
    return Point(**{"kind": "truth", "value": class_ == "right", **told, "class_": class_, **_question(short, **more)})


def choice(short: str, **more: Any) -> Choice:
    options = [Option(letter, f"It is ${n}$.", f"Count to {n}.", letter == "b") for n, letter in enumerate("abcd", 3)]
    return Choice(**{"kind": "choice", "value": "b", "options": options, **_question(short, display="b", **more)})


def edition(*entries: Entry, **more: Any) -> Edition:
    rest = {"instances": [], "figures": [], "relations": {}, **more}
    return Edition(schema_version=2, built=Built("", "", {"python": "3.11.7"}), answers=list(entries), **rest)
