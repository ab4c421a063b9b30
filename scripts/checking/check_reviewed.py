"""The figures that a person read beside each verdict, `tests/evidence/<slug>.toml`, against what the checks find."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from scripts.model.entries import Point, Question
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault
from scripts.model.paths import here, relative
from scripts.model.toml_lines import key_lines, unreadable

NUMBER = re.compile(r"(?<![\w^{])-?\d+(?:\.\d+)?")
TRAINED = 0.1  # points of the notes may train nets, whose errors differ so much between processors
COMPUTED = 0.05  # but never by more than 1.5 of the last digit, which another computer may round the other way


def check_reviewed(exercise: Exercise) -> Iterator[Fault]:
    """A line for each statement, and what its check finds now is what was read then; no line of one that is gone."""
    path = here().reviewed / f"{exercise.slug}.toml"
    found = {entry.name: entry for entry in exercise.of(Question)}
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        yield unreadable(path, error)
        return
    lines = key_lines(path)
    for name in read.keys() - found.keys():
        yield Fault(relative(path), lines.get(name, 0), f"no statement {name}; remove or rename the line")
    for name, entry in found.items():
        yield from _check_line(path, lines, read.get(name), entry)


def _check_line(path: Path, lines: dict[str, int], read: str | None, entry: Question) -> Iterator[Fault]:
    """One line against the evidence it stands for."""
    name, evidence = entry.name, entry.evidence
    line = f"{name} = {_quoted(evidence)}"
    if read is None:
        last = max(lines.values(), default=0)
        yield Fault(relative(path), last, f"no line for what {name} finds; work it out, then write: {line}")
    elif not same_figures(str(read), evidence, trained=isinstance(entry, Point)):
        message = f"{name} was read as {read}; its check now finds {evidence}; work it out anew, then write: {line}"
        yield Fault(relative(path), lines.get(name, 0), message)


def _quoted(text: str) -> str:
    """Text as TOML keeps it letter by letter."""
    quotes = "'''" if "'" in text else "'"
    return f"{quotes}{text}{quotes}"


def same_figures(read: str, found: str, *, trained: bool) -> bool:
    """The same text; whole numbers in it are the same, decimals as near as another computer may come."""
    if NUMBER.sub("#", read) != NUMBER.sub("#", found):
        return False
    return all(_near(old, new, trained) for old, new in zip(NUMBER.findall(read), NUMBER.findall(found)))


def _near(read: str, found: str, trained: bool) -> bool:
    _, point, decimals = read.partition(".")
    if not point:
        return float(read) == float(found)
    allowed = TRAINED * abs(float(read)) if trained else min(COMPUTED * abs(float(read)), 1.5 * 10.0 ** -len(decimals))
    return abs(float(found) - float(read)) <= max(allowed, 1e-9)
