"""KaTeX's fonts, cut down to what is shown."""

import pytest
from fontTools.ttLib import TTFont

from scripts.formulas import fonts
from scripts.formulas.fonts import build_fonts, characters, fonts_of

FORMULA = '<math data-tex="z"><mi>z</mi></math><span class="k">x&lt;y</span>'


def build(*formulas: str) -> None:
    build_fonts(formulas, lambda: formulas)


@pytest.fixture
def folder(standing_in, tmp_path):
    standing_in(fonts=tmp_path / "fonts")
    return tmp_path / "fonts"


def test_the_characters_are_those_seen_not_those_of_mathml():
    assert characters([FORMULA, "<b>2</b>"]) == "2<xy"


def test_a_font_holds_the_characters_that_are_shown(folder, caplog):
    build(FORMULA)
    assert caplog.text == ""
    cmap = TTFont(folder / "KaTeX_Math-Italic.woff2").getBestCmap()
    assert {ord("x"), ord("y")} <= cmap.keys()
    assert ord("z") not in cmap
    css = (folder / "katex.css").read_text(encoding="utf-8")
    assert 'src:url("KaTeX_Math-Italic.woff2") format("woff2")' in css
    assert "fonts/" not in css
    assert ".woff)" not in css
    assert ".katex svg" in css
    assert "vlist" not in css


def test_a_space_of_a_formula_is_a_character_of_its_width(folder):
    build("<b>a\u2006+\u205fb\u2005=\u2003c</b>")
    font = TTFont(folder / "KaTeX_Main-Regular.woff2")
    widths = [font["hmtx"][font.getBestCmap()[ord(blank)]][0] for blank in "\u2006\u205f\u2005\u2003"]
    assert widths == [167, 222, 278, 1000]  # of 1000 units: 3, 4, 5 and 18 mu


@pytest.mark.parametrize("lost", ["katex.css", "KaTeX_Math-Italic.woff2"])
def test_a_file_that_was_lost_is_made_again(folder, lost):
    build(FORMULA)
    (folder / lost).unlink()
    build(FORMULA)
    assert (folder / lost).exists()


def test_another_code_makes_the_fonts_anew(folder, monkeypatch):
    build(FORMULA)
    (folder / "katex.css").write_text("of another code", encoding="utf-8")
    build(FORMULA)
    assert (folder / "katex.css").read_text(encoding="utf-8") == "of another code"
    monkeypatch.setitem(fonts.LOADED, "scripts/formulas/fonts.py", "2")
    build(FORMULA)
    assert "KaTeX_Math-Italic" in (folder / "katex.css").read_text(encoding="utf-8")


def test_a_font_without_a_shown_character_is_left_out(folder):
    folder.mkdir()
    build("<b>∫</b>")
    kept = {path.stem for path in folder.glob("*.woff2")}
    assert "KaTeX_Size1-Regular" in kept
    assert "KaTeX_Fraktur-Bold" not in kept
    build("<b>x</b>")
    assert "KaTeX_Size1-Regular" not in {path.stem for path in folder.glob("*.woff2")}
    assert "KaTeX_Size1" not in (folder / "katex.css").read_text(encoding="utf-8").partition(".katex")[0]


def test_the_same_characters_build_the_same_bytes_and_only_once(folder, monkeypatch, standing_in, tmp_path):
    build("<b>∫</b>")
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    standing_in(fonts=tmp_path / "again")
    build("<b>∫</b>")
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == first
    monkeypatch.setattr(fonts, "_subset", None)
    build("<i>∫</i>")


def test_the_fonts_of_a_piece_of_html_are_named_once():
    shown = '<span class="katex"><i class="mathbb">R</i><i class="amsrm">a</i><i class="small-op">b</i></span>'
    assert fonts_of(shown) == ["Main-Regular", "Math-Italic", "AMS-Regular", "Size1-Regular"]
    assert fonts_of("<p>no formula</p>") == []
