"""Read the evidence that the computation left in the cache; no mathematics is imported here."""

import json
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.model.faults import Fault, shortened
from scripts.model.markers import BadPathError, Reference, resolve
from scripts.model.paths import EVIDENCE, slugs, snippet_of
from scripts.model.tree import Tree


@dataclass(frozen=True)
class Exercise:
    """What was computed for one exercise."""

    data: dict[str, Any]

    @property
    def slug(self) -> str:
        return self.data["slug"]

    @property
    def faults(self) -> list[Fault]:
        return [Fault(*fault) for fault in self.data["faults"]]

    @cached_property
    def answers(self) -> dict[str, dict[str, Any]]:
        """The entries by id: `rnn.gradient`, `rnn.gradient@tanh`."""
        return {entry["id"]: entry for entry in self.data["answers"]}

    @cached_property
    def figures(self) -> dict[str, dict[str, Any]]:
        """The figures by the address that a page has for them, without the leading `../`."""
        return {entry["file"]: entry for entry in self.data["figures"]}

    @cached_property
    def slips(self) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
        """Each slip with the entry it belongs to, by id: `rnn.gradient_direct_only@tanh`."""
        return {slip["id"]: (entry, slip) for entry in self.data["answers"] for slip in entry["slips"]}

    @cached_property
    def names(self) -> set[str]:
        """Everything published by name: answers, slips and figures."""
        slips = {slip["function"] for entry in self.data["answers"] for slip in entry["slips"]}
        return {entry["name"] for entry in [*self.data["answers"], *self.data["figures"]]} | slips

    def entry(self, path: Reference) -> dict[str, Any]:
        """The answer a path leads to (for a slip, the answer it is a mistake of), or nothing for given data."""
        return self.answers.get(path.answer) or self.slips.get(path.answer, ({}, {}))[0]

    def value(self, path: Reference) -> Tree:
        """The value at the end of a path; raises BadPathError with what there is instead."""
        if path.name == "task":
            instance = path.instance or self.data["default"]
            if instance not in self.data["tasks"]:
                raise BadPathError(f"{self.slug} has no instance {instance}; it has {', '.join(self.data['tasks'])}")
            return resolve(self.data["tasks"][instance], path)
        if path.answer in self.answers:
            return resolve(self.answers[path.answer]["value"], path)
        if path.answer in self.slips:
            return resolve(self.slips[path.answer][1]["value"], path)
        similar = sorted(name for name in {*self.answers, *self.slips} if name.startswith(f"{path.slug}.{path.name}"))
        there = similar or get_close_matches(path.name, sorted(self.names), len(self.names) or 1, 0.0)
        raise BadPathError(f"no answer {path.answer}; there is {shortened(', '.join(there))}")


def read_exercise(slug: str) -> Exercise | None:
    """The evidence of an exercise, or None while it was never computed."""
    file: Path = EVIDENCE / f"{slug}.json"
    return Exercise(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def read_all() -> dict[str, Exercise]:
    """The evidence of every exercise that has a page and still has its snippet."""
    found = {slug: read_exercise(slug) for slug in slugs() if snippet_of(slug).exists()}
    return {slug: exercise for slug, exercise in found.items() if exercise}


def value_at(exercises: dict[str, Exercise], path: Reference) -> Tree:
    """The value of a path on any page; raises BadPathError."""
    if path.slug not in exercises:
        raise BadPathError(f"no exercise {path.slug}; there is {', '.join(exercises) or 'none'}")
    return exercises[path.slug].value(path)
