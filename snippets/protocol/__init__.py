"""The page on the protocol: the notes a student wrote from memory, point by point, each with an experiment."""

from dataclasses import dataclass

from snippets.protocol import (
    images,
    linear_regions,
    multiple_choice,
    notes,
    optimisation,
    program,
    remedies,
    rnn,
    training,
    wording,
)

TOPICS = (multiple_choice, linear_regions, optimisation, rnn, program, images, training, remedies, wording)


@dataclass(frozen=True)
class Task:
    """The two programs as the notes have them, their faults included; the points carry all other data."""

    colourise: str = notes.COLOURISE
    fill_hole: str = notes.FILL_HOLE


TASKS = {"exam": Task()}
