"""Every check can fail: one thing is broken on a copy of the project, and the build says so and publishes nothing.

Most breaks are tried without a build, see `list_faults.py`; the builds are run two at a time, those asked for only.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.exceptions import ConfigurationError

from scripts import build
from scripts.model.paths import here
from tests.breaks import BROKEN, FIXED, KEY, PAGE, SQUARE, Break
from tests.some import full, some
from tests.tiny_project import Draft, Outcome, Project

ROOT = here().root
BUILT = [name for name, broken in BROKEN.items() if broken.is_built]
UNAGREED = (
    "a disagreeing witness",
    "a witness that calls its answer",
    "a key line that disagrees",
    "a key that is no TOML",
)
ONE_CAUSE = ("a raising witness", "a snippet with a syntax error", "a missing test file")
UNCOMPUTED = ("a raising figure", "a raising snippet", "a snippet with a syntax error")
LISTED = [name for name, broken in BROKEN.items() if not broken.is_built]
MENDED = [name for name, broken in BROKEN.items() if broken.fix == FIXED]


@dataclass(frozen=True)
class Result:
    project: Project
    outcome: Outcome


def broken_copy(good: Project, folder: Path, name: str, *, is_measured: bool = False) -> Project:
    project = good.copy(folder / "project", is_measured=is_measured)
    BROKEN[name].apply(project)
    return project


def attempt(good: Project, folder: Path, name: str) -> Result:
    """Break a copy and build it."""
    project = broken_copy(good, folder, name)
    return Result(project, project.run())


def asked_for(request: pytest.FixtureRequest, parameter: str) -> set[str]:
    """The breaks that the collected tests of this file name by a parameter."""
    items = [item for item in request.session.items if item.path == request.path and hasattr(item, "callspec")]
    return {item.callspec.params[parameter] for item in items if parameter in item.callspec.params}


@pytest.fixture(scope="module")
def attempts(
    request: pytest.FixtureRequest, built_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Result]]]:
    """The builds that the collected tests ask for, on their way."""
    with ThreadPoolExecutor(2) as pool:
        folders = {name: tmp_path_factory.mktemp("broken") for name in asked_for(request, "built")}
        yield {name: pool.submit(attempt, built_project, folder, name) for name, folder in folders.items()}
        pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def listed(
    request: pytest.FixtureRequest, built_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """The faults of every break that needs no build and that a collected test asks for."""
    project = built_project.copy(tmp_path_factory.mktemp("listed") / "project")
    command = [sys.executable, "-m", "tests.list_faults", str(project.root)]
    breaks = json.dumps({name: BROKEN[name].edits for name in asked_for(request, "broken") & {*LISTED}})
    unmeasured = {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_CONFIG"}
    shown = subprocess.run(command, cwd=ROOT, input=breaks, capture_output=True, encoding="utf-8", env=unmeasured)
    assert shown.returncode == 0, shown.stderr
    return json.loads(shown.stdout)


def assert_told(broken: Break, project: Project, lines: list[str]) -> None:
    """One of the lines says what it must and points to where it must."""
    where = broken.where(project)
    hits = [line for line in lines if re.search(broken.says, line)]
    assert hits, lines
    assert any(where in line or where.removeprefix("docs/").rstrip(":") in line for line in hits), (where, lines)


@pytest.mark.parametrize("built", some(BUILT, BUILT[:1]))
def test_the_build_fails_and_says_where_and_why(built, attempts, built_project):
    result = attempts[built].result()
    assert result.outcome.code == 1, result.outcome
    assert_told(BROKEN[built], result.project, [line.strip() for line in result.outcome.said.splitlines()])
    assert "Traceback" not in result.outcome.said, result.outcome
    assert result.project.site() == built_project.site(), "site/ is not the last good one"


@pytest.mark.parametrize("broken", some(LISTED, {*LISTED[::3], *ONE_CAUSE}))
def test_the_fault_is_listed_with_where_and_why(broken, listed, built_project):
    draft = Draft(built_project)
    BROKEN[broken].apply(draft)
    assert_told(BROKEN[broken], draft, listed[broken])


@pytest.mark.parametrize("broken", some(MENDED, MENDED[:2]))
def test_fix_mends_it(broken, built_project, tmp_path):
    project = broken_copy(built_project, tmp_path, broken, is_measured=broken == "a value not filled in")
    outcome = project.run("fix")
    assert outcome.code == 0, outcome
    assert "1 literals or copies rewritten" in outcome.said
    assert project.read(PAGE) == built_project.read(PAGE)


@pytest.mark.parametrize("broken", some(UNAGREED, UNAGREED[:1]))
def test_fix_refuses_to_write_a_value_without_agreement(broken, built_project, tmp_path):
    project = broken_copy(built_project, tmp_path, broken, is_measured=broken == "a disagreeing witness")
    project.edit(PAGE, "**9**", "**8**")
    project.edit(PAGE, "![", "![Not ")
    page = project.read(PAGE)
    outcome = project.run("fix")
    assert outcome.code == 1
    assert "the alternative text of square.outline is" in outcome.said
    assert "page says 8, square.area is 9" in outcome.said
    assert project.read(PAGE) == page


@pytest.mark.parametrize("broken", some(UNCOMPUTED, []))
def test_fix_leaves_the_page_alone_where_nothing_was_computed(broken, built_project, tmp_path):
    project = broken_copy(built_project, tmp_path, broken, is_measured=broken == "a raising snippet")
    assert project.run("fix").code == 1
    assert project.read(PAGE) == built_project.read(PAGE)


@pytest.mark.parametrize("broken", ONE_CAUSE)
def test_one_cause_is_one_line(broken, listed):
    assert len(listed[broken]) == 1, listed[broken]


@pytest.mark.parametrize("built", ["a page without snippet"])
def test_one_cause_is_one_line_of_a_build(built, attempts):
    said = attempts[built].result().outcome.said
    faults = [line for line in said.splitlines() if re.match(r"  [\w/.]+:\d+: ", line)]
    assert len(faults) == 1, said


def test_check_lists_the_faults_without_a_site(project):
    BROKEN["a wrong literal"].apply(project)
    site = project.site()
    outcome = project.run("check")
    assert outcome.code == 1
    assert "page says 8, square.area is 9" in outcome.said
    assert project.site() == site
    project.edit(PAGE, "**8**", "**9**")
    assert project.run("check").code == 0


@full
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


@pytest.mark.measured
@pytest.mark.parametrize("name", [PAGE, SQUARE, KEY])
def test_a_file_that_is_not_utf_8_is_named_with_its_line(project, name):
    (project.root / name).write_bytes(project.read(name).encode() + "# grün\n".encode("latin-1"))
    lines = (project.root / name).read_bytes().count(b"\n")
    outcome = project.run("check")
    assert outcome.code == 1
    assert outcome.said.strip() == f"{name}:{lines}: not UTF-8; save the file as UTF-8"


@pytest.mark.measured
@pytest.mark.parametrize("name", [SQUARE, KEY, "mkdocs.yml"])
def test_a_file_with_a_byte_order_mark_is_named(project, name):
    project.write(name, f"\ufeff{project.read(name)}")
    outcome = project.run("check")
    assert outcome.code == 1
    assert outcome.said.strip() == f"{name}:1: begins with a byte order mark (BOM); save it as UTF-8 without one"


@pytest.mark.measured
def test_a_file_in_the_place_of_the_site_is_left_alone(project):
    shutil.rmtree(project.root / "site")
    project.write("site", "a letter")
    outcome = project.run()
    assert outcome.code == 1
    assert outcome.said.strip() == "site is a file, and the build writes a folder of that name; move it away"
    assert project.read("site") == "a letter"


@pytest.mark.measured
def test_without_node_modules_one_line_says_what_to_do(project):
    project.remove("node_modules")
    project.edit(PAGE, "four sides", "the same four sides")
    outcome = project.run()
    assert outcome.code == 1
    assert "KaTeX is missing in node_modules; run `make setup`" in outcome.said
    assert "Traceback" not in outcome.said


def test_what_the_generator_objects_to_is_said_without_a_traceback(monkeypatch, capsys):
    def objects(**_: bool) -> bool:
        raise ConfigurationError("Aborted with 1 warnings in strict mode!")

    monkeypatch.setattr(build, "stage_and_generate", objects)
    assert build.render() is False
    assert capsys.readouterr().err == "Aborted with 1 warnings in strict mode!\n"


def test_an_interrupted_command_says_so_without_a_traceback(monkeypatch, capsys):
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "check", interrupted)
    assert build.main(["check"]) == 130
    assert capsys.readouterr().err == "stopped; site/ is the last good one, and what was computed is kept\n"


@full
@pytest.mark.measured
def test_an_error_of_the_build_itself_shows_its_traceback_and_publishes_nothing(project, built_project):
    project.edit("scripts/rendering/page_parts.py", "def furnish(", "def unfurnish(")
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
