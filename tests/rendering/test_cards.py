"""The cards of a page: what is behind each of its values, and nothing else, under a name that changes with it."""

import pytest

from scripts.formulas.katex import BadFormulaError, key_of, stub
from scripts.model.edition import Slip
from scripts.rendering.cards import Cards, card_file
from tests.rendering.typed import answer, claim, edition

SLIP = Slip(id="ex.wrong@exam", alias="ex.wrong", mistake="x_1 forgotten", value=3, source="snippets/ex.py:3")
URL = "exercises/ex/"


class Renderer:
    """Reads every formula but one."""

    def __init__(self) -> None:
        self.stored: set[str] = set()

    def render(self, tex: str, *, display: bool) -> None:
        if tex == r"\bad":
            raise BadFormulaError("unknown", 0)
        self.stored.add(key_of(tex, display))


@pytest.fixture
def cards(monkeypatch):
    monkeypatch.delenv("REPO_URL", raising=False)
    entries = [answer("ex.n", slips=[SLIP]), answer("ex.n@tanh", fact=r"$\bad$"), claim("ex.c"), answer("ex.unseen")]
    return Cards(edition(*entries), Renderer())


def test_each_value_of_a_page_has_a_card_and_no_other(cards):
    text = "1<!--= ex.n[0].key --> 2<!--= ex.n@tanh~5% --> $x$<!--! ex.c --> "
    text += "$a$<!--= ex.task.x; ex.wrong --> <!-- ex.unseen -->"
    assert list(cards.of(text, URL)) == ["ex.c", "ex.n", "ex.n@tanh", "ex.wrong"]


def test_formulas_are_stubs_and_a_bad_one_is_code(cards):
    told = cards.of("3<!--= ex.wrong --> 2<!--= ex.n@tanh -->", URL)
    assert f'Mistake: <span class="formula">{stub("x_{1}", display=False)}</span> forgotten' in told["ex.wrong"]
    assert r"<code>\bad</code>" in told["ex.n@tanh"]


def test_cards_are_made_again_where_an_entry_is_another_or_a_formula_was_lost(cards):
    kept: dict[str, dict[str, str]] = {}

    def known(makers):
        kept.update({text: kept[text] if text in kept else make() for text, make in makers.items()})
        return {text: kept[text] for text in makers}

    pages = {URL: "1<!--= ex.n -->", "notation/": "3<!--= ex.wrong -->"}
    first = cards.of_pages(pages, known)
    assert first == {url: cards.of(text, url) for url, text in pages.items()} == cards.of_pages(pages, known)
    another = Cards(edition(answer("ex.n", fact="Another.")), cards.renderer)
    assert "Another." in another.of_pages({URL: pages[URL]}, known)[URL]["ex.n"]
    cards.renderer.stored.clear()
    assert cards.of_pages(pages, known) == first
    assert key_of("x_{1}", False) in cards.renderer.stored


@pytest.mark.parametrize(
    ("url", "way"),
    [(URL, "checked/"), (f"{URL}checked/", ""), ("", f"{URL}checked/"), ("notation/", f"../{URL}checked/")],
)
def test_a_card_leads_to_the_ledger_from_where_it_is(cards, url, way):
    assert f'href="{way}#value-ex-n"' in cards.of("1<!--= ex.n -->", url)["ex.n"]


def test_the_file_is_named_by_page_and_content():
    name, content = card_file(URL, {"ex.n": "one"})
    assert content == '{"ex.n": "one"}'
    assert name.startswith("generated/cards/exercises-ex-")
    assert name != card_file(URL, {"ex.n": "two"})[0]
    assert card_file("", {})[0].startswith("generated/cards/index-")
