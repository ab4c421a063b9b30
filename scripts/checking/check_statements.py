"""The texts of statements: which topics a page shows, and whether their formulas can be rendered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.checking.evidence import Exercise
from scripts.checking.source import Page
from scripts.faults import Fault
from scripts.paths import ROOT, relative

DIRECTIVE = re.compile(r"^<!-- statements: (?P<topic>\w+) -->$", re.M)
TEXTS = ("fact", "reason", "evidence")


def shown_statements(page: Page, exercise: Exercise) -> dict[str, int]:
    """The statements that a page shows by topic, by id, with the position of their directive."""
    topics = {match["topic"]: match.start() for match in DIRECTIVE.finditer(page.text)}
    found = [entry for entry in exercise.data["answers"] if entry.get("topic") in topics]
    return {entry["id"]: topics[entry["topic"]] for entry in found}


def check_topics(page: Page, exercise: Exercise) -> Iterator[Fault]:
    """A directive names a topic that has statements."""
    known = {entry["topic"] for entry in exercise.data["answers"] if "topic" in entry}
    for match in DIRECTIVE.finditer(page.text):
        if match["topic"] not in known:
            yield page.fault(match.start(), f"no statements on {match['topic']}; topics are {', '.join(sorted(known))}")


@dataclass(frozen=True)
class StatementText(Page):
    """A statement, its reason and evidence as a page of its own; its faults stand at the check's line."""

    line: int = 0

    def fault(self, position: int, message: str) -> Fault:
        return Fault(relative(self.path), self.line, message)


def statement_texts(exercise: Exercise) -> Iterator[StatementText]:
    """The texts whose formulas no page holds."""
    for entry in exercise.data["answers"]:
        if "topic" in entry:
            file, _, line = entry["source"].rpartition(":")
            yield StatementText(ROOT / file, "\n\n".join(entry[name] for name in TEXTS), int(line))
