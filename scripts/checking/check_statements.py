"""The texts of statements: which of them a page shows, and what they say beside their formulas."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.checking.typed_numbers import find_results
from scripts.model.entries import Choice, Point, Question
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault
from scripts.model.paths import here, page_of, relative
from scripts.model.source import Page
from scripts.model.views import calls


def shown_statements(page: Page, exercise: Exercise) -> dict[str, int]:
    """The statements that a page shows by topic, by id, with the position of the view."""
    topics = {item.argument: item.start for item in calls(page) if item.name == "statements"}
    return {entry.id: topics[entry.topic] for entry in exercise.of(Question) if entry.topic in topics}


def check_points(exercise: Exercise) -> Iterator[Fault]:
    """A point of the notes is about a section that there is, and only its experiment tells results."""
    for entry in exercise.of(Point):
        slug, _, part = entry.about.partition("#")
        path = page_of(slug)
        if not path.exists() or part not in {section.id for section in Page.read(path).sections}:
            yield Fault.at(entry.source, f"{entry.id} is about a section {part} that {relative(path)} does not have")
        text = Page(path, "\n\n".join([entry.fact, entry.instead, entry.reason]))
        for start, end, _ in find_results(text):
            yield Fault.at(entry.source, f"{text.text[start:end]} is typed by hand; let the experiment find it")


@dataclass(frozen=True)
class StatementText(Page):
    """A statement, its reason and evidence as a page of its own; its faults stand at the check's line."""

    line: int = 0

    def fault(self, position: int, message: str) -> Fault:
        return Fault(relative(self.path), self.line, message)


def statement_texts(exercise: Exercise) -> Iterator[StatementText]:
    """The texts whose formulas no page holds."""
    for entry in exercise.of(Question):
        file, _, line = entry.source.rpartition(":")
        texts = [entry.fact, *([entry.instead] if isinstance(entry, Point) else ()), entry.reason, entry.evidence]
        if isinstance(entry, Choice):
            texts += [text for option in entry.options for text in (option.text, option.reason)]
        yield StatementText(here().root / file, "\n\n".join(texts), int(line))
