"""The drill of planted faults: a quick part of it runs here, `make drill` runs all."""

import json
from types import SimpleNamespace

import pytest

from scripts.model.paths import here
from scripts.reporting import drill
from scripts.reporting.drill import Outcome, told
from scripts.reporting.planted import PLANTS, NoPlaceError, instead, into

ON_PAGES = [number for number, plant in enumerate(PLANTS) if not plant.is_computed]
QUICK = sorted({*ON_PAGES[::5], *ON_PAGES[3::5]})  # a third of all, none of which needs an exercise computed anew


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Coverage does not follow into the copy: its lines have tests of their own, and tracing doubles the time."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        return {outcome.name: outcome for outcome in drill.drill(QUICK, tmp_path_factory.mktemp("drill"))}


@pytest.mark.timeout(400)
@pytest.mark.parametrize("number", QUICK)
def test_no_planted_fault_is_published(number, outcomes):
    outcome = outcomes[PLANTS[number].name]
    assert not outcome.is_published
    assert any(fault.startswith(PLANTS[number].file) for fault in outcome.faults), outcome.faults


def test_there_are_faults_of_many_kinds_each_planted_once():
    assert len({plant.name for plant in PLANTS}) == len(PLANTS) >= 80
    assert len({plant.kind for plant in PLANTS}) >= 20
    assert 3 * len(QUICK) >= len(PLANTS)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name[:60])
def test_every_plant_finds_its_place(plant):
    before = (here().root / plant.file).read_text(encoding="utf-8")
    assert plant.change(before) != before


def test_a_plant_whose_place_is_gone_says_so():
    with pytest.raises(NoPlaceError, match=r"a\.md: nothing to plant at .x.; mend scripts"):
        instead("kind", "a.md", "x", "y").change("z")


def test_a_plant_stands_in_the_fold_of_its_part():
    page = "## (a) { #a }\n<summary>Result</summary>\n## (b) { #b }\n<summary>Result</summary>\n\nText.\n"
    changed = into("kind", "a.md", "b", "Result", r"$\frac1N$").change(page)
    assert changed == page.replace("</summary>\n\nText", "</summary>\n\n$\\frac1N$\n\nText")


def test_an_outcome_is_told_on_two_lines():
    assert told(Outcome("a: b", ["f:1: one", "f:2: two"], False)) == "a: b\n    stopped by f:1: one (and 1 more)"
    assert told(Outcome("a: b", [], True)) == "a: b\n    PUBLISHED"
    assert "stopped by the build itself" in told(Outcome("a: b", [], False))


PLANT = instead("a wrong digit", "snippets/ex.py", "1", "2")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, standing_in, tmp_path):
    """A project of one snippet, judged by functions that stand in for the build's."""
    standing_in(root=tmp_path)
    evidence = here().evidence / "ex.json"
    files = [here().snippets / "ex.py", evidence, here().hashes]
    monkeypatch.setattr(drill, "results_of", lambda slug: [evidence])
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("1", encoding="utf-8")
    monkeypatch.setattr(drill, "PLANTS", [PLANT])
    monkeypatch.setattr("scripts.computing.tasks.compute", lambda slug: evidence.write_text("2", encoding="utf-8"))
    return files


def found(monkeypatch: pytest.MonkeyPatch, *faults: str) -> None:
    """Every check finds these from the second time on: the project itself has none."""
    calls = iter([[], *[list(faults)] * 9])
    monkeypatch.setattr("scripts.checking.check.check", lambda views, slug="": SimpleNamespace(faults=next(calls)))


def test_the_worker_plants_judges_and_pulls_out(small, monkeypatch, capsys):
    found(monkeypatch, "snippets/ex.py:1: wrong")
    assert drill.worker([0]) == 0
    assert json.loads(capsys.readouterr().out) == [PLANT.name, ["snippets/ex.py:1: wrong"], False]
    assert [file.read_text(encoding="utf-8") for file in small] == ["1"] * 3


def test_a_fault_of_a_page_asks_for_no_computation(small, monkeypatch, capsys):
    page = small[0].parents[1] / "docs/a.md"
    page.parent.mkdir()
    page.write_text("1", encoding="utf-8")
    monkeypatch.setattr(drill, "PLANTS", [instead("a wrong digit", "docs/a.md", "1", "2")])
    monkeypatch.setattr("scripts.computing.tasks.compute", None)
    found(monkeypatch, "docs/a.md:1: wrong")
    drill.worker([0])
    assert json.loads(capsys.readouterr().out)[1] == ["docs/a.md:1: wrong"]


@pytest.mark.parametrize("code", [0, 1])
def test_what_no_check_finds_is_built_for_good(small, monkeypatch, capsys, code):
    found(monkeypatch)
    monkeypatch.setattr(drill.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=code))
    drill.worker([0])
    assert json.loads(capsys.readouterr().out) == [PLANT.name, [], code == 0]


def test_a_check_that_crashes_publishes_nothing(small, monkeypatch, capsys):
    calls = iter([SimpleNamespace(faults=[])])
    monkeypatch.setattr("scripts.checking.check.check", lambda views, slug="": next(calls))
    drill.worker([0])
    assert "a check that crashed: StopIteration" in json.loads(capsys.readouterr().out)[1][0]


def test_a_project_with_faults_of_its_own_is_mended_first(small, monkeypatch, capsys):
    monkeypatch.setattr("scripts.checking.check.check", lambda views, slug="": SimpleNamespace(faults=["one", "two"]))
    assert drill.worker([0]) == 1
    assert capsys.readouterr().err == "mend these first: one\n"


@pytest.mark.parametrize("is_published", [False, True])
def test_the_drill_fails_when_a_fault_is_published(monkeypatch, capsys, is_published):
    monkeypatch.setattr(drill, "drill", lambda numbers, folder: [Outcome("a: b", ["f:1: one"], is_published)])
    assert drill.main() == is_published
    assert capsys.readouterr().out.endswith(f"kinds planted, {int(is_published)} published\n")


def test_a_worker_that_ends_early_is_no_success(monkeypatch, tmp_path):
    monkeypatch.setattr(drill, "copy_into", lambda folder: tmp_path)
    with pytest.raises(RuntimeError, match="the drill ended early"):
        list(drill.drill([0], tmp_path))
