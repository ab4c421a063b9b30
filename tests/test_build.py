"""Which files belong to what `make check SLUG=...` asks for."""

import pytest

from scripts.build import is_of


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
