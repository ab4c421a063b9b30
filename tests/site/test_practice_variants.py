"""The variants of a practice as they are published: each was computed, none is searched for, and pages are light."""

import gzip
from pathlib import Path

import pytest

from scripts.model.evidence import read_exercise
from scripts.model.paths import here, slug_of
from tests.site.test_practice import SLUGS, truths
from tests.site.visit import first_view
from tests.some import some

PRACTICE, SITE = here().practice, here().site


@pytest.mark.parametrize("slug", SLUGS)
def test_each_variant_that_can_be_reached_was_computed_and_no_other(slug):
    computed = read_exercise(slug_of(PRACTICE / f"{slug}.md"))
    shown = {path.name for path in (SITE / "practice" / slug).iterdir() if path.is_dir()}
    told = truths(slug)["variants"]
    assert shown == set(computed.tasks) == set(told)
    assert len(shown) >= (12 if Path(PRACTICE, slug).exists() else 60)
    asked = [(entry.name, entry.instance) for entry in computed.entries if entry.agreed]
    assert sorted(asked) == sorted((name, number) for number in shown for name in told[number])
    assert {name for name, _ in asked} == set(truths(slug)["answers"])


@pytest.mark.parametrize("slug", SLUGS)
def test_variants_are_in_no_sitemap_and_no_search(slug):
    sitemap = (SITE / "sitemap.xml").read_text(encoding="utf-8")
    index = (SITE / "search" / "search_index.json").read_text(encoding="utf-8")
    for text in (sitemap, index):
        assert f"practice/{slug}/2" not in text


@pytest.mark.parametrize("slug", some(SLUGS, ["rnn"]))
def test_a_page_of_a_practice_is_light(browser, address, slug):
    asked = [
        SITE / url.removeprefix(address) for url in first_view(browser, f"{address}practice/{slug}/7/", "form.field")
    ]
    assert SITE / "assets" / "practice" / "fields.js" in asked
    assert len(asked) <= 12
    assert sum(map(packed, asked)) <= 60_000


def packed(path: Path) -> int:
    """As a server sends it."""
    data = (path / "index.html" if path.is_dir() else path).read_bytes()
    return len(data if path.suffix == ".woff2" else gzip.compress(data))
