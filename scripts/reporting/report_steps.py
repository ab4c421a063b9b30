"""One step of a change: what, from and to, and the verdict on it."""

from typing import NamedTuple

from scripts.model.tree import Tree

ANSWER, EXPLANATION, PRESENTATION = "answer", "explanation", "presentation"
VERDICTS = (ANSWER, EXPLANATION, PRESENTATION)  # the gravest first
MEANING = {
    ANSWER: "a value differs beyond its own tolerance, or came or went",
    EXPLANATION: "words: facts, reasons, mistakes, the text of a part",
    PRESENTATION: "digits shown, order, address, look",
}
COUNTED = {
    ANSWER: ("changed answer", "changed answers"),
    EXPLANATION: ("changed explanation", "changed explanations"),
    PRESENTATION: ("change of presentation", "changes of presentation"),
}


class Step(NamedTuple):
    """`what` went from `before` to `after`; empty where there was or is nothing."""

    verdict: str
    what: str
    before: Tree
    after: Tree
    instance: str = ""  # the one whose value it is about


def counted(number: int, verdict: str) -> str:
    """`2 changed answers`, `1 change of presentation`."""
    return f"{number} {COUNTED[verdict][number != 1]}"


def verdict_of(steps: list[Step]) -> str:
    """That of the gravest step."""
    return min((step.verdict for step in steps), key=VERDICTS.index)
