"""Figures as they are published: named, light, and to be seen with forced colours too."""

import gzip
from pathlib import Path

import pytest
from lxml import etree

from scripts.model.paths import here
from tests.site.test_on_paper import brightness
from tests.site.visit import Visit, settle
from tests.some import some

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = sorted((here().site / "generated").rglob("*.svg"))
MOST = 12_000  # bytes, compressed, of a drawing
SWITCH = "document.querySelector('[data-md-component=palette] label:not([hidden])').click()"


@pytest.mark.parametrize("file", FIGURES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_figure_is_named_in_its_language_and_light(file: Path):
    root = etree.parse(file).getroot()
    assert (root.get("lang"), root.get("role"), root.get("id")) == ("en", "img", "dark")
    assert len(root.findtext(f"{SVG}title")) > 10
    photographs = list(root.iter(f"{SVG}image"))
    assert photographs or len(gzip.compress(file.read_bytes())) <= MOST


@pytest.mark.parametrize("device", some(["light", "dark"], ["light"]))
def test_with_forced_colours_a_figure_is_seen_whatever_the_page_was_switched_to(browser, address, device):
    with Visit(browser, f"{address}exercises/rnn/", scheme=device) as visit:
        visit.page.emulate_media(color_scheme=device, forced_colors="active")
        figure = visit.page.locator("article details.result img").first
        figure.evaluate("figure => figure.closest('details').open = true")
        for _ in range(2):
            figure.scroll_into_view_if_needed()
            settle(visit.page)
            ground, ink = brightness(figure.screenshot())
            assert abs(ground - ink) > 150
            visit.page.evaluate(SWITCH)
