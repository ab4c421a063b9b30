"""Figures as SVG for the light page, the dark page and paper."""

import re

from matplotlib import pyplot

from scripts.computing.figures import DARK, LIGHT, adapt, save_svg
from scripts.model.paths import ROOT, SNIPPETS


def svg(tmp_path, name: str = "a.svg") -> str:
    figure, axes = pyplot.subplots(figsize=(3, 2))
    axes.plot([0, 1], [0, 1], color="black")
    axes.set_title("17")
    save_svg(figure, tmp_path / name)
    return (tmp_path / name).read_text(encoding="utf-8")


def test_black_becomes_the_colour_of_the_text(tmp_path):
    text = svg(tmp_path)
    assert "#000000" not in text
    assert "stroke: currentColor" in text
    assert f"svg{{color:{LIGHT};fill:currentColor}}" in text
    assert f"@media (prefers-color-scheme:dark){{svg{{color:{DARK}}}}}" in text
    assert f"@media print{{svg{{color:{LIGHT}}}}}" in text


def test_nothing_white_is_left_and_nothing_that_changes(tmp_path):
    text = svg(tmp_path)
    assert "#ffffff" not in text
    assert not re.search(r"<metadata|<dc:date|<\?xml|<!DOCTYPE", text)
    assert svg(tmp_path, "b.svg") == text


def test_the_size_is_in_pixels(tmp_path):
    head = svg(tmp_path)[:400]
    assert head.startswith('<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="288" height="192"')
    assert 'viewBox="0 0 216 144"' in head


def test_only_the_first_size_and_the_first_tag_are_touched():
    text = adapt('<?xml?><svg width="72pt" height="36pt"><rect width="9pt"/><path style="fill: #ffffff"/></svg>')
    assert text.count("<style>") == 1
    assert text.startswith('<svg width="96" height="48"><style>')
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
    css = (ROOT / "docs" / "assets" / "look" / "colours.css").read_text(encoding="utf-8")
    light, dark = re.findall(rf"--{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", css)[0]
    return light, dark


def test_text_in_figures_has_the_colour_of_the_page():
    assert of_the_page("ink") == (LIGHT, DARK)


def test_every_colour_is_seen_on_both_pages():
    cycle = re.findall(r'"([0-9a-f]{6})"', (SNIPPETS / "exam.mplstyle").read_text(encoding="utf-8"))
    pages = dict(zip(("default", "slate"), of_the_page("raised")))
    assert len(cycle) == 6
    for colour in cycle:
        assert min(contrast(colour, page) for page in pages.values()) >= 3, colour
    assert contrast(LIGHT, pages["default"]) >= 7
    assert contrast(DARK, pages["slate"]) >= 7
