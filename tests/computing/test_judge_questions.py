"""A statement is judged by its check, by its rival claim, and by the person who wrote the key."""

import pytest

from scripts.model.entries import Option

STATEMENTS = '''
from dataclasses import dataclass
from snippets.statements import statement

@dataclass(frozen=True)
class Task:
    pass

TASKS = {"exam": Task()}

@statement(topic="sums", claim=4, rival=5)
def sums_01(total):
    """Two and two make **exactly** $4$.

    Counting: one, two, three, four.
    """
    return 2 + 2 == total, f"$2 + 2 = {2 + 2}$"

@statement(topic="sums", claim=5, rival=4)
def sums_02(total):
    """Two and two make 5.

    They make 4.
    """
    return 2 + 2 == total, f"$2 + 2 = {2 + 2}$"
'''
POINT = (
    STATEMENTS.partition("@statement")[0].replace("import statement", "import point")
    + '''
@point("wrong", "square#a", topic="sums", claim=5, rival=4, costs_marks=True)
def point_01(total):
    """Two and two make 5.

    They make $4$.

    Count.
    """
    return 2 + 2 == total, f"$2 + 2 = {2 + 2}$"
'''
)
CHOICE = (
    STATEMENTS.partition("@statement")[0].replace("import statement", "import Option, choice")
    + '''
@choice(topic="sums", options=(
    Option("It is 3.", 3, "Too few."),
    Option("It is $4$.", 4, "Count."),
    Option("It is 5.", 5, "Too many."),
    Option("It is 6.", 6, "Far too many."),
))
def sums_03(total):
    """How much are two and two?"""
    return 2 + 2 == total, f"$2 + 2 = {2 + 2}$"
'''
)
KEY = 'sums_01 = "true 584adf"\nsums_02 = "false 99b19e"\n'


def test_a_statement_is_a_truth_with_reason_evidence_and_the_key_as_its_witness(exercise):
    evidence = exercise(STATEMENTS, KEY).evidence()
    assert evidence.faults == []
    first, second = evidence.entries
    assert (first.id, first.kind, first.topic) == ("made_up.sums_01", "truth", "sums")
    assert (first.value, second.value) == (True, False)
    assert first.fact == "Two and two make **exactly** $4$."
    assert first.reason == "Counting: one, two, three, four."
    assert second.evidence == "$2 + 2 = 4$"
    assert second.source == "snippets/made_up.py:19"
    (witness,) = second.witnesses
    assert (witness.name, witness.value, witness.deviation) == ("answer key", False, 0.0)
    assert witness.source.endswith("made_up.toml:2")
    assert first.agreed
    assert second.agreed


def changed(old: str, new: str) -> str:
    assert STATEMENTS.count(old) == 1
    return STATEMENTS.replace(old, new)


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        (STATEMENTS, KEY.replace("true", "false"), "the key says false, made_up.sums_01 is true: $2 + 2 = 4$"),
        (changed("claim=4, rival=5", "claim=4, rival=4"), KEY, "the rival claim 4 comes out True too"),
        (
            changed('They make 4.\n    """\n    return 2 + 2 == total', 'They make 4.\n    """\n    return 1 / 0'),
            KEY,
            "made_up.sums_02 raised ZeroDivisionError",
        ),
        (
            changed("Two and two make 5.", "Two and two make 6."),
            KEY,
            'sums_02: its words changed; read it again, decide, and write "true 596a18" or "false 596a18"',
        ),
        (
            changed("They make 4.", "They make four."),
            KEY,
            'sums_02: its words changed; read it again, decide, and write "true 8b1a53" or "false 8b1a53"',
        ),
        (STATEMENTS, "sums_01 = true\n", "sums_01: its verdict does not say for which words"),
        (STATEMENTS, KEY + "sums_03 = true\n", "no answer made_up.sums_03"),
        (STATEMENTS, KEY + '"sums_01@long" = true\n', "no answer made_up.sums_01@long"),
        (STATEMENTS.replace('f"$2 + 2 = {2 + 2}$"', '""'), KEY, "sums_01: no evidence"),
        (STATEMENTS.replace('f"$2 + 2 = {2 + 2}$"', "2 + 2"), KEY, "sums_01: no evidence in words"),
    ],
    ids=["key", "rival", "raises", "words", "reason", "bare", "unknown", "instance", "evidence", "number"],
)
def test_a_fault_of_a_statement_is_named(exercise, text, key, message):
    found = exercise(text, key).evidence().faults
    assert any(message in fault.message for fault in found), found


def test_a_statement_that_the_key_contradicts_is_not_agreed(exercise):
    entry = exercise(STATEMENTS, KEY.replace("true", "false")).evidence().entries[0]
    assert not entry.agreed
    assert entry.witnesses[0].deviation == "inf"


def test_a_statement_without_a_line_in_the_key_has_no_witness(exercise):
    entry = exercise(STATEMENTS, "").evidence().entries[0]
    assert entry.witnesses == []


def test_a_point_has_its_class_and_the_class_in_the_key_is_its_witness(exercise):
    evidence = exercise(POINT, 'point_01 = "wrong 64b2af"\n').evidence()
    assert evidence.faults == []
    (entry,) = evidence.entries
    assert (entry.value, entry.class_, entry.about, entry.costs_marks) == (False, "wrong", "square#a", True)
    assert (entry.fact, entry.instead, entry.reason) == ("Two and two make 5.", "They make $4$.", "Count.")
    (witness,) = entry.witnesses
    assert (witness.name, witness.value, witness.deviation) == ("answer key", False, 0.0)


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        (POINT, '"doubtful"', "the key says doubtful, made_up.point_01 is wrong: $2 + 2 = 4$"),
        (POINT, "false", "the key says false, made_up.point_01 is wrong"),
        (POINT.replace('"wrong"', '"right"'), '"right"', "point_01: called right, but its claim comes out False"),
        (POINT.replace("claim=5, rival=4", "claim=4, rival=5"), '"wrong"', "point_01: called wrong, but its claim"),
        (POINT.replace("Count.", "Count again."), '"wrong 123abc"', 'write "wrong 172ae0", "doubtful 172ae0"'),
        (POINT.replace("rival=4", "rival=6"), '"wrong"', "the rival claim 6 comes out False too"),
    ],
    ids=["class", "verdict", "right", "true", "words", "rival"],
)
def test_a_fault_of_a_point_is_named(exercise, text, key, message):
    found = exercise(text, f"point_01 = {key}\n").evidence().faults
    assert any(message in fault.message for fault in found), found


def test_a_choice_is_the_letter_of_its_right_option_and_so_is_the_line_of_the_key(exercise):
    evidence = exercise(CHOICE, 'sums_03 = "b 26a170"\n').evidence()
    assert evidence.faults == []
    (entry,) = evidence.entries
    assert (entry.kind, entry.value, entry.reason, entry.evidence) == (
        "choice",
        "b",
        "Count.",
        "$2 + 2 = 4$",
    )
    assert [option.right for option in entry.options] == [False, True, False, False]
    assert entry.options[0] == Option("a", "It is 3.", "Too few.", right=False)
    (witness,) = entry.witnesses
    assert (witness.name, witness.value, witness.deviation) == ("answer key", "b", 0.0)


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        (CHOICE, "a 26a170", "the key says a, made_up.sums_03 is b: $2 + 2 = 4$"),
        (
            CHOICE,
            "b 123abc",
            'sums_03: its words changed; read it again, decide, and write "a 26a170", "b 26a170", "c 26a170" or',
        ),
        (CHOICE.replace("== total", "<= total"), "b 26a170", "sums_03: 3 of its options come out right, b, c, d"),
    ],
    ids=["letter", "words", "several"],
)
def test_a_fault_of_a_choice_is_named(exercise, text, key, message):
    found = exercise(text, f'sums_03 = "{key}"\n').evidence().faults
    assert any(message in fault.message for fault in found), found
