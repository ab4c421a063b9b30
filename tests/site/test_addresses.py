"""Addresses that were published once: each leads somewhere still, with JavaScript and without."""

import shutil
from pathlib import Path

import lxml.html
import pytest

from scripts.rendering.frozen import frozen, unfrozen
from tests.site.visit import Visit
from tests.some import some

OLD = {"exercises/rnn/": ["check", "value-rnn-gradient-at-tanh"], "protocol/": ["checked"]}


def lost(site: Path) -> list[str]:
    """Old addresses that lead to no page, to no id, or to a place that leads on to none."""
    found = []
    for url, ids in frozen().items():
        page = site / url / "index.html"
        if not page.exists():
            found.append(url)
            continue
        there, moved = lxml.html.parse(str(page)), site / url / "checked" / "index.html"
        below = set(lxml.html.parse(str(moved)).xpath("//@id")) if moved.exists() else set()
        left_behind = set(there.xpath("//*[@class='elsewhere'][a[@href='checked/']]//@id"))
        known = set(there.xpath("//@id")) - (left_behind - below)
        found += [f"{url}#{id}" for id in ids if id not in known]
    return found


def test_every_address_that_was_published_leads_somewhere(site):
    assert sum(map(len, frozen().values())) > 800
    assert lost(site) == []


def test_every_address_of_the_site_is_kept(site):
    new = [f"{url}#{id}" for url, ids in unfrozen(site).items() for id in ids or [""]]
    if new:
        pytest.fail(f"not kept yet, which `make fix` after `make site` does: {' '.join(new)}", pytrace=False)


def test_a_lost_address_is_found(site, tmp_path):
    copy = Path(shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns("generated", "assets")))
    shutil.rmtree(copy / "credits")
    for name, old in {"exercises/rnn": 'id="b"', "exercises/rnn/checked": 'id="value-rnn-gradient"'}.items():
        page = copy / name / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace(old, 'id="gone"'), encoding="utf-8")
    value = "#value-rnn-gradient"
    assert lost(copy) == ["credits/", "exercises/rnn/#b", f"exercises/rnn/{value}", f"exercises/rnn/checked/{value}"]


@pytest.mark.parametrize("url", OLD)
def test_an_old_address_leads_to_where_its_place_stands_now(browser, address, url):
    for id in OLD[url]:
        with Visit(browser, f"{address}{url}#{id}") as visit:
            visit.page.wait_for_url(f"{address}{url}checked/#{id}")
            assert visit.page.locator(f"#{id}").is_visible()
            assert visit.complaints == []


@pytest.mark.parametrize("url", some(OLD, ["exercises/rnn/"]))
def test_without_javascript_it_leads_to_a_link_on_the_screen(browser, address, url):
    for id in OLD[url]:
        with Visit(browser, f"{address}{url}#{id}", java_script_enabled=False) as visit:
            link = visit.page.locator(".elsewhere a")
            header = visit.page.locator(".md-header").bounding_box()
            assert header["height"] <= link.bounding_box()["y"] < 900
            link.click()
            assert visit.page.url == f"{address}{url}checked/"
