"""The drill of planted faults: a quick part of it runs here, `make drill` runs all."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts.model.paths import here
from scripts.reporting import drill, planted
from scripts.reporting.drill import Outcome, told
from scripts.reporting.planted import PLANTS, NoPlaceError, instead, into, misread, turned

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
    assert outcome.lost == ""
    assert not outcome.is_published
    assert any(fault.startswith(PLANTS[number].file) for fault in outcome.faults), outcome.faults


def test_there_are_faults_of_many_kinds_each_planted_once():
    assert len({plant.name for plant in PLANTS}) == len(PLANTS) >= 80
    assert len({plant.kind for plant in PLANTS}) >= 20
    assert 3 * len(QUICK) >= len(PLANTS)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name[:60])
def test_every_plant_finds_its_place(plant):
    before = (here().root / plant.file).read_text(encoding="utf-8")
    try:
        plant.planted(before)
    except NoPlaceError as error:
        pytest.fail(str(error), pytrace=False)


GONE = instead("kind", "a.md", "here", "VALUE(ex.n)")


@pytest.mark.parametrize("text", ["3<!--= ex.n -->", "here<!--= ex.n -->"])
def test_a_plant_whose_place_or_value_is_gone_names_its_line(text):
    with pytest.raises(NoPlaceError) as error:
        GONE.planted(text)
    said = "mend this plant, it finds no place in a.md: kind: here -> VALUE(ex.n)"
    assert str(error.value) == f"scripts/reporting/planted.py:{GONE.line}: {said}"


def test_the_line_of_a_plant_is_the_one_that_asks_for_it():
    lines = Path(planted.__file__).read_text(encoding="utf-8").splitlines()
    assert all(
        re.search(r"(into|instead|misread|turned)\($|\(\"" + plant.kind, lines[plant.line - 1]) for plant in PLANTS
    )
    assert len({plant.line for plant in PLANTS}) == len(PLANTS)


@pytest.mark.parametrize("shown", ["**17**", "$L = -3.05$", "$(0, 9)$"])
def test_a_value_is_planted_wrong_whatever_it_is(shown):
    page = f"Here 5<!--= ex.m --> and {shown}<!--= ex.n -->."
    changed = misread("kind", "a.md", rf"\d{planted.shown('ex.n')}").planted(page)
    other = {"**17**": "**18**", "$L = -3.05$": "$L = -3.06$", "$(0, 9)$": "$(0, 0)$"}[shown]
    assert changed == page.replace(shown, other)


@pytest.mark.parametrize(("word", "other"), [("yes", "no"), ("no", "yes")])
def test_a_word_is_turned_whichever_it_is(word, other):
    assert turned("kind", "a.md", "yes|no").planted(word) == other


def test_a_plant_shows_the_value_that_the_page_shows():
    page = "here; **-2.5**<!--= ex.n -->"
    assert GONE.planted(page) == "-2.5; **-2.5**<!--= ex.n -->"


def test_a_plant_stands_in_the_fold_of_its_part():
    page = "## (a) { #a }\n<summary>Result</summary>\n## (b) { #b }\n<summary>Result</summary>\n\nText.\n"
    changed = into("kind", "a.md", "b", "Result", r"$\frac1N$").planted(page)
    assert changed == page.replace("</summary>\n\nText", "</summary>\n\n$\\frac1N$\n\nText")


def test_an_outcome_is_told_on_two_lines():
    assert told(Outcome("a: b", ["f:1: one", "f:2: two"], False)) == "a: b\n    stopped by f:1: one (and 1 more)"
    assert told(Outcome("a: b", [], True)) == "a: b\n    PUBLISHED"
    assert told(Outcome("a: b", [], False, "planted.py:3: gone")) == "planted.py:3: gone"
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
    assert json.loads(capsys.readouterr().out) == [PLANT.name, ["snippets/ex.py:1: wrong"], False, ""]
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
    assert json.loads(capsys.readouterr().out) == [PLANT.name, [], code == 0, ""]


def test_a_check_that_crashes_publishes_nothing(small, monkeypatch, capsys):
    calls = iter([SimpleNamespace(faults=[])])
    monkeypatch.setattr("scripts.checking.check.check", lambda views, slug="": next(calls))
    drill.worker([0])
    assert "a check that crashed: StopIteration" in json.loads(capsys.readouterr().out)[1][0]


def test_a_plant_without_a_place_keeps_no_other_from_being_tried(small, monkeypatch, capsys):
    monkeypatch.setattr(drill, "PLANTS", [instead("a wrong digit", "snippets/ex.py", "3", "2"), PLANT])
    found(monkeypatch, "snippets/ex.py:1: wrong")
    assert drill.worker([0, 1]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert "it finds no place in snippets/ex.py" in first[-1]
    assert second == [PLANT.name, ["snippets/ex.py:1: wrong"], False, ""]
    assert [file.read_text(encoding="utf-8") for file in small] == ["1"] * 3


def test_a_project_with_faults_of_its_own_is_mended_first(small, monkeypatch, capsys):
    monkeypatch.setattr("scripts.checking.check.check", lambda views, slug="": SimpleNamespace(faults=["one", "two"]))
    assert drill.worker([0]) == 1
    assert capsys.readouterr().err == "mend these first: one\n"


@pytest.mark.parametrize("is_published", [False, True])
def test_the_drill_fails_when_a_fault_is_published(monkeypatch, capsys, is_published):
    monkeypatch.setattr(drill, "drill", lambda numbers, folder: [Outcome("a: b", ["f:1: one"], is_published)])
    assert drill.main() == is_published
    assert capsys.readouterr().out.endswith(f"kinds planted, {int(is_published)} published\n")


def test_the_drill_fails_when_a_plant_finds_no_place(monkeypatch, capsys):
    monkeypatch.setattr(drill, "drill", lambda numbers, folder: [Outcome("a: b", [], False, "planted.py:3: gone")])
    assert drill.main() == 1
    last = capsys.readouterr().out.splitlines()
    assert last[0] == "planted.py:3: gone"
    assert last[1].startswith("0 faults of ")
    assert last[1].endswith(" 0 published; 1 found no place")


def test_a_worker_that_ends_early_is_no_success_and_told_on_one_line(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(drill, "copy_into", lambda folder: tmp_path)
    assert drill.main() == 1
    assert capsys.readouterr().err == "the drill ended early; see the message above\n"
