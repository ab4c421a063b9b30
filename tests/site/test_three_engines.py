"""The site in Firefox and in WebKit, Safari's engine, where they are installed; `make engines` installs them.

One window for each, in which every test looks at one page for what could differ between engines, and nothing more.
"""

import io
from collections.abc import Iterator

import pypdfium2
import pytest
from PIL import Image

from scripts.setup import engines
from tests.site.firefox import Firefox
from tests.site.reading import squeezed
from tests.site.test_on_paper import brightness, stands_on
from tests.site.visit import AT_ONCE, OPEN_ALL
from tests.site.webkit import WebKit

Window = Firefox | WebKit
PAGE = "exercises/rnn/"
ESCAPE = "\ue00c"
CLOSE_ALL = OPEN_ALL.replace("true", "false")
SWITCH = "document.querySelector('[data-md-component=palette] label:not([hidden])').click()"
SCHEME = "document.body.dataset.mdColorScheme"
LAY_OUT = f"""document.head.append(
    Object.assign(document.createElement("style"), {{media: "screen", textContent: {AT_ONCE!r}}})
)"""
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
SETTLED = "new Promise(done => setTimeout(() => done(true), 400))"
FIGURE = "document.querySelector('article details.result img')"
IN_SIGHT = f"""(async () => {{
    for (let tries = 0; tries < 200; tries++) {{
        {FIGURE}.scrollIntoView({{block: "center", behavior: "instant"}});
        if ({FIGURE}.complete && {FIGURE}.naturalWidth) return true;
        await new Promise(done => setTimeout(done, 50));
    }}
}})()"""
BEYOND = """[...document.querySelectorAll("article td .formula:has(wbr ~ wbr)")].filter(formula =>
    formula.getBoundingClientRect().right > formula.closest("td").getBoundingClientRect().right + 4
).map(formula => formula.querySelector("[data-tex]").dataset.tex)"""
CARD = """(async () => {
    for (let card, tries = 0; tries < 200; tries++) {
        if ((card = document.querySelector(".answer-card:popover-open"))) return card.innerText;
        await new Promise(done => setTimeout(done, 50));
    }
})()"""
PLACE = f"(({{x, y, width, height}}) => [x, y, x + width, y + height])({FIGURE}.getBoundingClientRect())"


@pytest.mark.parametrize("engine", engines.PACKAGES)
def test_the_site_is_looked_at_in_every_engine(engine):
    """Where one is missing, this is the line that says so, and no other test is asked of it."""
    if told := engines.missing(engine):
        pytest.skip(told)


@pytest.fixture(scope="module", params=engines.PACKAGES)
def window(request, tmp_path_factory) -> Iterator[Window]:
    folder = tmp_path_factory.mktemp("engine")
    with Firefox(engines.firefox(), folder) if request.param == "Firefox" else WebKit(folder) as window:
        yield window


@pytest.fixture(scope="module")
def opened(window, address) -> Window:
    """The window with the page, opened once for all that asks for nothing else."""
    window.prefers("light")
    window.visit(address + PAGE)
    return window


@pytest.fixture
def page(opened) -> Iterator[Window]:
    """The page with all its folds closed."""
    yield opened
    opened.run(CLOSE_ALL)


def test_a_click_opens_a_fold_and_closes_it(page):
    fold = "document.querySelector('article details.result')"
    inside = f"{fold}.lastElementChild.checkVisibility({{contentVisibilityAuto: true}})"
    page.run(f"{fold}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
    seen = []
    for _ in range(3):
        page.run(DRAWN)
        seen.append(page.run(f"[{fold}.open, {inside}]"))
        page.run(f"{fold}.querySelector('summary').click()")
    assert seen == [[False, False], [True, True], [False, False]]


def test_formulas_are_drawn_in_their_fonts_and_read_as_mathml(page):
    page.run(OPEN_ALL)
    page.run("document.fonts.ready.then(() => true)")
    fonts = page.run("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    assert {"KaTeX_Main", "KaTeX_Math"} <= {font.strip('"') for font in fonts}
    drawn, read = (f"document.querySelector('article .formula {part}')" for part in (".katex", "math"))
    width, height = page.run(f"(({{width, height}}) => [width, height])({drawn}.getBoundingClientRect())")
    assert min(width, height) > 8
    assert page.run(f"{drawn}.ariaHidden") == "true"
    assert page.run(f"{read}.namespaceURI").endswith("MathML")
    assert page.run(f"{read}.getBoundingClientRect().height") <= 2  # not seen


def test_a_value_shows_what_is_behind_it_until_escape(page):
    page.run(OPEN_ALL)
    value = "document.querySelector('article data.answer:not([data-answer*=\".task\"])')"
    page.run(f"({value}.scrollIntoView({{block: 'center'}}), {value}.click())")
    assert "snippets/rnn" in page.run(CARD)
    page.press(ESCAPE)
    assert page.run("document.querySelectorAll('.answer-card:popover-open').length") == 0


def test_what_is_closed_is_not_copied(page):
    copied = """(() => {
        const copied = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
        getSelection().setBaseAndExtent(document.querySelector("#a"), 0, document.querySelector("#b"), 1);
        document.querySelector("#a").dispatchEvent(copied);
        return copied.clipboardData.getData("text/plain") || getSelection().toString();
    })()"""
    sentence = page.run("document.querySelector('article details.solution > p:not(:has(.formula, data))').textContent")
    closed = page.run(copied)
    assert "Hint 1" in closed
    assert sentence not in closed
    page.run(OPEN_ALL)
    assert sentence in page.run(copied)


def test_what_is_read_stays_in_its_place_while_blocks_above_it_are_laid_out(page):
    place = "document.querySelector('#d').getBoundingClientRect().top"
    page.run(OPEN_ALL)
    page.run(f"scrollBy({{top: {place} - 200, behavior: 'instant'}})")
    moved = []
    for _ in range(4):
        page.run(SETTLED)
        before = page.run(place)
        page.run("scrollBy({top: -300, behavior: 'instant'})")
        page.run(SETTLED)
        moved.append(page.run(place) - before)
    page.run("scrollTo({top: 0, behavior: 'instant'})")
    assert all(abs(by - 300) < 3 for by in moved), moved


def test_nothing_is_wider_than_the_narrowest_window_or_its_cell(page):
    page.resize(300)  # each engine has its own least width
    page.run(OPEN_ALL)
    page.run(LAY_OUT)
    page.run(DRAWN)
    wide = page.run("[innerWidth, document.documentElement.scrollWidth]")
    beyond = page.run(BEYOND)
    page.resize(1280)
    assert wide[1] <= wide[0] <= 520
    assert beyond == []


@pytest.mark.parametrize("window", ["Firefox"], indirect=True)  # WebKit's driver cannot print
def test_paper_has_every_solution_and_dark_ink_from_a_dark_page(page):
    page.run(SWITCH)
    plain = "[...document.querySelectorAll('article details > p:not(:has(.formula, data, code))')]"
    sentences = [squeezed(text) for text in page.run(f"{plain}.map(paragraph => paragraph.textContent)")]
    sheets = list(pypdfium2.PdfDocument(page.printed()))
    texts = [squeezed(sheet.get_textpage().get_text_range()) for sheet in sheets]
    assert [sentence for sentence in sentences if not stands_on(texts, sentence)] == []
    assert page.run(SCHEME) == "slate"
    page.run(SWITCH)
    png = io.BytesIO()
    drawn_on(sheets).render(scale=1).to_pil().save(png, "png")
    assert looks(*brightness(png.getvalue())) == "dark on light"


def drawn_on(sheets: list[pypdfium2.PdfPage]) -> pypdfium2.PdfPage:
    """The first sheet with a figure on it."""
    return max(sheets[:4], key=lambda sheet: sum(1 for thing in sheet.get_objects() if thing.type == 2))


@pytest.mark.parametrize("device", ["light", "dark"])
def test_a_figure_has_the_ink_of_its_page_whatever_the_device_prefers(window, address, device):
    window.prefers(device)
    window.visit(address + PAGE)
    window.run(f"{FIGURE}.closest('details').open = true")
    seen = set()
    for _ in range(2):
        assert window.run(IN_SIGHT)
        window.run(DRAWN)
        seen.add((window.run(SCHEME), looks(*brightness(figure_in(window)))))
        window.run(SWITCH)
    assert seen == {("default", "dark on light"), ("slate", "light on dark")}
    window.run("localStorage.clear()")


def looks(ground: int, ink: int) -> str:
    """What a background and the grey farthest from it are to an eye."""
    return "dark on light" if ground > 240 and ink < 80 else "light on dark" if ground < 80 and ink > 180 else "unseen"


def figure_in(page: Window) -> bytes:
    """A PNG of the figure, cut out of what the window shows."""
    shown, cut = Image.open(io.BytesIO(page.shown())), io.BytesIO()
    shown.crop(tuple(map(round, page.run(PLACE)))).save(cut, "png")
    return cut.getvalue()


def test_no_table_scrolls_on_a_desktop(window, address):
    """Its columns are as narrow as their formulas can be broken. The last test, for it leaves the page."""
    window.resize(1280)
    window.visit(f"{address}exercises/error_function/")
    window.run(OPEN_ALL)
    window.run(LAY_OUT)
    window.run(SETTLED)
    frames = "[...document.querySelectorAll('.md-typeset__scrollwrap')]"
    assert window.run(f"{frames}.filter(frame => frame.scrollWidth > frame.clientWidth + 1).length") == 0
