"""Which files belong to what `make check SLUG=...` asks for."""

import pytest

from scripts import build
from scripts.build import is_of
from scripts.checking.check import Findings


@pytest.mark.parametrize(
    ("slug", "file", "own"),
    [
        ("rnn", "docs/exercises/rnn.md", True),
        ("rnn", "snippets/rnn/deltas.py", True),
        ("rnn", "tests/answer_key/optimization.toml", False),
        ("practice_rnn", "docs/practice/rnn.md", True),
        ("practice_rnn", "docs/practice/rnn/7.md", True),
        ("practice_rnn", "snippets/rnn/practice_cells.py", True),
        ("practice_rnn", "docs/exercises/rnn.md", False),
        ("practice_rnn", "docs/practice/optimization.md", False),
    ],
)
def test_a_file_belongs_to_its_exercise_or_practice(slug, file, own):
    assert is_of(slug, file) is own


@pytest.mark.parametrize(
    ("slug", "said"), [("rnn", "no fault in rnn; `make check` asks what depends on it too"), ("", "")]
)
def test_an_exercise_alone_without_a_fault_says_where_to_go_on(monkeypatch, capsys, slug, said):
    monkeypatch.setattr("scripts.checking.check.check", lambda views, slug: Findings({}, {}, []))
    assert build.list_faults(slug) == 0
    assert capsys.readouterr().err.strip() == said
