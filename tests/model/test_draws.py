"""The committed draws as Python reads them."""

import msgspec
import pytest

from scripts.model.draws import Apart, Draws, read_draws


def test_a_sheet_has_its_number_and_the_order_of_the_file(standing_in, tmp_path):
    standing_in(snippets=tmp_path)
    assert read_draws("bank") == Draws({}, [])
    path = tmp_path / "bank/draws.toml"
    path.parent.mkdir()
    path.write_text(
        '[draws]\n1 = ["b_01", "a_02"]\n[[apart]]\nstatements = ["a_01", "b_01"]\nbecause = "so"\n', encoding="utf-8"
    )
    assert read_draws("bank") == Draws({1: ["b_01", "a_02"]}, [Apart(["a_01", "b_01"], "so")])
    path.write_text('[draws]\nfirst = ["b_01"]\n', encoding="utf-8")
    with pytest.raises(msgspec.DecodeError):
        read_draws("bank")


def test_those_of_the_quiz_are_forty_and_have_every_statement():
    sheets = read_draws("multiple_choice").draws
    assert len(sheets) >= 40
    assert len({name for sheet in sheets.values() for name in sheet}) >= 150
