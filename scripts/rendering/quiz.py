"""What the quiz knows before it reads the bank: topics, their questions with a mark each, and the draws."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import msgspec

from scripts.model.draws import read_draws
from scripts.model.edition import Choice, Edition, Statement
from scripts.model.source import Page, Section
from scripts.model.views import calls
from scripts.rendering.statements import counted

ADDRESS = "generated/quiz.json"


class Topic(NamedTuple):
    """A section of a page that shows statements."""

    page: Page
    section: Section
    questions: list[Statement | Choice]


def topics(edition: Edition, exam: list[Page]) -> Iterator[Topic]:
    """Every topic with a question, in the order of the exam and of its pages."""
    asked = [entry for entry in edition.answers if isinstance(entry, (Statement, Choice))]
    for page in exam:
        for call in (call for call in calls(page) if call.name == "statements"):
            found = [entry for entry in asked if (entry.slug, entry.topic) == (page.slug, call.argument)]
            if found and (sections := page.sections_around(call.start)):
                yield Topic(page, sections[-1], found)


def contents(edition: Edition, exam: list[Page]) -> str:
    """Topics and draws as JSON; of a question only its id on the page and its mark, for its words stand there."""
    found = [
        {
            "id": topic.section.id,
            "title": topic.section.title,
            "questions": {entry.number: mark(entry) for entry in topic.questions},
        }
        for topic in topics(edition, exam)
    ]
    return json.dumps({"topics": found, "draws": [*draws(exam)]}, ensure_ascii=False, separators=(",", ":"))


def draws(exam: list[Page]) -> Iterator[list[str]]:
    """The ids of each sheet; what cannot be read was reported."""
    for page in exam:
        with suppress(msgspec.DecodeError):
            yield from ([name.replace("_", "-") for name in draw] for draw in read_draws(page.slug).draws.values())


def mark(entry: Statement | Choice) -> str:
    """Six digits that are others when words or verdict are others: then an answer given before counts no more."""
    options = [option.text for option in entry.options] if isinstance(entry, Choice) else []
    return hashlib.sha256(repr((entry.fact, options, entry.value)).encode()).hexdigest()[:6]


def overview(edition: Edition, exam: list[Page]) -> str:
    """The topics as a table with the way to each: what the quiz asks, for who cannot run it."""
    rows = [
        f"| [{topic.section.title}](exercises/{topic.page.path.name}#{topic.section.id}) | {counted(topic.questions)} |"
        for topic in topics(edition, exam)
    ]
    return "\n".join(["| Topic | In the bank |", "| --- | --- |", *rows])
