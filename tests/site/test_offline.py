"""Without a network what was loaded opens, and the search says why it finds nothing; with one nothing old is shown."""

import functools
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.site.conftest import SUB_PATH, Handler, Server
from tests.site.visit import OPEN_ALL, Visit
from tests.some import full

KEPT = "caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(all => all.keys()))))"
HELD = f"{KEPT}.then(all => all.flat().map(request => request.url))"
PATIENCE = 200
SEEN = "[...document.querySelectorAll('article img')].every(image => image.naturalWidth)"


def test_figures_in_closed_folds_are_there_without_a_network(browser, address):
    with Visit(browser, f"{address}exercises/linear_regions/") as visit:
        page = visit.page
        images = page.locator("article img")
        assert images.count()
        page.keyboard.press("Shift")  # a reader at work
        page.wait_for_function(SEEN)  # while every fold is closed
        page.context.set_offline(True)
        try:
            page.evaluate(OPEN_ALL)
            page.wait_for_function(SEEN)
        finally:
            page.context.set_offline(False)


def test_the_search_says_that_it_is_offline_and_finds_again_later(browser, address):
    with Visit(browser, f"{address}credits/") as visit:
        page, status = visit.page, visit.page.locator(".md-search-result__meta")
        page.context.set_offline(True)
        try:
            page.keyboard.press("Control+k")
            page.keyboard.type("kap")
            status.get_by_text("You are offline").wait_for()
            assert page.locator(".offline").inner_text().startswith("You are offline")
        finally:
            page.context.set_offline(False)
        page.keyboard.type("pa")
        page.locator(".md-search-result__item a").first.wait_for(timeout=20_000)


class Host:
    """A server of one folder that can be switched off, as a network can."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.on()

    def on(self) -> None:
        handler = functools.partial(Handler, directory=str(self.folder))
        self.server = Server(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def off(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{SUB_PATH}/"


@pytest.fixture
def host(site, tmp_path) -> Iterator[Host]:
    left_out = shutil.ignore_patterns("exercises", "protocol", "notebooks", "answers.json")
    host = Host(Path(shutil.copytree(site, tmp_path / "site", ignore=left_out)))
    yield host
    host.off()


@pytest.fixture
def reader(browser, host) -> Iterator[Page]:
    """A page of the host, open, whose worker has kept it."""
    context = browser.new_context()
    page = context.new_page()
    visit(page, f"{host.address}credits/")
    yield page
    context.close()


def visit(page: Page, url: str) -> None:
    page.goto(url)
    page.keyboard.press("Shift")
    until(page, f"{HELD}.then(urls => urls.includes('{url}') && urls.some(url => /style\\.\\w+\\.css$/.test(url)))")


def until(page: Page, promised: str) -> None:
    """Waits for what a promise tells, which `wait_for_function` takes for true because it is there."""
    for _ in range(PATIENCE):
        if page.evaluate(promised):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {promised}")


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_a_page_that_was_loaded_opens_again_without_a_network(host, reader):
    host.off()
    reader.reload()
    assert title(reader) == "Credits"
    assert reader.locator(".md-header").evaluate("header => getComputedStyle(header).position") == "sticky"
    reader.goto(f"{host.address}credits/?h=flower")
    assert title(reader) == "Credits"
    host.on()


@full
def test_a_worker_that_is_slow_to_begin_keeps_the_page_all_the_same(browser, host):
    at_once = 'addEventListener("install", () => skipWaiting());'
    later = "event.waitUntil(new Promise((done) => setTimeout(done, 2500)).then(() => skipWaiting()))"
    host.edit("sw.js", at_once, f'addEventListener("install", (event) => {later});')
    context = browser.new_context()
    visit(context.new_page(), f"{host.address}credits/")
    context.close()


@full
def test_a_browser_that_is_never_idle_keeps_the_page_all_the_same(browser, host):
    """One that draws nothing calls itself idle when it likes."""
    context = browser.new_context()
    context.add_init_script("requestIdleCallback = (done, { timeout }) => setTimeout(done, timeout ?? 1e6)")
    visit(context.new_page(), f"{host.address}credits/")
    context.close()


def test_a_new_edition_is_shown_at_once_and_kept_in_the_place_of_the_old_one(host, reader):
    before = reader.evaluate("caches.keys()")
    host.edit("credits/index.html", "Credits</a></h1>", "Thanks</a></h1>")
    host.edit("sw.js", 'EDITION = "', 'EDITION = "new')
    other = reader.context.new_page()  # while the old tab is open
    other.goto(f"{host.address}credits/")
    assert title(other) == "Thanks"
    reader.reload()
    assert title(reader) == "Thanks"
    visit(reader, f"{host.address}credits/")
    until(reader, f"caches.keys().then(names => names.length === 1 && names[0] !== '{before[0]}')")
    host.off()
    reader.reload()
    assert title(reader) == "Thanks"
    host.on()


def test_what_is_gone_is_gone_although_it_was_kept(host, reader):
    shutil.rmtree(host.folder / "credits")
    reader.reload()
    assert title(reader) == "This page is not here"
