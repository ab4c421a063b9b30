"""The drill of planted faults: a quick part of it runs here, `make drill` runs all."""

import pytest

from scripts.paths import ROOT
from scripts.reporting import drill
from scripts.reporting.drill import QUICK, Outcome, told
from scripts.reporting.planted import PLANTS, NoPlaceError, instead, into


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
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


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name[:60])
def test_every_plant_finds_its_place(plant):
    before = (ROOT / plant.file).read_text(encoding="utf-8")
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
