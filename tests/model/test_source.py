"""What on a page is code, formula, comment or text; front matter, sections and parts."""

from pathlib import Path

import pytest

from scripts.model.paths import here
from scripts.model.source import Page


def page(text: str) -> Page:
    return Page(here().docs / "exercises" / "rnn.md", text)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in page(text).tokens]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$x$ and $$y$$", [("maths", "$x$"), ("display", "$$y$$")]),
        ("$$\nx = 1\n$$", [("display", "$$\nx = 1\n$$")]),
        ("costs $5 and $6", []),
        ("costs $5 and 6$", [("maths", "$5 and 6$")]),
        ("$ x$", []),
        ("$x $", []),
        ("$5$3", []),
        (r"\$x\$", [("escape", r"\$"), ("escape", r"\$")]),
        (r"$a \$ b$", [("maths", r"$a \$ b$")]),
        ("$a\nb$", [("maths", "$a\nb$")]),
        ("$a\n\nb$", []),
        ("`$x$`", [("code", "`$x$`")]),
        ("``a ` b``", [("code", "``a ` b``")]),
        ("a ` b\n\nc ` d $x$", [("maths", "$x$")]),
        (r"\`$x$`", [("escape", r"\`"), ("maths", "$x$")]),
        ("```python\n$x$ <!--= a.b -->\n```\n", [("fence", "```python\n$x$ <!--= a.b -->\n```")]),
        ("~~~\n```\n~~~\n", [("fence", "~~~\n```\n~~~")]),
        ("  ```\n  $x$\n  ```\n", [("fence", "  ```\n  $x$\n  ```")]),
        ("```math\nx\n```\n", [("display", "```math\nx\n```")]),
        ("a\n  ~~~ math\n  x\n  ~~~\n", [("display", "  ~~~ math\n  x\n  ~~~")]),
        ("```mathematica\nx\n```", [("fence", "```mathematica\nx\n```")]),
        ("<!-- $x$ `y` -->", [("comment", "<!-- $x$ `y` -->")]),
        ("3 < 4 and 5 > 2", []),
        ('<a href="$x$">', [("tag", '<a href="$x$">')]),
        ("</details>", [("tag", "</details>")]),
        ("[t](../a$b$.md)", [("target", "](../a$b$.md)")]),
        ("# T { #a } { .b }", [("attributes", "{ #a }"), ("attributes", "{ .b }")]),
    ],
)
def test_a_stretch_is_what_a_reader_takes_it_for(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text", ["$x + 1$", "$$x + 1$$", "`x + 1`", "``x + 1``", "```math\nx + 1\n```", "~~~math\nx + 1\n~~~"]
)
def test_what_stands_inside_a_formula_or_a_code_span_has_a_place(text):
    whole = f"one\n{text}\ntwo"
    (token,) = page(whole).tokens
    start, end = token.inner
    assert whole[start:end] == "x + 1"
    assert token.is_block == ("math" in text)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("---\ntitle: A\n---\ntext", {"title": "A"}),
        ("--- \ntitle: A\n--- \ntext", {"title": "A"}),
        ("---\ntitle: A\n...\ntext", {"title": "A"}),
        ("---\n# a comment\ntitle: A\n---\n", {"title": "A"}),
        ("text\n---\ntitle: A\n---\n", {}),
        ("---\n- a list\n---\n", {}),
        ("---\ntitle: [A\n---\n", {}),
        ("---\ntitle: A\n", {}),
        ("", {}),
        ("$x$", {}),
    ],
)
def test_front_matter_is_the_yaml_at_the_top(text, matter):
    assert page(text).front_matter == matter


def test_an_unreadable_front_matter_is_a_fault_at_its_line():
    fault = page("---\ntitle: A\nparts: {a\n---\n").front_fault
    assert (fault.file, fault.line) == ("docs/exercises/rnn.md", 3)
    assert fault.message.startswith("the front matter cannot be read: while parsing")
    assert page("---\ntitle: A\n---\n").front_fault is None
    assert page("").front_fault is None


def test_a_character_that_yaml_forbids_is_a_fault_at_the_top():
    assert page("---\ntitle: \x01\n---\n").front_fault.line == 1


def test_files_with_windows_line_ends_read_the_same(tmp_path):
    (tmp_path / "a.md").write_bytes(b"---\r\ntitle: A\r\n---\r\n# T\r\n")
    read = Page.read(tmp_path / "a.md")
    assert (read.slug, read.front_matter, [section.title for section in read.sections]) == ("a", {"title": "A"}, ["T"])


def test_a_fault_counts_lines_from_one():
    text = "one\ntwo\nthree"
    assert [page(text).fault(text.index(word), "").line for word in text.split()] == [1, 2, 3]
    assert page(text).fault(0, "wrong").file == "docs/exercises/rnn.md"


def test_sections_have_title_id_and_end():
    text = "# T\n## (a) One { #a }\n### Deep\n## Two {#b .x}\n```\n# code\n```\n<!--\n# no\n-->\n"
    found = [(section.level, section.title, section.id) for section in page(text).sections]
    assert found == [(1, "T", ""), (2, "(a) One", "a"), (3, "Deep", ""), (2, "Two", "b")]
    one = page(text).sections[1]
    assert text[one.start : one.end] == "## (a) One { #a }\n### Deep\n"


PARTS = "---\nparts:\n  a: {title: A, points: 4}\n  1: {title: One, points: 2}\n  b: {title: B}\n  c: 3\n---\n"


def test_parts_are_those_with_points_under_text_ids():
    assert page(PARTS).parts == {"a": {"title": "A", "points": 4}, "1": {"title": "One", "points": 2}}
    assert page("---\nparts: [a, b]\n---\n").parts == {}


def test_a_position_belongs_to_the_part_in_whose_section_it_stands():
    text = PARTS + "# T\nx\n## A { #a }\ny\n### Deep\nz\n## Other { #task }\nw\n## One { #1 }\nv"
    assert [page(text).part_at(text.index(f"\n{letter}") + 1) for letter in "xyzwv"] == ["", "a", "a", "", "1"]


def test_a_page_outside_the_project_keeps_its_whole_path():
    assert Page(Path("/elsewhere/a.md"), "").fault(0, "").file == "/elsewhere/a.md"
