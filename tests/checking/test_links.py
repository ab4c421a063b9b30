"""Each link leads to a page, a place or a file that there is; the navigation has all pages and no others."""

import pytest

from scripts.checking import check_links as module
from scripts.checking.check_links import check_links, check_navigation
from scripts.checking.check_statements import StatementText
from scripts.model.paths import here
from scripts.model.source import Page
from tests import told

DOCS, EXERCISES, SNIPPETS = here().docs, here().exercises, here().snippets
HERE = "---\ntitle: T\n---\n# The title\n\n## (a) Task { #task }\n\n## Words & *more* words\n\n### `Words` more words\n"
PARTS = '\n<p id="below">x</p>\n\n<!-- view: ledger rnn -->\n\n<!-- view: statements nets -->\n'
RNN = told.exercise(
    "rnn",
    told.answer("rnn.slope@tanh"),
    told.statement("rnn.net_07", topic="nets"),
    told.statement("rnn.other_01", topic="others"),
    figures=[told.figure("rnn.unrolled", "A net.")],
)
OTHERS = [Page(DOCS / "index.md", "# I\n"), Page(DOCS / "protocol.md", "# P\n"), Page(DOCS / "notation.md", "# N\n")]


def said(text: str, exercises: dict | None = None) -> list[tuple[int, str]]:
    page = Page(EXERCISES / "rnn.md", f"{text}\n\n{HERE if '---' not in text else ''}{PARTS}")
    found = check_links([page], [page, *OTHERS], {"rnn": RNN} if exercises is None else exercises)
    return [(fault.line, fault.message) for fault in found]


@pytest.mark.parametrize(
    "link",
    [
        "[a](../index.md) [b](rnn.md) [c](../notation.md 'a title') [d](<../protocol.md>)\n\n[f]: ../protocol.md",
        "[a](#task) [b](#the-title) [c](#words-more-words) [d](rnn.md#words-more-words_1) [e](#below)",
        "[a](#value-rnn-slope-at-tanh) [b](#net-07)",
        "[a](https://elsewhere.invalid/x) [b](mailto:a@b.invalid) <https://elsewhere.invalid/y>",
        "![x](../generated/rnn/unrolled.svg) [y](../answers.json#any) [z](../answers.schema.json)",
        "[a](../notebooks/autoencoder.ipynb#x) [b](../generated/notebooks/autoencoder_exercise.ipynb)",
        '<a href="../../protocol/">x</a> <img src=../../generated/rnn/unrolled.svg> <a href="../.."><a href="#task">',
        "`[a](nothing.md)` <!-- note: [b](nothing.md) --> $](nothing.md)$",
        "![x](../generated/rnn/told_by_the_check_of_figures.svg)",
    ],
)
def test_what_leads_somewhere_is_no_fault(link):
    assert said(link) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[a](rn.md)", "no page rn.md; there is rnn.md"),
        ("[a]: ../protocl.md", "no page ../protocl.md; there is ../protocol.md"),
        ("[a](protocol/)", "no page protocol/; there is ../protocol.md"),
        ("![a](../zzzzz.png)", "no file ../zzzzz.png"),
        ("![a](generated/rnn/unrolled.svg)", "no file generated/rnn/unrolled.svg; there is ../generated/rnn/unrolled"),
        ("[a](../assets/look/page.css)", "no file ../assets/look/page.css"),
        ("[a](/protocol.md)", "/protocol.md begins at the top of the server"),
        ("[a](rnn.md#tsk)", "no place #tsk on exercises/rnn.md; there is #task"),
        ("[a](#other-01)", "no place #other-01 on exercises/rnn.md"),
        ("[a](../notation.md#zzz)", "no place #zzz on notation.md"),
        ('<a href="rnn.md">x</a>', "no page rnn.md"),
        ('<a href="../protocol/">x</a>', "no page ../protocol/; there is ../../protocol"),
    ],
)
def test_what_leads_nowhere_is_named_with_its_line_and_what_is_near(link, message):
    ((line, told),) = said(f"x\n\n{link}")
    assert (line, told[: len(message)]) == (3, message)


def test_what_an_exercise_would_make_that_could_not_be_computed_is_not_missed():
    assert said("[a](#value-rnn-nothing)", {}) == []


def test_a_link_of_a_statement_is_one_of_the_page_that_shows_it():
    texts = [StatementText(SNIPPETS / "rnn" / "nets.py", text, 7) for text in ("[a](../protocl.md)", "[b](rnn.md) x")]
    page = Page(EXERCISES / "rnn.md", HERE)
    (fault,) = check_links([page], [page, *OTHERS], {"rnn": RNN}, texts)
    assert (fault.file, fault.line) == ("snippets/rnn/nets.py", 7)
    assert fault.message.startswith("no page ../protocl.md; there is ../protocol.md")


@pytest.fixture
def navigation(monkeypatch, standing_in, tmp_path):
    standing_in(config=tmp_path / "mkdocs.yml")
    monkeypatch.setattr(module, "notebooks", lambda: ["autoencoder"])

    def found(text: str) -> list[str]:
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
        return [str(fault) for fault in check_navigation(OTHERS[:2])]

    return found


NAV = (
    "site_name: x\nnav:\n  - I: index.md\n  - More:\n\n      - protocol.md  # said\n      - notebooks/autoencoder.md\n"
)


def test_the_navigation_has_every_page_and_no_other(navigation):
    assert navigation(NAV + "strict: true\n") == []
    assert navigation(NAV + "      - N: protocl.md\n") == ["mkdocs.yml:8: no page protocl.md; there is protocol.md"]
    what, mend = "this page is not in the navigation; add the line", "to nav in mkdocs.yml"
    assert navigation(NAV.replace("  - I: index.md\n", "").replace("      - notebooks/autoencoder.md\n", "")) == [
        f"docs/index.md:1: {what} `- Its title: index.md` {mend}",
        f"docs/notebooks/autoencoder.py:1: {what} `- Its title: notebooks/autoencoder.md` {mend}",
    ]
    assert len(navigation("site_name: x\n")) == 3
