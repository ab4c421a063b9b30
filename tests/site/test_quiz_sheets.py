"""The quiz reads the bank when somebody begins to choose, and keeps it."""

import functools
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.site.conftest import SUB_PATH, Handler, Server
from tests.site.visit import Visit

BANK = "exercises/multiple_choice/"
KEPT = "caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(all => all.keys()))))"
HELD = f"{KEPT}.then(all => all.flat().map(request => request.url))"


@pytest.fixture
def visit(browser, address) -> Iterator[Visit]:
    with Visit(browser, f"{address}credits/", width=360, height=740) as visit:
        yield visit


def start(page: Page) -> None:
    page.get_by_role("button", name="Start").click()


def test_the_bank_is_read_when_somebody_begins_to_choose(visit, address):
    page, asked = visit.page, []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}quiz/")
    page.locator(".quiz.ready").wait_for()
    page.wait_for_load_state("networkidle")
    assert len({url for url in asked if not url.startswith("data:")}) <= 12
    assert address + BANK not in asked
    with page.expect_request(address + BANK):
        page.get_by_label("Topic").focus()


def test_where_the_bank_cannot_be_read_that_is_said_and_start_tries_again(visit, address):
    page = visit.page
    page.route(f"**/{BANK}", lambda route: route.fulfill(status=503))
    page.goto(f"{address}quiz/")
    start(page)
    page.locator(".known", has_text="The questions could not be read.").wait_for()
    page.unroute_all()
    start(page)
    page.locator(".asked").wait_for()


@pytest.fixture
def server(site) -> Server:
    """One of its own, which can be switched off as a network can."""
    server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_who_only_opened_the_quiz_can_take_it_without_a_network(browser, server):
    address = f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"
    wanted = {address + BANK, f"{address}quiz/", f"{address}generated/quiz.json"}
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}quiz/")
    page.keyboard.press("Shift")  # a reader at work, who chooses nothing
    kept = set()
    for _ in range(200):
        kept = wanted & {*page.evaluate(HELD)}
        if kept == wanted:
            break
        page.wait_for_timeout(100)
    server.shutdown()
    server.server_close()
    assert kept == wanted
    page.reload()
    start(page)
    page.locator(".asked").wait_for()
    context.close()
