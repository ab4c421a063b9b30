"""Every check can fail: one thing is broken on a copy of the project, and the build says so and publishes nothing.

The builds of the table are run two at a time, those of the tests that were asked for only.
"""

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.breaks import BROKEN, FIXED, PAGE, SQUARE, Break
from tests.tiny_project import Outcome, Project


@dataclass(frozen=True)
class Result:
    project: Project
    outcome: Outcome
    where: str


def attempt(good: Project, folder: Path, broken: Break) -> Result:
    """Break a copy and let the build notice."""
    project = good.copy(folder / "project")
    broken.apply(project)
    return Result(project, project.run(broken.words), broken.where(project))


@pytest.fixture(scope="module")
def attempts(
    request: pytest.FixtureRequest, built_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Result]]]:
    """The builds that the collected tests ask for, on their way."""
    calls = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    wanted = dict.fromkeys(params["broken"] for params in calls if "broken" in params)
    with ThreadPoolExecutor(2) as pool:
        folders = {name: tmp_path_factory.mktemp("broken") for name in wanted}
        yield {name: pool.submit(attempt, built_project, folder, BROKEN[name]) for name, folder in folders.items()}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("broken", BROKEN)
def test_the_build_fails_and_says_where_and_why(broken, attempts, built_project):
    result = attempts[broken].result()
    assert result.outcome.code == 1, result.outcome
    lines = [line.strip() for line in result.outcome.said.splitlines()]
    hits = [line for line in lines if re.search(BROKEN[broken].says, line)]
    assert hits, result.outcome
    assert any(result.where in line or result.where.removeprefix("docs/").rstrip(":") in line for line in hits), (
        result.where,
        result.outcome,
    )
    assert "Traceback" not in result.outcome.said, result.outcome
    assert result.project.site() == built_project.site(), "site/ is not the last good one"


@pytest.mark.parametrize("broken", [name for name, item in BROKEN.items() if item.fix == FIXED])
def test_fix_mends_it(broken, attempts, built_project):
    project = attempts[broken].result().project
    outcome = project.run("fix")
    assert outcome.code == 0, outcome
    assert "1 literals rewritten" in outcome.said
    assert project.read(PAGE) == built_project.read(PAGE)


@pytest.mark.parametrize(
    "broken",
    ["a disagreeing witness", "a witness that calls its answer", "a key line that disagrees", "a key that is no TOML"],
)
def test_fix_refuses_to_write_a_value_without_agreement(broken, attempts, tmp_path):
    project = attempts[broken].result().project.copy(tmp_path / "project")
    project.edit(PAGE, "**9**", "**8**")
    project.edit(PAGE, "![", "![Not ")
    page = project.read(PAGE)
    outcome = project.run("fix")
    assert outcome.code == 1
    assert "the alternative text of square.outline is" in outcome.said
    assert "page says 8, square.area is 9" in outcome.said
    assert project.read(PAGE) == page


@pytest.mark.parametrize("broken", ["a raising figure", "a raising snippet", "a snippet with a syntax error"])
def test_fix_leaves_the_page_alone_where_nothing_was_computed(broken, attempts, built_project):
    project = attempts[broken].result().project
    assert project.run("fix").code == 1
    assert project.read(PAGE) == built_project.read(PAGE)


@pytest.mark.parametrize("broken", ["a raising witness", "a snippet with a syntax error", "a page without snippet"])
def test_one_cause_is_one_line(broken, attempts):
    said = attempts[broken].result().outcome.said
    faults = [line for line in said.splitlines() if re.match(r"  [\w/.]+:\d+: ", line)]
    assert len(faults) == 1, said


def test_the_direct_term_only_is_caught_by_every_witness(project):
    """As in "Accepted when": the answer itself becomes a slip."""
    project.edit(SQUARE, "return quarter(task) ** 2", "return task.fence**2 / 4")
    outcome = project.run()
    assert outcome.code == 1
    for witness in ("half the square of the diagonal", "four triangles"):
        assert f"square.area: witness {witness!r} disagrees: answer 36, witness 9, deviation 0.75" in outcome.said
    before = project.read(PAGE)
    assert project.run("fix").code == 1
    assert project.read(PAGE) == before


def test_an_error_of_the_build_itself_shows_its_traceback_and_publishes_nothing(project, built_project):
    project.edit("scripts/rendering/furniture.py", "def furnish(", "def unfurnish(")
    outcome = project.run()
    assert outcome.code == 1
    assert "ImportError: cannot import name 'furnish'" in outcome.said
    assert "failed; site/ is still the last good one" in outcome.said
    assert project.site() == built_project.site()


def test_a_mended_project_builds_again(project):
    project.edit(PAGE, "**9**", "**8**")
    assert project.run().code == 1
    project.edit(PAGE, "**8**", "**9**")
    assert project.run().code == 0
