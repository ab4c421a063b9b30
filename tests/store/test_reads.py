"""A file that a snippet reads is a dependency of its result; one from elsewhere stops the build."""

import pytest

from tests.some import full

READING = """
from pathlib import Path

HERE = Path(__file__).parent


def quarter(task):
    extra = float((HERE / "data.txt").read_text(encoding="utf-8"))
    return task.fence / extra
"""


@pytest.fixture
def project(built_project, tmp_path):
    copy = built_project.copy(tmp_path / "project")
    copy.edit("snippets/square.py", "\n\ndef quarter(task):\n    return task.fence / 4\n", READING)
    copy.write("snippets/data.txt", "4.0")
    return copy


@full
def test_a_changed_file_that_a_snippet_reads_makes_it_stale(project):
    assert project.run("site").code == 0
    assert "nothing changed" in project.run("site").said
    project.write("snippets/data.txt", "2.0")
    outcome = project.run("check")
    assert outcome.code == 1
    assert "square.area: witness 'half the square of the diagonal' disagrees: answer 36, witness 9" in outcome.said
    project.write("snippets/data.txt", "4.0")
    assert project.run("check").code == 0


@full
def test_a_file_from_elsewhere_is_named_with_the_line_that_reads_it(project):
    project.edit("snippets/square.py", 'HERE / "data.txt"', 'HERE.parent.parent / "data.txt"')
    (project.root.parent / "data.txt").write_text("4.0", encoding="utf-8")
    outcome = project.run("check")
    assert outcome.code == 1
    line = project.line("snippets/square.py", 'HERE.parent.parent / "data.txt"')
    what = f"quarter reads {project.root.parent}/data.txt, outside the project, where no change is noticed"
    assert f"{line}: {what}; put it beside the snippet" in outcome.said
