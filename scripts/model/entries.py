"""What was found out about an exercise: a class for each kind of entry, told by judging, read by all other rooms.

Ids are those of pages: on its first instance an answer is `rnn.gradient`, elsewhere `rnn.gradient@tanh`.
"""

from typing import Annotated, Any, ClassVar, Literal

from msgspec import UNSET, Meta, Struct, field

from scripts.model.faults import Fault
from scripts.model.tree import Tree, display, tex

Class = Literal["wrong", "doubtful", "ambiguous", "not said", "right"]
Letter = Literal["a", "b", "c", "d"]
Unit = Literal["relative", "standard errors", "exact"]
Text = Annotated[str, Meta(min_length=1)]


class Witness(Struct, frozen=True):
    """What a second way says of a value."""

    name: str
    value: Tree
    deviation: float | Literal["inf"]  # for which JSON has no number
    unit: Unit
    within: float
    source: str
    because: str = ""


class Named(Struct, frozen=True, kw_only=True):
    """What a function of an exercise publishes."""

    id: str
    source: str

    @property
    def name(self) -> str:
        """Without its exercise and instance: that of the function."""
        return self.id.partition(".")[2].partition("@")[0]


class Slip(Named, frozen=True, kw_only=True):
    """What a mistake leads to."""

    mistake: str
    value: Tree
    differs: bool  # from the answer, on this instance


class Figure(Named, frozen=True, kw_only=True):
    """A drawing, without its alternative text where it could not be drawn."""

    alt: str
    within: float = 0.0  # of its decimals, where it shows something trained

    @property
    def file(self) -> str:
        """Its address, as a page has it without the leading `../`."""
        return f"generated/{self.id.replace('.', '/')}.svg"


class _Entry(Named, frozen=True, kw_only=True, tag_field="entry"):
    instance: str
    fact: str
    value: Tree
    witnesses: list[Witness]
    agreed: bool  # the witnesses and the key stand behind it
    key: str = ""  # what its line in the key may say, the verdict left open; nothing where it is worked out

    @property
    def latex(self) -> str:
        return tex(self.value)

    @property
    def display(self) -> str:
        return display(self.value)


class Answer(_Entry, frozen=True, kw_only=True, tag="answer"):
    """A computed value on one instance."""

    kind: str
    trained: bool
    slips: list[Slip]


class Question(_Entry, frozen=True, kw_only=True):
    """What is decided by its words: statements, points and choices."""

    kind: ClassVar = "truth"
    topic: str
    reason: str
    evidence: str

    @property
    def counterexample(self) -> str | None:
        return None if self.value else self.evidence


class Statement(Question, frozen=True, kw_only=True, tag="statement"):
    """A sentence that is true or false."""


class Point(Question, frozen=True, kw_only=True, tag="point"):
    """A statement of the notes, and what is to be thought of it."""

    class_: Class = field(name="class")
    instead: str
    about: str  # slug and part of an exercise: `rnn#d`
    costs_marks: bool


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the answers offered."""

    letter: Letter
    text: Text
    reason: Text
    right: bool


class Choice(Question, frozen=True, kw_only=True, tag="choice"):
    """A question with four options."""

    kind: ClassVar = "choice"
    options: list[Option]


class Side(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands beside a sign."""

    tex: str
    read: Annotated[bool, Meta(description="Whether it was evaluated from its own TeX too")]


class Claim(_Entry, frozen=True, kw_only=True, tag="claim"):
    """A relation, tested sign by sign."""

    kind: ClassVar = "claim"
    latex: str
    signs: list[str]
    sides: list[Side]
    tested: list[str]  # on which instances
    proofs: int
    within: float | None  # how close is approximately equal

    @property
    def display(self) -> str:
        return "holds" if self.value else "fails"

    @property
    def is_read(self) -> bool:
        """Whether any side was evaluated from its own TeX too."""
        return any(side.read for side in self.sides)


Asked = Statement | Point | Choice
Entry = Answer | Asked | Claim


class Evidence(Struct, frozen=True, kw_only=True):
    """All that was found out about one exercise."""

    slug: str
    default: str = ""
    tasks: dict[str, dict[str, Tree]] = {}
    entries: list[Entry] = []
    figures: list[Figure] = []
    faults: list[Fault] = []
    raised: bool = False  # a function raised, or the exercise cannot be imported: much of it is missing


def told_as(told: object, kind: type[Struct]) -> dict[str, Any]:
    """What something tells under the names that a class has."""
    found = {name: getattr(told, name, UNSET) for name in kind.__struct_fields__}
    return {name: value for name, value in found.items() if value is not UNSET}
