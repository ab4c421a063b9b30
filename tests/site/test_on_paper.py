"""The pages on paper, printed from the dark page: each is opened and printed once for all that is asked of it."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise, product

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page

from scripts.model.paths import here
from scripts.model.source import Page as Source
from tests.site.reading import squeezed
from tests.site.visit import COMPUTED, EXERCISES, OPEN_ALL, WITH_FIGURES, Visit, settle
from tests.some import some

QUICK = {"exercises/rnn"}
PAPER = {"width": 703, "height": 900}  # A4 between margins of 12 mm
FRAMES = "[...document.querySelectorAll('.md-typeset__scrollwrap')]"
CUT = f"{FRAMES}.filter(frame => frame.scrollWidth > frame.clientWidth + 1).length"
SCROLLING = f"{FRAMES}.filter(frame => /auto|scroll/.test(getComputedStyle(frame).overflow)).length"
WORDS = """all => all.map(paragraph => [...paragraph.childNodes]
    .filter(node => !node.matches?.('.checked')).map(node => node.textContent).join(''))"""  # the words of paper
UNMASKED = """() => [...document.querySelectorAll('article summary')].filter(summary => {
    const icon = getComputedStyle(summary, '::before')
    return icon.display !== 'none' && icon.content !== 'none' && icon.maskImage === 'none'
}).length"""
LOST = """() => [...document.querySelectorAll('article .formula:not(.display)')].filter(formula => {
    const next = (formula.closest('data') ?? formula).nextSibling
    if (!formula.offsetParent || next?.nodeType !== Node.TEXT_NODE || !/^[.,;:!?)]/.test(next.data)) return false
    const sign = document.createRange()
    sign.setStart(next, 0)
    sign.setEnd(next, 1)
    const end = [...formula.querySelectorAll('.katex, .katex-base')].pop().getBoundingClientRect()
    return sign.getBoundingClientRect().left < end.left
}).map(formula => formula.querySelector('math').dataset.tex)"""


@pytest.fixture(scope="module")
def dark(request, browser, address) -> Iterator[Page]:
    """A dark page, opened once; every test says what it is shown on and which blocks are open."""
    with Visit(browser, f"{address}{request.param}/", scheme="dark") as visit:
        yield visit.page


@pytest.fixture(scope="module")
def printed(dark) -> pypdfium2.PdfDocument:
    """The page as the printer has it: every block was closed before."""
    dark.emulate_media(media="null")
    dark.evaluate(OPEN_ALL.replace("true", "false"))
    return pypdfium2.PdfDocument(dark.pdf(format="A4"))


def of(names: list[str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("dark", some(names, QUICK.intersection(names)), indirect=True)


def texts(printed: pypdfium2.PdfDocument) -> list[str]:
    return [sheet.get_textpage().get_text_range() for sheet in printed]


@of(COMPUTED)
def test_every_solution_is_printed(dark, printed):
    """Blocks that are closed on the screen are open on paper, and closed again afterwards."""
    plain = "article details > p:not(:has(.formula, data, code))"
    sentences = dark.locator(plain).evaluate_all(WORDS)
    sheets = list(map(squeezed, texts(printed)))
    assert sentences
    assert [sentence for sentence in sentences if not stands_on(sheets, squeezed(sentence))] == []
    assert dark.locator("article details[open]").count() == 0


def stands_on(sheets: list[str], sentence: str) -> bool:
    """Whether a sentence is on one sheet, or its beginning on one and the rest on the next."""
    parted = ((sentence[:end], sentence[end:]) for end in range(1, len(sentence)))
    return any(sentence in sheet for sheet in sheets) or any(
        begun in sheet and rest in following for begun, rest in parted for sheet, following in pairwise(sheets)
    )


def test_a_sentence_may_be_parted_by_the_end_of_a_sheet_but_not_lost():
    sheets = ["One sentence. Another be", "gins here. The last."]
    assert stands_on(sheets, "One sentence.")
    assert stands_on(sheets, "Another begins here.")
    assert not stands_on(sheets, "Another ends here.")
    assert not stands_on(sheets[::-1], "Another begins here.")


@of(EXERCISES)
def test_every_sheet_but_the_last_holds_more_than_a_line(printed):
    """A line is about four pieces of text and border; a sheet with a single figure holds over fifty."""
    pieces = [sum(1 for _ in sheet.get_objects()) for sheet in printed]
    assert min(pieces[:-1], default=31) > 30


@of(["protocol"])
def test_a_point_of_the_protocol_is_on_one_sheet_from_its_number_to_its_link(printed):
    points = (here().site / "protocol" / "index.html").read_text(encoding="utf-8").count('class="statement point"')
    begun = [len(re.findall(r"\bpoint-\d\d\b", sheet)) for sheet in texts(printed)]
    ended = [sheet.count("Where it belongs:") for sheet in texts(printed)]
    assert begun == ended
    assert sum(begun) == points > 40


@of(["protocol"])
def test_a_heading_of_the_protocol_has_a_point_on_its_sheet(printed):
    headed = [re.split(r"\nExercise \d: ", "\n" + sheet)[1:] for sheet in texts(printed)]
    sections = [section.id for section in Source.read(here().docs / "protocol.md").sections]
    assert sum(map(len, headed)) == sum((section or "").startswith("exercise-") for section in sections) > 0
    assert all("Where it belongs:" in below for found in headed for below in found)


@of(COMPUTED)
def test_no_table_is_cut_at_the_edge_of_the_paper_or_scrolls_there(dark):
    dark.emulate_media(media="screen")
    assert dark.evaluate(SCROLLING) == dark.evaluate(f"{FRAMES}.length")
    dark.emulate_media(media="print")
    dark.set_viewport_size(PAPER)
    dark.evaluate(OPEN_ALL)
    assert dark.evaluate(CUT) == 0
    assert dark.evaluate(SCROLLING) == 0


@of(["protocol"])
def test_a_table_stands_in_a_frame_that_scrolls_on_the_screen(dark):
    dark.emulate_media(media="screen")
    assert dark.evaluate(SCROLLING) > 0


@of([*COMPUTED, "notebooks/autoencoder"])
def test_every_icon_before_a_summary_has_a_shape(dark):
    dark.emulate_media(media="screen")
    assert dark.locator("article summary").count() > 0
    assert dark.evaluate(UNMASKED) == 0


@of(COMPUTED)
def test_no_line_begins_with_the_comma_after_a_formula(dark):
    """What follows a formula without a space stays on its line, at the width of the paper and of a screen."""
    dark.emulate_media(media="screen")
    dark.evaluate(OPEN_ALL)
    dark.set_viewport_size(PAPER)
    assert dark.evaluate(LOST) == []
    dark.set_viewport_size({"width": 1280, "height": 900})
    assert dark.evaluate(LOST) == []


@of(WITH_FIGURES)
def test_a_figure_is_dark_on_light_on_paper_and_light_on_dark_on_the_dark_page(dark):
    dark.emulate_media(media="screen")
    dark.evaluate(OPEN_ALL)
    figure = dark.locator("article img[src*=generated]").first
    figure.scroll_into_view_if_needed()
    settle(dark)
    on_screen = brightness(figure.screenshot())
    dark.emulate_media(media="print")
    settle(dark)
    on_paper = brightness(figure.screenshot())
    assert on_screen[0] < 80
    assert on_screen[1] > 180
    assert on_paper[0] > 240
    assert on_paper[1] < 80


def brightness(png: bytes) -> tuple[int, int]:
    """The background (the commonest grey) and the grey farthest from it."""
    counts = Image.open(io.BytesIO(png)).convert("L").histogram()
    background = counts.index(max(counts))
    present = [grey for grey, count in enumerate(counts) if count > 20]
    return background, max(present, key=lambda grey: abs(grey - background))


@of(["exercises/rnn"])
def test_the_margins_of_a_sheet_are_white(dark):
    """Whatever the device and the page prefer, and whether backgrounds are printed."""
    for device, scheme, background in product(("light", "dark"), ("default", "slate"), (False, True)):
        dark.emulate_media(media="null", color_scheme=device)
        dark.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
        sheet = pypdfium2.PdfDocument(dark.pdf(format="A4", print_background=background, page_ranges="1"))[0]
        shown = sheet.render(scale=1).to_pil().convert("L")
        edges = [(0, 0, 20, shown.height), (shown.width - 20, 0, shown.width, shown.height), (0, 0, shown.width, 15)]
        assert {shown.crop(edge).getextrema() for edge in edges} == {(255, 255)}, (device, scheme, background)
    dark.emulate_media(media="null", color_scheme="dark")
