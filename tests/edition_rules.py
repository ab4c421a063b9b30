"""What an edition keeps to beside its JSON Schema: rules that no schema can say."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import jsonschema
import msgspec

from scripts.model.edition import Answer, Choice, Edition, Entry, Point, Statement


def published(text: str, schema: str) -> Edition:
    """The edition in a built file, which must follow the schema beside it and every rule here."""
    rules = json.loads(schema)
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.validate(json.loads(text), rules)
    edition = msgspec.json.decode(text, type=Edition)
    assert list(broken(edition)) == []
    return edition


def broken(edition: Edition) -> Iterator[str]:
    """What is wrong, a line each."""
    for entry in edition.answers:
        yield from (f"{entry.id}: {what}" for what in _of_entry(entry))
    named = [*edition.answers, *edition.instances]
    named += [slip for entry in edition.answers if isinstance(entry, Answer) for slip in entry.slips]
    for id, count in Counter(name for item in named for name in {item.id, item.short}).items():
        if count > 1:
            yield f"{id}: is there {count} times"
    yield from (f"{item.id}: has the alias {item.alias}" for item in named if item.alias not in ("", _short(item.id)))
    defaults = Counter(task.slug for task in edition.instances if task.is_default)
    yield from (f"{slug}: has {defaults[slug]} defaults" for slug in _slugs(edition) if defaults[slug] != 1)


def _slugs(edition: Edition) -> list[str]:
    return sorted({item.slug for item in [*edition.answers, *edition.instances]})


def _short(id: str) -> str:
    return id.partition("@")[0]


def _of_entry(entry: Entry) -> Iterator[str]:
    if not (entry.id.startswith(f"{entry.slug}.") and entry.id.endswith(f"@{entry.instance}")):
        yield "its id is of another exercise or instance"
    if isinstance(entry, Answer) and not is_of_kind(entry.value, entry.kind):
        yield f"its value is no {entry.kind}"
    if isinstance(entry, Choice) and [option.letter for option in entry.options if option.right] != [entry.value]:
        yield "not exactly its value is right"
    if isinstance(entry, Choice) and [option.letter for option in entry.options] != list("abcd"):
        yield "its options are not a to d"
    if isinstance(entry, (Statement, Point)) and entry.counterexample != (None if entry.value else entry.evidence):
        yield "a false one has its evidence as counterexample, a true one has none"


def is_of_kind(value: Any, kind: str) -> bool:
    """Whether a value is what the page on `answers.json` says of its kind."""
    if kind in ("vector", "matrix"):
        item = {"vector": "number", "matrix": "vector"}[kind]
        return isinstance(value, list) and bool(value) and all(is_of_kind(cell, item) for cell in value)
    if kind == "table":
        rows = value if isinstance(value, list) and value else [0]
        return all(isinstance(row, dict) and row.keys() == rows[0].keys() for row in rows)
    if kind == "number":
        return (isinstance(value, (int, float)) and not isinstance(value, bool)) or value in ("inf", "-inf")
    if kind == "truth":
        return isinstance(value, bool)
    return isinstance(value, str) and bool(re.match({"formula": r"-?[A-Z0-9]", "program": r"\w+$"}[kind], value))
