"""Statements and points that are too long, unbalanced, doubled or out of place are named with the mend."""

import pytest

from scripts.checking import check_bank as module
from scripts.checking.check_bank import check_bank, check_numbering
from scripts.model.entries import Entry, Option, Point, Statement
from scripts.model.evidence import Exercise
from tests import told


def statement(number: int = 1, topic: str = "sums", value: bool = True, **changed: object) -> Statement:
    name = changed.pop("name", f"{topic}_{number:02}")
    return told.statement(f"bank.{name}", value, topic=topic, **{"fact": f"True of **every** {number}.", **changed})


def point(number: int, **changed: object) -> Point:
    return told.point(f"bank.point_{number:02}", **{"topic": "sums", "fact": "True.", **changed})


def bank(*entries: Entry) -> Exercise:
    return told.exercise("bank", *entries)


def said(*entries: Entry) -> list[str]:
    return [str(fault) for fault in check_bank(bank(*entries))]


def test_a_plain_bank_has_no_fault():
    assert said(statement(), told.answer("bank.an_answer"), point(1, fact="Another one (as it is).")) == []


LONG = "w " * 46


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (statement(fact=LONG), f"sums_01: {LONG[:40]!r} ... has 46 words; say it in 45"),
        (statement(evidence="e" * 121), "sums_01: its evidence has 121 characters; say it in 120"),
        (statement(reason="It is so"), "sums_01: 'It is so' is no end of a sentence; add the full stop"),
        (
            told.choice("bank.sums_01", fact="How?", options=[Option("b", "It is.", "So", True)]),
            "sums_01: 'So' is no end of a sentence; add the full",
        ),
        (statement(name="sum_01"), "sum_01: is of the topic sums; name it sums_01 or with the next number"),
        (statement(source="snippets/bank/sum.py:7"), "sums_01: is of the topic sums; move it to sums.py"),
        (statement(fact="Always so."), ""),
        (statement(fact="It is always so."), "sums_01: 'always' decides it and is easily overread; write **always**"),
        (point(1, instead=f"{LONG}."), f"point_01: {LONG[:40]!r} ... has 47 words; say it in 45"),
        (point(1, evidence="e" * 201), "point_01: its evidence has 201 characters; say it in 200"),
        (point(1, fact="It is $x$"), "point_01: 'It is $x$' is no end of a sentence; add the full stop"),
    ],
)
def test_what_is_wrong_with_one_is_said_where_its_check_stands(entry, message):
    found = said(entry)
    assert [line.partition(": ")[2][: len(message)] for line in found] == [message] * bool(message)
    assert all(line.startswith("snippets/bank/sum") for line in found)


def test_two_that_say_the_same_are_named():
    assert said(statement(1, fact="So."), statement(2, fact="So.")) == [
        "snippets/bank/sums.py:7: sums_02 says the same as sums_01; remove one of them"
    ]


def test_about_half_of_a_topic_is_true_where_it_has_several():
    mostly = [statement(number, value=number < 6) for number in range(1, 9)]
    assert said(*mostly) == ["snippets/bank/sums.py:7: 5 of 8 statements of sums are true; make it 45% to 55%"]
    assert said(*mostly[:7]) == []
    assert said(statement(1, value=False), *mostly[1:]) == []


def test_about_half_of_a_large_bank_is_true():
    small = [statement(topic=f"t{number}", fact=f"So {number}.") for number in range(1, 101)]
    assert said(*small) == ["snippets/bank.py:1: 100 of 100 statements are true; make it 45% to 55%"]
    assert said(*small[:99]) == []


def test_a_number_without_its_point_has_a_place_within_another(monkeypatch, tmp_path):
    page = tmp_path / "bank.md"
    monkeypatch.setattr(module, "page_of", lambda slug: page)
    monkeypatch.setattr(module, "relative", lambda path: "docs/bank.md")
    points = bank(point(1), point(4), statement())
    told = "docs/bank.md:1: no point_{0} and no place #point-{0} within another; write it, or renumber"
    assert list(map(str, check_numbering(points))) == [told.format("02"), told.format("03")]
    page.write_text('<span id="point-02"></span>', encoding="utf-8")
    assert list(map(str, check_numbering(points))) == [told.format("03")]
    assert list(check_numbering(bank(statement()))) == []
