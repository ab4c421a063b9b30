"""Macros of all formulas: new names for TeX that some formula uses."""

import pytest

from scripts.formulas.macros import check_macros, read_macros


@pytest.fixture
def said(standing_in, tmp_path):
    """A function from the file's text and formulas to what is said of them; `sum` is taken."""
    standing_in(macros=tmp_path / "macros.toml")

    def check(text: str, *formulas: str) -> list[tuple[int, str]]:
        (tmp_path / "macros.toml").write_text(text, encoding="utf-8")
        return [(fault.line, fault.message) for fault in check_macros(formulas, lambda command: command == r"\sum")]

    return check


def test_without_the_file_there_are_none(standing_in, tmp_path):
    standing_in(macros=tmp_path / "none.toml")
    assert read_macros() == {}
    assert list(check_macros(["x"], lambda command: False)) == []


def test_a_macro_that_is_used_is_right(said):
    assert said("# all\nnorm = '\\lVert #1 \\rVert'\nvx = '\\mathbf x'\n", r"\norm{\vx}") == []
    assert read_macros() == {r"\norm": r"\lVert #1 \rVert", r"\vx": r"\mathbf x"}


def test_a_macro_may_be_used_by_another(said):
    assert said("vx = '\\mathbf x'\nnorm = '\\lVert \\vx \\rVert'", r"\norm") == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a = '1'\n\nvx = '\\mathbf x'", 3, r"no formula uses \vx; remove it"),
        ("a = '1'\nsum = 'x'", 2, r"\sum means something already; choose another name"),
        ("a = '1'\n'\\norm' = 'x'", 2, "is no macro; write a name of letters and its TeX"),
        ("a = '1'\nx2 = 'x'", 2, "is no macro; write a name of letters and its TeX"),
        ("a = '1'\nvx = 3", 2, "is no macro; write a name of letters and its TeX"),
        ("a = '1'\n[vx]\ny = 'x'", 3, "is no macro"),
        ("a = '1'\nvx = \\mathbf", 2, "the macros cannot be read"),
    ],
)
def test_a_macro_that_says_nothing_new_is_a_fault_with_its_line(said, text, line, message):
    ((at, found),) = said(text, r"\a")
    assert message in found
    assert at == line
    assert (read_macros() == {}) == ("cannot be read" in found)
