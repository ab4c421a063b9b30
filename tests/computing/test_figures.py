"""Figures as SVG for the light page, the dark page and paper."""

import re
from contextlib import nullcontext

import pytest
from matplotlib import pyplot

from scripts.computing.figures import DARK, LIGHT, adapt, draw, save_svg
from scripts.model.paths import here
from snippets.answers import figure
from snippets.values import AnswerError


def svg(tmp_path, name: str = "a.svg") -> str:
    figure, axes = pyplot.subplots(figsize=(3, 2))
    axes.plot([0, 1], [0, 1], color="black")
    axes.set_title("17")
    save_svg(figure, tmp_path / name, "A < line", "It rises.")
    return (tmp_path / name).read_text(encoding="utf-8")


def test_black_becomes_the_colour_of_the_text(tmp_path):
    text = svg(tmp_path)
    assert "#000000" not in text
    assert "stroke: currentColor" in text
    assert f":root{{color:{LIGHT};fill:currentColor}}" in text
    assert f":root:target{{color:{DARK}}}" in text


def test_a_figure_has_a_name_and_a_language(tmp_path):
    head = svg(tmp_path).partition("<style>")[0]
    assert 'id="dark" role="img" lang="en" xml:lang="en"' in head
    assert head.endswith("><title>A &lt; line</title><desc>It rises.</desc>")


def test_its_name_is_the_first_line_of_its_function(tmp_path):
    def rising(task):
        """The line rises.

        For ever.
        """
        return pyplot.figure(figsize=(1, 1)), "A line."

    assert draw(figure(rising), None, tmp_path / "a.svg") == {"alt": "A line."}
    assert "<title>The line rises.</title><desc>A line.</desc>" in (tmp_path / "a.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("inches", "options", "words", "pixels"),
    [
        (4.0, {"size": 8}, "loss", 8.1),
        (6.4, {}, "loss", 6.9),
        (4.0, {}, "$x_1$", 7.8),
        (4.0, {"rotation": 90}, "$10^{3}$", 7.8),
        (4.0, {}, "loss", 0),
        (4.0, {"size": "large"}, "$x_1$", 0),
        (1.0, {"size": 6}, "loss", 0),
    ],
)
def test_words_that_a_telephone_makes_too_small_are_named(tmp_path, inches, options, words, pixels):
    drawn = pyplot.figure(figsize=(inches, 2))
    drawn.text(0.5, 0.5, words, **options)
    told = re.escape(f"a letter of {words!r} is {pixels} pixels high on a telephone")
    with pytest.raises(AnswerError, match=told) if pixels else nullcontext():
        save_svg(drawn, tmp_path / "a.svg", "A word")


def test_the_text_of_an_svg_is_written_as_it_is(tmp_path):
    @figure
    def a_line(task):
        """A line."""
        return "<svg>é</svg>", "A line."

    assert draw(a_line, None, tmp_path / "a.svg") == {"alt": "A line."}
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == "<svg>é</svg>"


def test_nothing_white_is_left_and_nothing_that_changes(tmp_path):
    text = svg(tmp_path)
    assert "#ffffff" not in text
    assert not re.search(r"<metadata|<dc:date|<\?xml|<!DOCTYPE", text)
    assert svg(tmp_path, "b.svg") == text


def test_the_size_is_in_pixels(tmp_path):
    head = svg(tmp_path)[:400]
    assert head.startswith('<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="324" height="216"')
    assert 'viewBox="0 0 216 144"' in head


def test_only_the_first_size_and_the_first_tag_are_touched():
    text = adapt(
        '<?xml?><svg width="72pt" height="36pt"><rect width="9pt"/><path style="fill: #ffffff"/></svg>', "A box"
    )
    assert text.count("<style>") == 1
    assert text.startswith('<svg width="108" height="54" id="dark" ')
    assert "><title>A box</title><style>" in text
    assert '<rect width="9pt"/>' in text
    assert "fill: none" in text


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one.lstrip("#")), luminance(other.lstrip("#"))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def of_the_page(name: str) -> tuple[str, str]:
    """A colour of the light and the dark page, from the site's own style sheet."""
    css = (here().root / "docs" / "assets" / "look" / "colours.css").read_text(encoding="utf-8")
    light, dark = re.findall(rf"--{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", css)[0]
    return light, dark


def test_text_in_figures_has_the_colour_of_the_page():
    assert of_the_page("ink") == (LIGHT, DARK)


def test_every_colour_is_seen_on_both_pages():
    cycle = re.findall(r'"([0-9a-f]{6})"', (here().snippets / "exam.mplstyle").read_text(encoding="utf-8"))
    pages = dict(zip(("default", "slate"), of_the_page("raised")))
    assert len(cycle) == 6
    for colour in cycle:
        assert min(contrast(colour, page) for page in pages.values()) >= 3, colour
    assert contrast(LIGHT, pages["default"]) >= 7
    assert contrast(DARK, pages["slate"]) >= 7
