"""Which exams are printed, and what they are made of; the rules are those of `docs/assets/mock/rules.js`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.rendering import mock, quiz

DRAWN = 10
LISTS = ("A", "B")  # a sitting has the exercises of one


@dataclass(frozen=True)
class Exam:
    """The exam itself, with both of its lists, or a drawn one, which has one."""

    number: int  # 0 is the exam itself
    list: str

    @property
    def id(self) -> str:
        return f"exam-{self.number}" if self.number else "exam"

    @property
    def name(self) -> str:
        return f"Exam {self.number}" if self.number else "The original"

    @property
    def place(self) -> str:
        """What the mock exam's address has behind the #."""
        return self.id if self.number else "original"


@dataclass(frozen=True)
class Contents:
    """What a site says of its exams: exercises as `mock.json` has them, and the ids of each sheet of statements."""

    exercises: list[dict[str, Any]]
    draws: list[list[str]]

    @classmethod
    def read(cls, site: Path) -> "Contents":
        exercises, asked = (json.loads((site / name).read_bytes()) for name in (mock.ADDRESS, quiz.ADDRESS))
        return cls(exercises, asked["draws"])

    def exams(self) -> list[Exam]:
        """The exam itself, then the first drawn ones."""
        numbers = range(1, 1 + min(DRAWN, len(self.draws)))
        return [Exam(0, ""), *(Exam(number, LISTS[(number - 1) % 2]) for number in numbers)]

    def exercises_of(self, exam: Exam) -> list[dict[str, Any]]:
        return [one for one in self.exercises if not exam.list or one["list"] in ("", exam.list)]

    def sittings(self, exam: Exam) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """What is sat at once: the number of the exercise that only its list has, as in "3A", and all its exercises."""
        for letter in exam.list or LISTS:
            sat = [one for one in self.exercises if one["list"] in ("", letter)]
            yield ", ".join(one["number"] for one in sat if one["list"]), sat


def drawn_part(exam: Exam, exercise: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """A part as an exam asks it, with the address of its page: one of its tasks, or that of a variant.

    Which one is told by the exam's number, counted round. The page is "" where the part is the exam's own.
    """
    if exam.number and part.get("tasks"):
        return {**part, **part["tasks"][(exam.number - 1) % len(part["tasks"])]}
    is_drawn = exam.number and exercise["variants"] and part["fields"]
    page = f"{exercise['practice']}{(exam.number - 1) % exercise['variants'] + 1}/" if is_drawn else ""
    return {**part, "page": page, "tasks": []}


def title_of(exam: Exam, exercise: dict[str, Any]) -> str:
    """Another than the exercise's where a drawn exam has other tasks."""
    return str((exam.number and exercise["drawn"]) or exercise["title"])


def points_of(exercise: dict[str, Any]) -> int:
    return sum(part["points"] for part in exercise["parts"])
