"""Copies of the snippets with section markers."""

import pytest

from scripts.checking import listings
from scripts.checking.listings import INCLUDE, check_listings, definitions, listing, with_markers, write_listings
from scripts.model.paths import here
from scripts.model.source import Page

MODULE = '''\
"""A module."""

import functools

SIZE: int = 3
A, b = 1, 2


@functools.cache
@functools.wraps(
    print
)
def decorated(task):
    def inner():
        return 1

    return inner


class Thing:
    x = 1
'''


def test_a_definition_reaches_from_its_first_decorator_to_its_last_line():
    assert definitions(MODULE) == {"SIZE": (5, 5), "decorated": (9, 17), "Thing": (20, 21)}
    assert definitions("x = y = (1,\n 2)") == {"x": (1, 2), "y": (1, 2)}


def test_the_copy_has_every_definition_between_markers():
    lines = with_markers(MODULE).splitlines()
    start, end = lines.index("# --8<-- [start:decorated]"), lines.index("# --8<-- [end:decorated]")
    assert lines[start + 1 : end] == MODULE.splitlines()[8:17]
    assert [line for line in lines if not line.startswith("# --8<--")] == MODULE.splitlines()
    assert len(lines) == len(MODULE.splitlines()) + 6


@pytest.fixture
def folders(standing_in, tmp_path):
    snippets, copies = tmp_path / "snippets", tmp_path / "listings"
    (snippets / "rnn").mkdir(parents=True)
    standing_in(snippets=snippets, listings=copies)
    (snippets / "one.py").write_text(MODULE, encoding="utf-8")
    (snippets / "rnn" / "steps.py").write_text("def step():\n    return 1\n", encoding="utf-8")
    write_listings()
    return snippets, copies


def test_a_module_that_does_not_parse_keeps_its_last_good_copy(folders):
    snippets, copies = folders
    before = (copies / "one.py").read_text(encoding="utf-8")
    (snippets / "one.py").write_text("def broken(:\n", encoding="utf-8")
    (snippets / "never.py").write_text("def broken(:\n", encoding="utf-8")
    write_listings()
    assert (copies / "one.py").read_text(encoding="utf-8") == before
    assert not (copies / "never.py").exists()


def faults(text: str) -> list[str]:
    return [str(fault) for fault in check_listings(Page(here().docs / "a.md", text))]


@pytest.mark.parametrize("name", ["one.py", "one.py:Thing", "rnn/steps.py:step"])
def test_a_listing_of_a_definition_is_right(folders, name):
    assert faults(f'```python\n--8<-- "{name}"\n```') == []


def test_a_listing_of_nothing_names_what_there_is(folders):
    assert faults('x\n--8<-- "one.py:thing"') == [
        "docs/a.md:2: one.py has no definition thing; it has SIZE, decorated, Thing"
    ]
    assert faults('--8<-- "two.py:thing"') == ["docs/a.md:1: no snippet two.py; listings come from snippets/"]


def test_a_listing_of_a_module_that_never_parsed_is_a_fault_not_a_crash(folders):
    (folders[0] / "never.py").write_text("def broken(:\n", encoding="utf-8")
    assert faults('--8<-- "never.py:broken"') == [
        "docs/a.md:1: never.py cannot be parsed, so nothing of it can be shown"
    ]


@pytest.mark.parametrize(
    "fence",
    [
        '```python\n--8<-- "one.py:Thing"\n\n--8<-- "one.py"\n```',
        '```python title="From the protocol"\nloss_fn(out, out, X)\n```',
        '```text title="What Python says"\nanything\n```',
        "```text\nanything\n```\n<!--= rnn.output -->",
        "```pycon\n>>> 17\n```\n<!--= rnn.output -->",
        '```\n--8<-- "one.py"\n```',
        "```\n\n```",
        '  ```python\n  --8<-- "one.py"\n  ```',
    ],
)
def test_python_on_a_page_is_a_listing_or_has_a_title(folders, fence):
    assert faults(fence) == []


@pytest.mark.parametrize(
    ("body", "line"), [("x = 1", 4), ('--8 < --"one.py:Thing"', 4), ('--8<-- "one.py"\n\nx = 1\ny = 2', 6)]
)
def test_code_by_hand_is_a_fault(folders, body, line):
    assert faults(f"text\n\n```python\n{body}\n```") == [f"docs/a.md:{line}: {listings.BY_HAND}"]


@pytest.mark.parametrize(
    "head",
    [
        *("Python", "py", "PY3", "python3", "ipython", "{.python .input}", "{ .py3 }", "{python}", " python ", "pyi"),
        *("{.python .input  n=1}", "{code-cell} ipython3", "python hl_lines='1'", "Python3.11"),
    ],
)
def test_python_is_python_however_it_is_spelt(folders, head):
    for bars in ("```", "~~~", "````"):
        assert faults(f"text\n\n{bars}{head}\nprint('the gradient', 18)\n{bars}") == [
            f"docs/a.md:4: {listings.BY_HAND}"
        ]


@pytest.mark.parametrize(
    "language", ["", "text", "pycon", "console", "json", "sh", "{.text}", "text hl_lines=1", 'text title=""']
)
def test_output_by_hand_is_a_fault(folders, language):
    fault = f"docs/a.md:4: {listings.OUTPUT_BY_HAND}"
    assert faults(f"text\n\n```{language}\n17\n```") == [fault]
    assert faults(f"text\n\n~~~{language}\n17\n~~~\n\n<!--= rnn.output -->") == [fault]


SAID = '''

@decorated
def said(x):
    """Words.

    And more.
    """

    return x


def silent(x):
    return x
'''


@pytest.mark.parametrize(
    ("include", "shown"),
    [
        ('--8<-- "a.py:Thing"', "class Thing:\n    x = 1"),
        ('  --8<-- "a.py:Thing"', "  class Thing:\n      x = 1"),
        ('--8<-- "a.py:Thing" without words', "class Thing:\n    x = 1"),
        ('--8<-- "a.py:said" without words', "@decorated\ndef said(x):\n    return x"),
        ('--8<-- "a.py:silent" without words', "def silent(x):\n    return x"),
        ('--8<-- "a.py"', (MODULE + SAID).rstrip("\n")),
        ('--8<-- "a.py:gone"', '--8<-- "a.py:gone"'),
        ('--8<-- "gone.py"', '--8<-- "gone.py"'),
    ],
)
def test_an_include_shows_a_definition_or_the_whole_module(include, shown, standing_in, tmp_path):
    standing_in(listings=tmp_path)
    (tmp_path / "a.py").write_text(with_markers(MODULE + SAID), encoding="utf-8")
    assert INCLUDE.sub(listing, include) == shown
