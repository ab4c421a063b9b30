"""Tables get a name, headers and a frame."""

import pytest

from scripts.rendering.tables import FRAME, HEADING, with_tables


def table(*rows: list[str], heads: str = "<th>a</th><th>b</th>") -> str:
    body = "\n".join("<tr>\n" + "\n".join(f"<td>{cell}</td>" for cell in row) + "\n</tr>" for row in rows)
    return f"<table>\n<thead>\n<tr>\n{heads}\n</tr>\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def test_a_table_stands_in_a_frame_with_the_title_above_it():
    html = with_tables(f"<p>x</p>{table(['1', '2'])}")
    caption = f'<caption class="unseen" data-search-exclude>{HEADING}</caption>'
    assert html.startswith(f"<p>x</p>{FRAME}{caption}")
    assert html.endswith("</table></div></div>")


def test_the_name_says_the_innermost_fold_and_counts_its_tables():
    fold = f"<details open>\n<summary>A <code>b</code></summary>{table(['1'])}{table(['1'])}</details>"
    html = with_tables(f"<details><summary>Outer</summary>{fold}{table(['1'])}</details>{table(['1'])}")
    names = [part.partition("</caption>")[0] for part in html.split("data-search-exclude>")[1:]]
    assert names == [f"{HEADING}: A b", f"{HEADING}: A b, table 2", f"{HEADING}: Outer", HEADING]


@pytest.mark.parametrize(
    ("heads", "shown"),
    [
        ("<th></th><th>a</th>", '<td></td>\n<th scope="col">a</th>'),
        ('<th style="text-align: right;">a</th>', '<th scope="col" style="text-align: right;">a</th>'),
        (
            '<th><span class="formula">a</span></th>',
            '<th scope="col"><span class="unseen">column </span><span class="formula">a</span></th>',
        ),
    ],
)
def test_cells_of_a_head_are_headers_and_an_empty_corner_is_none(heads, shown):
    assert shown.replace("\n", "") in with_tables(table(["1", "2"], heads=heads)).replace("\n", "")


def test_a_column_that_tells_the_rows_apart_has_their_headers():
    html = with_tables(table(["x", "1"], ["y", "1"]))
    assert html.count('<th scope="row">') == 2
    assert '<th scope="row">x</th>' in html


@pytest.mark.parametrize(
    "rows",
    [
        [["x", "1"]],  # one row needs no name
        [["x", "1"], ["x", "2"]],
        [["x", "1"], ["", "2"]],
        [["x", "1"], ["y", ""]],  # lists beside each other
        [["x" * 121, "1"], ["y", "2"]],  # prose
        [],
    ],
)
def test_other_columns_have_none(rows):
    assert 'scope="row"' not in with_tables(table(*rows))


def test_behind_numbers_the_second_column_names_the_rows():
    html = with_tables(table(["1", "x"], ["2", "y"], heads='<th style="text-align: right;">No.</th><th>b</th>'))
    assert '<td>1</td>\n<th scope="row">x</th>' in html


def test_a_style_of_a_cell_stays():
    rows = table(["x", "1"], ["y", "1"]).replace("<td>x", '<td style="text-align: right;">x')
    assert '<th scope="row" style="text-align: right;">x</th>' in with_tables(rows)


def test_without_a_table_nothing_changes():
    assert with_tables("<p>a</p>") == "<p>a</p>"
