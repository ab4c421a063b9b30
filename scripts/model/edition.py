"""The edition: all that is published, typed. `answers.json` is encoded from it, its JSON Schema made from the classes.

Ids are whole, `rnn.gradient@exam`; what belongs to the first instance has the short form as alias, `rnn.gradient`.
"""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta, Struct, field

from scripts.model.entries import Class, Letter, Option, Side, Text, Unit

SCHEMA_VERSION: Final = 2

Count = Annotated[int, Meta(ge=0)]
Deviation = Annotated[float, Meta(ge=0)]
Slug = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$")]
Id = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\.\w+@\w+$", description="slug.name@instance")]
Alias = Annotated[
    str, Meta(pattern=r"^[a-z][a-z0-9_]*\.\w+$", description="slug.name, where it is that of the first instance")
]
Address = Annotated[str, Meta(pattern=r"^(exercises/)?[a-z0-9_]+/$", description="A page, from the site's own")]
Place = Annotated[
    str,
    Meta(
        pattern=r"^(exercises/)?[a-z0-9_]+/checked/#[\w-]+$", description="A page and an id on it, from the site's own"
    ),
]
Part = Annotated[str, Meta(pattern=r"^\w*$", description="Empty if it belongs to none")]
Source = Annotated[
    str,
    Meta(
        pattern=r"^(snippets/[\w/]+\.py|tests/answer_key/\w+\.toml):[1-9][0-9]*$",
        description="File and line; for the second way of a statement or claim, the line of the answer key",
    ),
]
Leaf = bool | int | float | str  # infinity is the string inf
Cell = Leaf | list[Leaf | list[Leaf]]
Value = Leaf | list[Leaf | list[Leaf | list[Leaf]] | dict[str, Cell]]


class Built(Struct, frozen=True, forbid_unknown_fields=True):
    """From which sources, and with which libraries."""

    commit: Annotated[str, Meta(pattern="^([0-9a-f]{40})?$", description="Empty outside a repository")]
    date: Annotated[
        str,
        Meta(
            pattern=r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?$",
            description="The commit's, in ISO 8601; empty outside a repository",
        ),
    ]
    versions: Annotated[dict[str, Text], Meta(description="Of Python and of the libraries, by name")]


class Witness(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who computed the same another way."""

    name: Text
    value: Annotated[Value, Meta(description="Of a simulation the pair of estimate and standard error")]
    deviation: Annotated[Deviation, Meta(description="How far it is from the value, in the unit")]
    unit: Annotated[Unit, Meta(description="exact: nothing but equality agrees")]
    within: Annotated[Deviation, Meta(description="The deviation allowed")]
    said: Annotated[Text, Meta(description="The deviation in words")]
    because: Annotated[str, Meta(description="Why more than a hundredth is allowed")] = ""
    source: Source


class _Named(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    id: Id
    alias: Alias = ""

    @property
    def short(self) -> str:
        """As pages and anchors name it."""
        return self.alias or self.id


class Slip(_Named, frozen=True, kw_only=True):
    """A named mistake, and what it leads to."""

    mistake: Text
    value: Value
    source: Source


class Instance(_Named, frozen=True, kw_only=True):
    """The data that a task gives."""

    slug: Slug
    instance: Text
    is_default: bool
    given: Annotated[dict[str, Value], Meta(description="By name, as a page's markers have it: rnn.task@exam.theta")]


class _Entry(_Named, frozen=True, kw_only=True, tag_field="entry"):
    slug: Slug
    instance: Text
    part: Part
    points: Annotated[Count, Meta(description="Those of the part")]
    fact: Text
    latex: str
    display: str
    page: Address
    anchor: Part
    checked: Annotated[Place, Meta(description="Where its witnesses or the code of its check are shown")]
    source: Source
    witnesses: Annotated[list[Witness], Meta(min_length=1)]

    @property
    def name(self) -> str:
        """Without its exercise."""
        return self.short.partition(".")[2]


class Answer(_Entry, frozen=True, kw_only=True, tag="answer"):
    """A computed value on one instance."""

    kind: Literal["truth", "number", "vector", "matrix", "formula", "table", "program"]
    value: Annotated[Value, Meta(description="A formula is SymPy's srepr, a program the name of its function")]
    slips: list[Slip]


class Question(_Entry, frozen=True, kw_only=True):
    """What all have that is decided by its words: statements, choices, points."""

    topic: Text
    reason: Annotated[Text, Meta(description="Carries the proof")]
    evidence: Annotated[Text, Meta(description="What its check found")]

    @property
    def number(self) -> str:
        """Its id on the pages: `relu-07`."""
        return self.name.replace("_", "-")


class _Decided(Question, frozen=True, kw_only=True):
    kind: Literal["truth"]
    value: bool
    counterexample: Annotated[str | None, Meta(description="The evidence against a false one; null for a true one")]


class Statement(_Decided, frozen=True, kw_only=True, tag="statement"):
    """A sentence that is true or false."""


class Point(_Decided, frozen=True, kw_only=True, tag="point"):
    """A statement of the notes, and what is to be thought of it."""

    class_: Class = field(name="class")
    instead: Annotated[Text, Meta(description="What to write in its place")]
    about: Annotated[str, Meta(pattern=r"^exercises/[a-z0-9_]+/#\w+$", description="Address and fragment of a part")]
    costs_marks: bool


class Choice(Question, frozen=True, kw_only=True, tag="choice"):
    """A question with four options."""

    kind: Literal["choice"]
    value: Annotated[Letter, Meta(description="That of the right option")]
    options: Annotated[list[Option], Meta(min_length=4, max_length=4)]


class Claim(_Entry, frozen=True, kw_only=True, tag="claim"):
    """A relation, whose TeX is its `latex`; tested sign by sign."""

    kind: Literal["claim"]
    value: Annotated[bool, Meta(description="Whether it holds; false for a mistake")]
    signs: Annotated[list[Text], Meta(min_length=1)]
    sides: Annotated[list[Side], Meta(min_length=2)]
    tested: Annotated[list[Text], Meta(min_length=1, description="On which instances")]
    proofs: Annotated[Count, Meta(description="How many prove it for all values")]
    within: Annotated[Deviation | None, Meta(description="How close is approximately equal; null without such a sign")]


Entry = Answer | Statement | Point | Choice | Claim


class Figure(Struct, frozen=True, forbid_unknown_fields=True):
    """A drawing of the site."""

    id: Alias
    file: Annotated[str, Meta(pattern=r"^generated/[a-z0-9_]+/\w+\.svg$")]
    alt: Text
    source: Source


class Relations(Struct, frozen=True, forbid_unknown_fields=True):
    """How many relations of a page have what behind them."""

    computed: Count = 0
    claimed_and_parsed: Count = field(name="claimed and parsed", default=0)
    claimed: Count = 0
    argued_in_words: Count = field(name="argued in words", default=0)

    @property
    def counts(self) -> tuple[int, ...]:
        return msgspec.structs.astuple(self)


class Edition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every published value, every figure, and what stands behind the relations."""

    schema_version: Literal[2]
    built: Built
    instances: list[Instance]
    answers: list[Entry]
    figures: list[Figure]
    relations: Annotated[dict[Slug, Relations], Meta(description="By slug")]


def whole(id: str, instance: str) -> str:
    """The id with its instance, where it has none yet."""
    return id if "@" in id else f"{id}@{instance}"


def encoded(edition: Edition) -> str:
    """The text of `answers.json`."""
    return msgspec.json.encode(edition).decode()


def mark(edition: Edition) -> str:
    """Seven digits that are others when anything published is another, whenever it was built."""
    published = [edition.instances, edition.answers, edition.figures, edition.relations]
    return hashlib.sha256(msgspec.json.encode(published)).hexdigest()[:7]


def encoded_entries(entries: Sequence[Entry]) -> str:
    """Entries as a text that differs where any of them does."""
    return msgspec.json.encode(entries).decode()


def encoded_entry(entry: Entry) -> str:
    """One entry, on lines of its own."""
    return msgspec.json.format(msgspec.json.encode(entry), indent=2).decode()


def schema() -> dict[str, Any]:
    """The JSON Schema of `answers.json`, draft 2020-12; that of a value stands in it once."""
    title = f"answers.json of Altklausur, version {SCHEMA_VERSION}"
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    value = msgspec.json.schema(Value)
    made = _with_references(msgspec.json.schema(Edition), value["anyOf"])
    return {**head, **made, "$defs": {**made["$defs"], "Value": value}}


def _with_references(tree: Any, value: list[Any]) -> Any:
    """The schema with a reference wherever it allows what a value may be."""
    if isinstance(tree, list):
        return [_with_references(item, value) for item in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.get("anyOf") == value:
        return {**{key: said for key, said in tree.items() if key != "anyOf"}, "$ref": "#/$defs/Value"}
    return {key: _with_references(item, value) for key, item in tree.items()}
