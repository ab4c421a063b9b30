"""What a student decides is short, plain and balanced: statements, choices and the points of notes.

A statement is held in mind while it is decided, so it has few words; what its check found is one line. Of a topic with
enough statements about half are true, so that who always says "true" is right no more often than a coin.
"""

import re
from collections.abc import Iterator

from scripts.checking.check_cues import ENOUGH
from scripts.model.entries import Choice, Point, Question, Statement
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault
from scripts.model.paths import page_of, relative, snippet_of

WORDS = 45  # of a text
FOUND, FOUND_OF_POINT = 120, 200  # characters of what a check found
SEVERAL = 8  # statements of a topic; of fewer one more is too much
LOW, HIGH = 0.45, 0.55  # of the statements are true
BOLD, QUANTIFIER = re.compile(r"\*\*.*?\*\*"), re.compile(r"\b(every|always|never|only)\b")
END, END_OF_POINT = (".", "$", ")"), (".", ")")
POINT = re.compile(r"point_(\d\d)")


def check_bank(exercise: Exercise) -> Iterator[Fault]:
    """Every rule for what is decided by its words."""
    questions, statements = exercise.of(Question), exercise.of(Statement)
    seen: dict[str, str] = {}
    for entry in questions:
        yield from (Fault.at(entry.source, message) for message in _of_question(entry))
        if seen.setdefault(entry.fact, entry.name) != entry.name:
            yield Fault.at(entry.source, f"{entry.name} says the same as {seen[entry.fact]}; remove one of them")
    for topic in dict.fromkeys(entry.topic for entry in statements):
        of_topic = [entry for entry in statements if entry.topic == topic]
        for told in _unbalanced(of_topic, SEVERAL, f"statements of {topic}"):
            yield Fault.at(of_topic[0].source, told)
    for told in _unbalanced(statements, ENOUGH, "statements"):
        yield Fault(relative(snippet_of(exercise.slug)), 1, told)


def _of_question(entry: Question) -> Iterator[str]:
    """What is wrong with one of them, a message each."""
    name, topic, is_point = entry.name, entry.topic, isinstance(entry, Point)
    asked, told = [entry.fact], [entry.reason]
    if isinstance(entry, Point):
        asked = told = [entry.fact, entry.instead, entry.reason]
    if isinstance(entry, Choice):
        told += [option.reason for option in entry.options]
    longest = FOUND_OF_POINT if is_point else FOUND
    yield from (f"{name}: {what}" for what in _too_long(asked, entry.evidence, longest))
    yield from (f"{name}: {what}" for what in _without_end(told, END_OF_POINT if is_point else END))
    if not entry.source.rpartition(":")[0].endswith(f"/{topic}.py"):
        yield f"{name}: is of the topic {topic}; move it to {topic}.py"
    if not is_point and not re.fullmatch(rf"{topic}_\d\d", name):
        yield f"{name}: is of the topic {topic}; name it {topic}_01 or with the next number that is free"
    if not is_point and (loud := QUANTIFIER.search(BOLD.sub("", entry.fact))):
        yield f"{name}: {loud[0]!r} decides it and is easily overread; write **{loud[0]}**"


def _too_long(texts: list[str], evidence: str, longest: int) -> Iterator[str]:
    for text in texts:
        if (count := len(text.split())) > WORDS:
            yield f"{text[:40]!r} ... has {count} words; say it in {WORDS}"
    if len(evidence) > longest:
        yield f"its evidence has {len(evidence)} characters; say it in {longest}"


def _without_end(texts: list[str], end: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if not text.endswith(end):
            yield f"{text[-40:]!r} is no end of a sentence; add the full stop"


def _unbalanced(statements: list[Statement], least: int, what: str) -> Iterator[str]:
    """How many of some statements are true, where that is far from half; of few of them it is by chance."""
    true = sum(bool(entry.value) for entry in statements)
    if len(statements) >= least and not LOW <= true / len(statements) <= HIGH:
        yield f"{true} of {len(statements)} {what} are true; make it {LOW:.0%} to {HIGH:.0%}"


def check_numbering(exercise: Exercise) -> Iterator[Fault]:
    """No point of the notes is left out: each number has its point, or its place on the page within another."""
    points = exercise.of(Point)
    numbers = {int(match[1]) for entry in points if (match := POINT.fullmatch(entry.name))}
    page = page_of(exercise.slug)
    text = page.read_text(encoding="utf-8") if points and page.exists() else ""
    for number in range(1, max(numbers, default=0)):
        if number not in numbers and f'id="point-{number:02}"' not in text:
            told = f"no point_{number:02} and no place #point-{number:02} within another; write it, or renumber"
            yield Fault(relative(page), 1, told)
