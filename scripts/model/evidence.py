"""Read the evidence that the computation left in the cache; no mathematics is imported here."""

from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import TypeVar

import msgspec

from scripts.model.entries import Answer, Entry, Evidence, Figure, Slip
from scripts.model.faults import shortened
from scripts.model.markers import BadPathError, Reference, resolve
from scripts.model.paths import here, slugs, snippet_of
from scripts.model.tree import Tree

Kind = TypeVar("Kind")


class Exercise(Evidence, frozen=True, dict=True):
    """What was found out about one exercise, to look things up in."""

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Its entries of one kind."""
        return [entry for entry in self.entries if isinstance(entry, kind)]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """`rnn.gradient`, `rnn.gradient@tanh`."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def by_file(self) -> dict[str, Figure]:
        """The figures by the address that a page has for them, without the leading `../`."""
        return {figure.file: figure for figure in self.figures}

    @cached_property
    def slips(self) -> dict[str, tuple[Answer, Slip]]:
        """Each slip with the answer it belongs to, by id: `rnn.gradient_direct_only@tanh`."""
        return {slip.id: (answer, slip) for answer in self.of(Answer) for slip in answer.slips}

    @cached_property
    def names(self) -> set[str]:
        """Everything published by name: answers, slips and figures."""
        return {item.name for item in [*self.entries, *self.figures, *(slip for _, slip in self.slips.values())]}

    def entry(self, path: Reference) -> Entry | None:
        """The answer a path leads to (for a slip, the answer it is a mistake of), or nothing for given data."""
        return self.by_id.get(path.answer) or self.slips.get(path.answer, (None, None))[0]

    def value(self, path: Reference) -> Tree:
        """The value at the end of a path; raises BadPathError with what there is instead."""
        if path.name == "task":
            instance = path.instance or self.default
            if instance not in self.tasks:
                raise BadPathError(f"{self.slug} has no instance {instance}; it has {', '.join(self.tasks)}")
            return resolve(self.tasks[instance], path)
        if path.answer in self.by_id:
            return resolve(self.by_id[path.answer].value, path)
        if path.answer in self.slips:
            return resolve(self.slips[path.answer][1].value, path)
        similar = sorted(name for name in {*self.by_id, *self.slips} if name.startswith(f"{path.slug}.{path.name}"))
        there = similar or get_close_matches(path.name, sorted(self.names), len(self.names) or 1, 0.0)
        raise BadPathError(f"no answer {path.answer}; there is {shortened(', '.join(there))}")


def read_exercise(slug: str) -> Exercise | None:
    """The evidence of an exercise, or None while it was never computed, or by code that told it in another way."""
    try:
        return _decoded((here().evidence / f"{slug}.json").read_bytes())
    except (FileNotFoundError, msgspec.DecodeError):
        return None


@lru_cache(maxsize=64)
def _decoded(written: bytes) -> Exercise:
    """What a live site reads again and again, most of it unchanged."""
    return msgspec.json.decode(written, type=Exercise)


def read_all() -> dict[str, Exercise]:
    """The evidence of every exercise that has a page and still has its snippet."""
    found = {slug: read_exercise(slug) for slug in slugs() if snippet_of(slug).exists()}
    return {slug: exercise for slug, exercise in found.items() if exercise}


def value_at(exercises: dict[str, Exercise], path: Reference) -> Tree:
    """The value of a path on any page; raises BadPathError."""
    if path.slug not in exercises:
        raise BadPathError(f"no exercise {path.slug}; there is {', '.join(exercises) or 'none'}")
    return exercises[path.slug].value(path)
