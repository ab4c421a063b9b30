"""The draws of a bank: what is wrong with one is said on its line, with what to write there."""

import pytest
from msgspec.structs import replace

from scripts.checking import check_draws as module
from scripts.checking.check_draws import check_draws
from scripts.model import draws
from scripts.model.entries import Statement
from tests import told

TOPICS = "abcdef"
WORDS = {"a": "apes", "b": "bees", "c": "cats", "d": "dogs", "e": "emus", "f": "foxes"}
DRAWS = """# Three sheets.
[draws]
1 = ["a_01", "b_02", "c_01", "d_02"]
2 = ["a_02", "b_01", "e_01", "f_02"]
3 = ["c_02", "d_01", "e_02", "f_01"]
[[apart]]
statements = ["a_01", "f_01"]
because = "both are about apes"
"""


def statement(name: str) -> Statement:
    topic, _, number = name.partition("_")
    texts = {"fact": f"{WORDS[topic].title()} {number}.", "reason": f"Of {WORDS[topic]}."}
    return told.statement(f"bank.{name}", number == "01", **texts)


BANK = {f"{topic}_{number}": statement(f"{topic}_{number}") for topic in TOPICS for number in ("01", "02")}
OTHERS = [told.answer("bank.a_value"), told.choice("bank.a_03"), told.point("bank.a_04")]


@pytest.fixture(autouse=True)
def small(monkeypatch, standing_in, tmp_path):
    """Sheets of four, of a bank in a folder of its own."""
    limits = {"ENOUGH": 12, "LEAST": 3, "SIZE": 4, "LOW": 1, "HIGH": 3, "ALIKE": 2, "FROM": 0.3, "TO": 0.7}
    for name, value in limits.items():
        monkeypatch.setattr(module, name, value)
    standing_in(root=tmp_path / "bank", snippets=tmp_path)
    (tmp_path / "bank").mkdir()


def said(text: str | None, bank: dict[str, Statement] = BANK) -> list[str]:
    if text is not None:
        draws.draws_of("bank").write_text(text, encoding="utf-8")
    return [str(fault) for fault in check_draws(told.exercise("bank", *bank.values(), *OTHERS))]


def test_good_draws_have_no_fault_and_a_small_bank_needs_none():
    assert said(DRAWS) == []
    assert said("nonsense", {name: BANK[name] for name in [*BANK][1:]}) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"d_02"]', '"d_02"', "draws.toml:4: it cannot be read: "),
        ('["c_02", "d_01", "e_02", "f_01"]', "3", "draws.toml: it cannot be read: Expected `array`, got `int`"),
        ("3 = [", "4 = [", "draws.toml: the draws are not numbered 1, 2, 3 and so on; a number is an address"),
        ('"b_02", ', "", "draws.toml:3: draw 1 has 3 statements; make it 4"),
        ('"b_02"', '"b_03"', "draws.toml:3: draw 1: there is no statement b_03; write b_02 in the place of b_03"),
        ('"e_02"', '"c_02"', "draws.toml:5: draw 3 has c_02 twice; write e_02 in the place of c_02 once"),
        (
            '"e_01"',
            '"b_02"',
            "draws.toml:4: draw 2: b_01 and b_02: both are of the topic b; write e_01 in the place of b_02",
        ),
        (
            '"d_02"]',
            '"f_01"]',
            "draws.toml:3: draw 1: a_01 and f_01: both are about apes; write d_02 in the place of f_01",
        ),
        (
            '"b_02", "c_01", "d_02"',
            '"b_01", "c_01", "d_01"',
            "draws.toml:3: draw 1: 4 of 4 are true; make it 1 to 3, beginning with a_01: write a_02 in",
        ),
        (
            '"a_02", "b_01", "e_01", "f_02"',
            '"a_02", "b_02", "e_02", "f_02"',
            "draws.toml:4: draw 2: 0 of 4 are true; make it 1 to 3, beginning with a_02: write",
        ),
        (
            '"a_02", "b_01", "e_01", "f_02"',
            '"b_02", "a_01", "e_01", "d_02"',
            "draws.toml:4: draw 2 has 3 statements of draw 1; make it 2: write b_01 in the place of b_02",
        ),
        (
            '"a_01", "f_01"]',
            '"a_07", "f_01"]',
            "draws.toml:7: there is no statement a_07 to keep apart; rename it here",
        ),
        (
            '"a_01", "b_02"',
            '"b_02", "a_01"',
            "draws.toml: place 1 is true in 0 of 3 draws; make it 30% to 70%: in draw 1 exchange b_02 and a_01",
        ),
        (
            '"a_01", "b_02"',
            '"b_02", "a_01"',
            "draws.toml: place 2 is true in 3 of 3 draws; make it 30% to 70%: in draw 1 exchange a_01 and b_02",
        ),
        ('"a_02"', '"c_01"', "draws.toml: a_02 stands in no draw; in draw 2 write it in the place of c_01"),
    ],
)
def test_each_fault_says_what_to_write(old, new, fault):
    assert DRAWS.count(old) == 1
    found = said(DRAWS.replace(old, new))
    assert [line for line in found if line.startswith(fault)], found


def test_a_bank_without_draws_is_told_how_many_to_write():
    assert said(None)[0] == "draws.toml: 0 draws; write at least 3"
    assert said(None)[1] == "draws.toml: a_01 stands in no draw; add a draw with it"


def test_a_statement_for_which_no_other_can_stand_is_replaced_by_another_one():
    apes = {name: replace(entry, topic="a") for name, entry in BANK.items()}
    assert "write another one in the place of b_02" in said(DRAWS, apes)[0]
