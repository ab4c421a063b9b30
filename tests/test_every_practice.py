"""For every practice: each way of each answer says today what the build stored, on one variant of each kind."""

from functools import cache

import pytest

from scripts.checking.check import _about_practice
from scripts.checking.check_structure import files_of
from scripts.computing.declare import Published
from scripts.computing.encode import encode
from scripts.computing.run import run
from scripts.model.evidence import read_all
from scripts.model.paths import here, page_of, slug_of, snippet_of
from scripts.model.practice import own_pages
from scripts.model.source import Page
from tests.some import some

SLUGS = sorted(slug_of(path) for path in here().practice.glob("*.md"))
WITH_OWN_PAGES = [slug for slug in SLUGS if own_pages(Page.read(page_of(slug)))]
of_every_practice = pytest.mark.parametrize("slug", SLUGS)


@cache
def practice(slug: str) -> Published:
    return Published(slug)


def kinds(slug: str) -> dict[str, str]:
    """A variant for each class that its data is made of, its own included."""
    found: dict[str, str] = {}
    for number, task in practice(slug).tasks.items():
        values = (task, *vars(task).values())
        names = [type(value).__name__ for value in values if type(value).__module__.startswith("snippets.")]
        found.setdefault(" ".join(names), number)
    return found


@pytest.mark.parametrize("slug", some(SLUGS, ["practice_rnn"]))
def test_each_way_says_today_what_was_stored(slug):
    stored = read_all()[slug].by_id
    for name, answer in practice(slug).answers.items():
        for number in (number for number in kinds(slug).values() if number in practice(slug).instances(answer)):
            entry = stored[f"{slug}.{name}" + ("" if number == "1" else f"@{number}")]
            told = run(answer, practice(slug).tasks[number])
            assert encode(told["value"]) == entry.value, (name, number)
            far = zip(told["witnesses"], entry.witnesses)
            assert [said.name for found, said in far if not found["deviation"] <= said.within] == []
            assert [slip["value"] for slip in told["slips"]] == [slip.value for slip in entry.slips]


@of_every_practice
def test_every_variant_is_computed_for_every_answer(slug):
    """Where each has a page of its own, for every one that its kind of task asks."""
    published = practice(slug)
    named = {name: answer.instances for name, answer in published.answers.items() if slug in WITH_OWN_PAGES}
    for name, answer in published.answers.items():
        assert published.instances(answer) == (named.get(name) or tuple(published.tasks)), name
    assert len(published.tasks) >= (12 if slug in WITH_OWN_PAGES else 60)


@pytest.mark.parametrize("slug", some(SLUGS, ["practice_rnn"]))
def test_a_practice_is_a_page_and_a_snippet_and_has_no_fault(slug):
    assert files_of(slug) == [page_of(slug), snippet_of(slug)]
    evidence = {file.stem: file.read_text(encoding="utf-8") for file in here().evidence.glob("*.json")}
    assert read_all()[slug].faults == []
    pages = map(Page.read, [page_of(slug), *own_pages(Page.read(page_of(slug)))])
    assert [fault for page in pages for fault in _about_practice(page, read_all(), evidence)] == []
