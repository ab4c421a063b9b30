"""The shapes of what is computed, as it is stored: plain data, so that judging it needs no mathematics."""

from typing import NotRequired, TypedDict

from scripts.model.tree import Tree

DIFFERENT = 1e-6  # a slip this close to the truth would read the same on the page
Told = tuple[str, int, str]  # a fault, as plain data


class Error(TypedDict):
    """What a function raised: the type of the exception, `refused` where it breaks the data model."""

    kind: str
    message: str
    frames: list[tuple[str, int]]  # file and line of each call, the innermost last


class Failed(TypedDict):
    error: Error


class Heard(TypedDict):
    """What a witness says, how far that is from the value, and what that distance counts in."""

    value: Tree
    kind: str  # `estimate` for a value with its standard error
    deviation: float
    unit: str


class Wrong(TypedDict):
    """What a slip gives, how far that is from the value, and from what each witness says (None where it raised)."""

    value: Tree
    deviation: float
    from_witnesses: list[float | None]


Said = Heard | Failed
Mistaken = Wrong | Failed


class Run(TypedDict):
    """One answer on one instance; witnesses and slips stand in the order in which they are declared."""

    kind: str
    value: Tree
    witnesses: list[Said]
    slips: list[Mistaken]


class QuestionRun(TypedDict):
    """What is right, and what the check found."""

    value: bool | str
    evidence: str


class SignRun(TypedDict):
    """One sign: whether it holds, whether its sides differ anywhere, and where it does not hold, both for a message."""

    holds: bool
    differ: bool
    values: tuple[str, str]


class SideRun(TypedDict):
    """One side: whether it was read from its own TeX, and if that came to something else, both values."""

    is_number: bool
    is_read: bool
    misread: tuple[str, str] | None


class ClaimRun(TypedDict):
    """A claim on one instance, sign by sign and side by side."""

    signs: list[SignRun]
    sides: list[SideRun]


class Record(TypedDict):
    """A run with all that it was made of; without `read` it is not known what its process opened."""

    made_of: dict[str, str]
    sources: list[str]  # the files of its functions
    run: Tree
    raised: bool  # a function raised: the run is wanted again
    file: NotRequired[str]  # the drawing of a figure
    read: NotRequired[dict[str, str]]
    faults: NotRequired[list[Told]]  # of what was read, in functions that it depends on


Key = tuple[str, str]  # a name and an instance; "" where it is for none


class Computed(TypedDict):
    """All that is stored of an exercise: what it declares, and a record for each name and instance."""

    declared: Tree
    records: dict[Key, Record]
    faults: NotRequired[list[Told]]  # of what was read at its import
    broken: NotRequired[Told]  # why it cannot be imported; then there is nothing else
