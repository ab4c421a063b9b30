"""The quiz reads the bank when somebody begins to choose, and keeps it; its sheets are the same for everybody."""

import functools
import threading
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from scripts.model.draws import read_draws
from tests.site.axe import axe
from tests.site.conftest import SUB_PATH, Handler, Server
from tests.site.visit import Visit, first_view
from tests.some import full

BANK = "exercises/multiple_choice/"
DRAWS = read_draws("multiple_choice").draws
KEPT = "caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(all => all.keys()))))"
HELD = f"{KEPT}.then(all => all.flat().map(request => request.url))"


@pytest.fixture
def visit(browser, address) -> Iterator[Visit]:
    with Visit(browser, f"{address}credits/", width=360, height=740) as visit:
        yield visit


def start(page: Page) -> None:
    page.get_by_role("button", name="Start").click()


def test_the_bank_is_read_when_somebody_begins_to_choose(browser, address):
    asked = first_view(browser, f"{address}quiz/", ".quiz.ready")
    assert f"{address}generated/quiz.json" in asked
    assert len(asked) <= 12
    assert address + BANK not in asked
    with Visit(browser, f"{address}quiz/") as visit, visit.page.expect_request(address + BANK):
        visit.page.locator(".quiz.ready").wait_for()
        visit.page.get_by_label("Topic").focus()


@full
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


def shown(page: Page) -> list[str]:
    """The statements of the sheet by the names of its fields, in order."""
    page.locator(".sheet").wait_for()
    names = "fields => fields.map(field => field.querySelector('input').name.replaceAll('-', '_'))"
    return page.locator(".sheet fieldset").evaluate_all(names)


def number(page: Page) -> int:
    """That of the sheet, as its head and the address say it."""
    head, _, rest = page.locator(".where").inner_text().removeprefix("Sheet ").partition(" of ")
    assert rest.startswith(f"{len(DRAWS)}. A right cross brings a point, ")
    assert page.url.endswith(f"/quiz/#sheet-{head}")
    return int(head)


def fragment(page: Page) -> str:
    return page.evaluate("location.href").partition("/quiz/")[2]


def test_a_link_leads_to_the_sheet_of_its_number_as_the_file_has_it(visit, address):
    page = visit.page
    for wanted in (17, len(DRAWS)):  # the second on the page that shows the first
        page.goto(f"{address}quiz/#sheet-{wanted}")
        page.locator(".where", has_text=f"Sheet {wanted} of ").wait_for()
        assert shown(page) == DRAWS[wanted]
        assert number(page) == wanted
        assert page.locator(".where").evaluate("head => head === document.activeElement")


@full
def test_who_looks_elsewhere_on_the_page_and_comes_back_keeps_the_crosses(visit, address):
    page = visit.page
    page.goto(f"{address}quiz/#sheet-17")
    cross = page.get_by_role("radio", name="True").first
    cross.check()
    page.evaluate("location.hash = 'topics'")
    page.evaluate("new Promise(done => { addEventListener('hashchange', () => done()); history.back(); })")
    assert fragment(page) == "#sheet-17"
    assert cross.is_checked()


@full
def test_a_number_that_no_sheet_has_leads_to_the_choices(visit, address):
    for wrong in (f"#sheet-{len(DRAWS) + 1}", "#sheet-0", "#topics"):
        visit.page.goto("about:blank")  # else it would be a way on the same page
        visit.page.goto(f"{address}quiz/{wrong}")
        visit.page.locator(".quiz.ready .choices").wait_for()
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.locator(".sheet").count() == 0
    assert not [told for told in visit.complaints if "localStorage" not in told]  # which an empty page does not have


@full
def test_a_sheet_is_chosen_by_number_or_by_lot_and_left_again(visit, address):
    page = visit.page
    page.goto(f"{address}quiz/")
    choice = page.get_by_role("combobox", name="Sheet")
    assert choice.count() == 0  # to be seen
    page.get_by_label("A sheet of ten").check()
    assert axe(page) == []
    choice.select_option("3")
    start(page)
    assert shown(page) == DRAWS[3]
    seen = [number(page)]
    for _ in range(4):
        page.get_by_role("button", name="Mark the sheet").click()
        assert page.locator(".sheet .verdict").count() == 10
        page.get_by_role("button", name="Another sheet").click()
        seen.append(number(page))
        assert shown(page) == DRAWS[seen[-1]]
    assert all(before != after for before, after in pairwise(seen))
    page.get_by_role("button", name="Back").click()
    assert fragment(page) == ""
    assert choice.input_value() == "3"
    choice.select_option("")
    start(page)
    assert shown(page) == DRAWS[number(page)]


@full
def test_a_sheet_of_one_topic_has_no_number(visit, address):
    page = visit.page
    page.goto(f"{address}quiz/")
    page.get_by_label("A sheet of ten").check()
    choice = page.get_by_role("combobox", name="Sheet")
    choice.wait_for()
    page.get_by_label("Topic").select_option("attention")
    assert choice.count() == 0
    start(page)
    assert {name.split("_")[0] for name in shown(page)} == {"attention"}
    assert page.locator(".where").inner_text().startswith("A right cross brings a point")
    assert fragment(page) == ""


@full
def test_a_link_to_a_sheet_waits_for_the_network(visit, address):
    page = visit.page
    page.route(f"**/{BANK}", lambda route: route.fulfill(status=503))
    page.goto(f"{address}quiz/#sheet-5")
    page.locator(".known", has_text="The questions could not be read.").wait_for()
    page.unroute_all()
    start(page)
    assert shown(page) == DRAWS[5]
