"""Tables as a screen reader needs them: a name, headers of columns and of rows; and in a frame that scrolls."""

import re
from collections.abc import Sequence

TABLE = re.compile(r"<table>(?P<rows>.*?)</table>", re.S)
FOLD = re.compile(r"<details\b|</details>|<summary\b[^>]*>(?P<title>.*?)</summary>", re.S)
ROW = re.compile(r"<tr>(.*?)</tr>", re.S)
CELL = re.compile(r"<t[dh](?P<style>[^>]*)>(?P<inside>.*?)</t[dh]>", re.S)
MARKUP = re.compile(r"<[^>]*>")
STYLES = ("", *(f' style="text-align: {side};"' for side in ("left", "center", "right")))
FRAME = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>'
HEADING = "<!--heading-->"  # stands for the title above a piece, which only the page knows
LONGEST = 120  # characters of a cell that names its row; what is longer is prose
MOST = 0.75


def with_tables(html: str) -> str:
    """The HTML of a piece with its tables framed and named.

    Material puts tables into frames by a script that works on the text while it loads, a fifth of a phone's effort.
    """
    if "<table>" not in html:
        return html
    captions: list[str] = []

    def framed(table: re.Match[str]) -> str:
        captions.append(_caption(html[: table.start()]))
        number = captions.count(captions[-1])
        name = f"{captions[-1]}, table {number}" if number > 1 else captions[-1]
        caption = f'<caption class="unseen" data-search-exclude>{name}</caption>'
        return f"{FRAME}{caption}{_with_row_headers(_with_heads(table['rows']))}</table></div></div>"

    return TABLE.sub(framed, html)


def _caption(before: str) -> str:
    """The title above a table, and that of the fold in which it stands."""
    folds: list[str] = []
    for mark in FOLD.finditer(before):
        if mark["title"] is not None:
            folds[-1:] = [_words(mark["title"])]
        elif mark[0].startswith("</"):
            folds.pop()
        else:
            folds.append("")
    return ": ".join([HEADING, *folds[-1:]])


def _words(html: str) -> str:
    return MARKUP.sub("", html).strip()


def _with_heads(html: str) -> str:
    """Cells of a head are headers; a corner without a word is none.

    One with a formula only gets a word, because axe-core does not read MathML.
    """
    for style in STYLES:
        html = html.replace(f"<th{style}></th>", "<td></td>")
        html = html.replace(f"<th{style}>", f'<th scope="col"{style}>')
        formula = f'<th scope="col"{style}><span class="formula"'
        html = html.replace(formula, formula.replace("<span", '<span class="unseen">column </span><span'))
    return html


def _with_row_headers(html: str) -> str:
    """The cells that name the rows are headers of them."""
    head, opening, body = html.partition("<tbody>")
    rows = [[cell["inside"] for cell in CELL.finditer(row)] for row in ROW.findall(body)]
    heads = [_words(cell["inside"]) for cell in CELL.finditer(head)]
    column = 1 if heads[:1] == ["No."] else 0  # behind a column of numbers the second
    if not _names_rows(rows, column):
        return html
    return f"{head}{opening}{ROW.sub(lambda row: _with_header(row[0], column), body)}"


def _names_rows(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column says what most rows are about, each in a few words or a formula.

    Where cells behind it are empty, the columns are lists that stand beside each other.
    """
    names = [row[column] for row in rows if len(row) > column and all(row[column:])]
    is_whole = len(names) == len(rows) > 1 and len(set(names)) > len(names) * MOST
    return is_whole and all(len(_words(name)) <= LONGEST for name in names)


def _with_header(row: str, column: int) -> str:
    cell = list(CELL.finditer(row))[column]
    return f'{row[: cell.start()]}<th scope="row"{cell["style"]}>{cell["inside"]}</th>{row[cell.end() :]}'
