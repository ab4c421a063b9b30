"""The bench enlarges a copy of the project by exercises that a build accepts, and that copy alone."""

import subprocess
import sys

import pytest

from scripts.bench import grow, growth
from tests.some import full


@full
def test_a_build_accepts_the_exercises_that_a_copy_grows_by(project):
    project.edit("mkdocs.yml", "  - Square: exercises", "  - Exercises:\n      - Square: exercises")
    command = [sys.executable, "-m", "scripts.bench.grow", "2"]
    subprocess.run(command, cwd=project.root, env=project.environment(), check=True, capture_output=True)
    outcome = project.run()
    assert outcome.code == 0, outcome
    assert outcome.said.count("reused cube_") == 2, outcome
    assert "The slope is <strong>" in project.read("site/exercises/cube_c/index.html")


def test_the_project_itself_does_not_grow():
    with pytest.raises(SystemExit, match="is no throw-away copy"):
        grow.main("2")


def test_the_size_of_a_site_is_that_of_all_its_files(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "one").write_bytes(bytes(1_500_000))
    (tmp_path / "folder" / "two").write_bytes(bytes(500_000))
    assert growth.size(tmp_path) == "2.0 MB"
