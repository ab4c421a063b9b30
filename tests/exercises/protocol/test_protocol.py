"""The points of the protocol: decided by their experiments and by the key, and what the page says of them."""

import re
from collections import Counter

import pytest

from scripts.checking.check import exam
from scripts.computing.answer_key import read_key, verdict_and_fingerprint
from scripts.model.paths import here
from scripts.model.source import Page
from snippets import protocol
from snippets.answers import publications
from snippets.multiple_choice import seeds
from snippets.protocol import remedies
from snippets.statements import VERDICTS, Point
from tests.some import some

POINTS = {name: item for name, item in publications(protocol) if isinstance(item, Point)}
KEY = {name: verdict_and_fingerprint(typed)[0] for name, typed in read_key(here().answer_key / "protocol.toml").items()}
DEAR = {"point_05", "point_06", "point_16"}  # each trains for seconds
PAGE = Page.read(here().docs / "protocol.md")


@pytest.fixture(autouse=True)
def one_start(monkeypatch):
    """Of the trainings that no verdict hangs on, only what is said of it; a build takes all of them."""
    monkeypatch.setattr(remedies, "STARTS", 1)


@pytest.mark.parametrize("seed", some([0, 1, 2], [0]))
@pytest.mark.parametrize("name", some(POINTS, POINTS.keys() - DEAR))
def test_the_experiment_decides_as_the_key_does_whatever_the_seed(name, seed, monkeypatch):
    monkeypatch.setattr(seeds, "SEED", seed)
    point = POINTS[name]
    assert point.verdict()[0] is VERDICTS[KEY[name]]
    assert point.kind == KEY[name]


@pytest.mark.parametrize("name", POINTS)
def test_the_corrected_version_comes_out_the_other_way(name):
    point = POINTS[name]
    assert bool(point.function(point.rival)[0]) is not VERDICTS[point.kind]


def test_the_line_of_every_point_in_the_key_has_its_argument():
    lines = (here().answer_key / "protocol.toml").read_text(encoding="utf-8").splitlines()
    assert all("  # " in line for line in lines if line.startswith("point_"))


def test_the_page_shows_each_topic_once():
    shown = re.findall(r"<!-- view: statements (\w+) -->", PAGE.text)
    assert sorted(shown) == sorted({point.topic for point in POINTS.values()})


def test_the_page_has_a_section_for_each_exercise_that_the_notes_speak_of():
    spoken_of = {point.about.partition("#")[0] for point in POINTS.values()}
    numbers = {page.front_matter["exercise"] for page in exam() if page.slug in spoken_of}
    assert numbers
    assert {f"exercise-{number}" for number in numbers} <= {section.id for section in PAGE.sections}


def test_what_costs_marks_is_something_that_the_notes_got_wrong_and_most_of_that_costs_none():
    costly = [point.kind for point in POINTS.values() if point.costs_marks]
    assert costly
    assert "right" not in costly
    assert len(costly) < sum(point.kind != "right" for point in POINTS.values()) / 2


def test_the_classes_sum_to_all_points():
    assert Counter(point.kind for point in POINTS.values()).total() == len(POINTS)
    assert {point.kind for point in POINTS.values()} == VERDICTS.keys()
