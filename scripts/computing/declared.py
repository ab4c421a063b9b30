"""What an exercise declares, typed: told by its process, and read where its runs are judged, without any mathematics.

It is stored as plain data, for that outlives these classes.
"""

from msgspec import Struct

from scripts.model.entries import Class, Letter, Text
from scripts.model.tree import Tree


class Item(Struct, frozen=True, kw_only=True):
    """A function and where it stands."""

    name: str
    source: str


class Witness(Item, frozen=True, kw_only=True):
    within: float
    standard_errors: float  # allowed where it is drawn by chance
    because: str
    shared: list[str]  # functions that it calls, as the answer does


class Slip(Item, frozen=True, kw_only=True):
    mistake: str


class Answer(Item, frozen=True, kw_only=True):
    fact: str
    trained: bool
    instances: list[str]
    witnesses: list[Witness]
    slips: list[Slip]


class Decided(Item, frozen=True, kw_only=True):
    """What a person decides in the key: the words that count, and what may be said of them."""

    fact: str
    words: list[str]
    verdicts: list[str]


class Claim(Decided, frozen=True, kw_only=True):
    tex: str
    holds: bool
    within: float | None
    proofs: int
    instances: list[str]


class Question(Decided, frozen=True, kw_only=True, tag_field="question"):
    topic: str


class Wording(Struct, frozen=True):
    """The numbers that what runs knows, and a claim that the words do not say."""

    numbers: list[float]
    unsaid: str | None


class Statement(Question, frozen=True, kw_only=True, tag="statement"):
    reason: str
    wording: Wording


class Point(Question, frozen=True, kw_only=True, tag="point"):
    reason: str
    class_: Class
    means: dict[str, bool]  # what a claim of each class comes to
    instead: str
    about: str
    costs_marks: bool


class Option(Struct, frozen=True):
    letter: Letter
    text: Text
    reason: Text


class Choice(Question, frozen=True, kw_only=True, tag="choice"):
    options: list[Option]
    wording: Wording


class Figure(Item, frozen=True, kw_only=True):
    within: float
    instances: list[str]


Asked = Statement | Point | Choice


class Declared(Struct, frozen=True, kw_only=True):
    """All of it, and what each task gives."""

    slug: str
    default: str
    tasks: dict[str, dict[str, Tree]]
    answers: list[Answer]
    questions: list[Asked]
    claims: list[Claim]
    figures: list[Figure]
