"""A page is checked section by section, and every fault is what it is when the page is checked whole."""

import pytest

from scripts.checking import sections as module
from scripts.checking.check import check_page, check_section
from scripts.checking.sections import Part, as_github, cut
from scripts.model.source import Page
from scripts.rendering.views import VIEWS
from scripts.store.kept import made
from tests.checking.made_up import EX, page

SECTIONS = "---\nparts: {a: {points: 2}}\n---\n# T\n\n## One\n\nGood.\n\n## Two\n\n**Open.\n"
GRADED = "## (a) { #a }\n\n<details>\n<summary>How it is graded</summary>\n\n3 points: n 1, m 1.\n\n</details>\n\n"
FIGURE = "## Two\n\n![A line of 18.](../generated/ex/draw.svg) <!-- view: ledger other -->\n"


def whole(page: Page) -> Part:
    return Part(page.path, page.text, page, 0, 0)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr(module, "kept", lambda name, parts, make: asked.append(name) or make())
    return asked


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("## One\n\n## Two\n", ["## One", "## Two"]),
        ("x\n\n## One\n\n### Below\n\n## Two\n", ["x", "## One", "## Two"]),
        ("x\n\n## One\n\n[a]: b.md\n", ["x"]),
        ("# T { #task }\n\n## One\n", ["# T { #task }"]),
        ("\ufeffx\n\n## One\n", ["\ufeffx"]),
        ("x\n## One\n\n## Two\n", ["x", "## Two"]),
        ("x\n\n$$ a\n\n## One\n\nb $$\n\n## Two\n", ["x", "## Two"]),
        ("x\n\n$$ a\n\n## One\n\n## Two\n\nb $$\n", ["x"]),
        ("<div>\n\n## One\n\n</div>\n\n## Two\n", ["<div>", "## Two"]),
        ("<br> <hr/> <https://a.invalid>\n\n## One\n", ["<br> <hr/> <https://a.invalid>", "## One"]),
        ("</p>\n\n## One\n\n<p>\n\n## Two\n", ["</p>", "## Two"]),
    ],
)
def test_a_section_ends_where_nothing_reaches_on(text, starts):
    assert [part.text.partition("\n")[0] for part in cut(page(text))] == starts
    assert "".join(part.text for part in cut(page(text))) == text


@pytest.mark.parametrize(
    "text",
    [
        SECTIONS,
        SECTIONS + GRADED,
        "x 17<!--= ex.n -->\n\n## One\n\n18<!--= ex.n --> and 2.25, $a = 3$ holds.\n\n" + FIGURE,
        "## One\n\n`open\n\n## Two\n\n17<!--= ex.n --> <b>x\n\n## Three\n\n5<!--= ex.nothing -->\n",
    ],
)
def test_what_is_found_in_sections_is_found_in_the_whole(text):
    shown = page(text)
    by_sections, at_once = check_page(shown, {"ex": EX}, VIEWS), check_section(whole(shown), {"ex": EX}, VIEWS)
    assert len(cut(shown)) > 1
    assert by_sections.faults
    for name, found in vars(by_sections).items():
        assert (set(found) if isinstance(found, list) else found) == (
            set(getattr(at_once, name)) if isinstance(found, list) else getattr(at_once, name)
        ), name


def test_only_a_section_that_changed_is_checked():
    asked = []

    def reports(makers):
        asked.extend(makers)
        return made(makers)

    check_page(page("x\n\n## One\n\n## Two\n"), {}, VIEWS, reports)
    assert asked == ["x\n\n", "## One\n\n", "## Two\n"]


@pytest.mark.parametrize(("text", "cuts"), [(SECTIONS, 3), (SECTIONS + "\n[a]: b.md\n", 1)])
def test_a_page_is_compared_with_github_section_by_section(nothing_kept, text, cuts):
    assert [fault.line for fault in as_github(whole(page(text)))] == [12]
    assert len(nothing_kept) == cuts
    del nothing_kept[:]
    assert [fault.line for part in cut(page(text)) for fault in as_github(part)] == [12 if cuts == 1 else 3]
    assert len(set(nothing_kept)) == cuts
