"""`make new`: four files and a line of navigation, and what they lack is said until nothing is left."""

import re
import subprocess
import sys

import pytest

from scripts.model.paths import here
from tests.some import full
from tests.tiny_project import Outcome, Project

FILES = {
    "page": "docs/exercises/circle.md",
    "snippet": "snippets/circle.py",
    "key": "tests/answer_key/circle.toml",
    "test": "tests/exercises/circle/test_circle.py",
}
SECOND = """

@slope.witness("central differences", within=1e-6)
def slope_by_differences(task):
    return ((task.theta + 1e-4) ** 3 - (task.theta - 1e-4) ** 3) / 2e-4
"""
TEST = "\nimport snippets.circle as c\n\n\ndef test_a_cube_is_flat_at_zero():\n    assert c.slope(c.Task(0.0)) == 0\n"

pytestmark = pytest.mark.measured


def new(project: Project, *slug: str) -> Outcome:
    command = [sys.executable, "-m", "scripts.setup.new_exercise", *slug]
    done = subprocess.run(
        command, cwd=project.root, env=project.environment(), stderr=subprocess.PIPE, encoding="utf-8"
    )
    return Outcome(done.returncode, done.stderr)


def follow(project: Project, message: str) -> None:
    """What somebody does who knows nothing but the message."""
    place, said = re.fullmatch(r" *([^ ]+?): (.*)", message).groups()
    file, _, line = place.partition(":")
    if said.startswith("left to do: "):
        lines = project.read(file).split("\n")
        lines[int(line) - 1] = re.sub(r"TODO[^\"]*", "Words of mine.", lines[int(line) - 1])
        project.write(file, "\n".join(lines))
    elif not is_for_fix(said) and "page says ?" not in said:  # that is for when a witness agrees
        added = {
            "has one witness; two": SECOND,
            "no line for slope,": "# 3 * 2^2 = 12\nslope = 12\n",
            "no test; ": TEST,
        }
        (text,) = (text for words, text in added.items() if words in said)
        project.write(file, project.read(file) + text)


def is_for_fix(message: str) -> bool:
    return message.endswith("`make fix` writes it")


def faults(outcome: Outcome) -> list[str]:
    return [line for line in outcome.said.splitlines() if re.match(r"  [\w/.]+\w:", line)]


@full
def test_the_messages_alone_lead_to_a_green_check(project):
    outcome = new(project, "circle")
    assert outcome.code == 0, outcome
    assert "      - " not in project.read("mkdocs.yml")
    assert "- Square: exercises/square.md\n  - 2 · Circle: exercises/circle.md\n" in project.read("mkdocs.yml")
    assert outcome.said.endswith("make check SLUG=circle says what is left to do\n")
    outcome = project.run("check", "circle")
    assert {file for file in FILES.values() if file in outcome.said} == set(FILES.values()), outcome
    rounds = iter(range(4))
    while (messages := faults(outcome)) and next(rounds, None) is not None:
        for message in messages:
            follow(project, message)
        if any(map(is_for_fix, messages)):
            project.run("fix", "circle")
        outcome = project.run("check", "circle")
    assert outcome.code == 0, outcome
    assert "The slope is **12**<!--= circle.slope -->." in project.read(FILES["page"])
    for name in ("snippet", "test"):
        command = [sys.executable, "-m", "ruff", "check", "--config", str(here().root / "pyproject.toml"), FILES[name]]
        assert subprocess.run(command, cwd=project.root).returncode == 0
    outcome = project.run()
    assert outcome.code == 0, outcome


@pytest.mark.parametrize(
    ("slug", "why"),
    {
        "": "say which exercise, in a word for its topic: make new SLUG=attention",
        "soft-max": "soft-max is no name for a module of Python; say make new SLUG=soft_max",
        "Class": "Class is no name for a module of Python; say make new SLUG=the_class",
        "3d": "3d is no name for a module of Python; say make new SLUG=the_3d",
        "?": "? is no name for a module of Python; say make new SLUG=the",
        "square": "square has docs/exercises/square.md already; choose another slug",
        "answers": "answers has snippets/answers.py already; choose another slug",
    }.items(),
)
def test_a_bad_or_taken_slug_is_refused_in_one_line(project, slug, why):
    outcome = new(project, *filter(None, [slug]))
    assert (outcome.code, outcome.said) == (1, f"{why}\n")
    assert project.read("mkdocs.yml").count("exercises/") == 1


def test_the_line_goes_to_the_end_of_the_list_of_exercises(project):
    nav = "  - Exercises:\n      - Square: exercises/square.md\n      - A copy: copy.md\n  - Notes: notes.md\n"
    project.edit("mkdocs.yml", "  - Square: exercises/square.md\n", nav)
    assert new(project, "two_moons").code == 0
    assert "- A copy: copy.md\n      - 2 · Two moons: exercises/two_moons.md\n  - Notes" in project.read("mkdocs.yml")
