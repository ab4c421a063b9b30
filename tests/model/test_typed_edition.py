"""The typed edition: what its schema refuses, what only a rule can refuse, and who is refused by both."""

import json
from functools import cache
from typing import Any

import jsonschema
import msgspec
import pytest

from scripts.model.edition import Edition, Instance, Slip, encoded, schema, whole
from tests.edition_rules import broken, is_of_kind, published
from tests.rendering import typed

SLIP = Slip(id="square.area_undivided@exam", mistake="no", value=[[1.5, "inf"]], source="snippets/square.py:9")
TASK = Instance(id="square.task@exam", alias="square.task", slug="square", instance="exam", is_default=True, given={})


def one_of_each() -> Edition:
    """An entry of each class, in the order of `KINDS`."""
    entries = [
        typed.answer("square.area", slips=[SLIP]),
        typed.statement("square.sums_01", False),
        typed.point("square.point_01", "wrong", value=False, counterexample="$2 + 2 = 4$"),
        typed.choice("square.sums_02"),
        typed.claim("square.bound"),
    ]
    return typed.edition(*entries, instances=[TASK])


KINDS = ("answer", "statement", "point", "choice", "claim")


def raw() -> dict[str, Any]:
    return json.loads(encoded(one_of_each()))


@cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema())


def refused(data: dict[str, Any]) -> bool:
    """By the schema, and by whoever reads it into the classes."""
    by_schema = not validator().is_valid(data)
    try:
        msgspec.json.decode(json.dumps(data), type=Edition)
    except msgspec.ValidationError:
        return by_schema
    assert not by_schema
    return False


def test_an_edition_with_an_entry_of_each_kind_keeps_to_all_rules():
    assert published(encoded(one_of_each()), json.dumps(schema())) == one_of_each()
    assert not refused(raw())


@pytest.mark.parametrize(
    ("index", "wrong"),
    [
        *((index, {"entry": "other"}) for index in range(5)),
        *((index, {"witnesses": []}) for index in range(5)),
        *((index, {"extra": 1}) for index in range(5)),
        *((index, {"id": "square.area"}) for index in range(5)),
        *((index, {"alias": "square.area@exam"}) for index in range(5)),
        (0, {"kind": "choice"}),
        (0, {"slips": [{"id": "square.x@exam"}]}),
        (0, {"value": None}),
        (0, {"points": -1}),
        (0, {"source": "elsewhere.py:3"}),
        (1, {"value": "b"}),
        (1, {"kind": "number"}),
        (1, {"counterexample": 3}),
        (1, {"topic": ""}),
        (2, {"class": "odd"}),
        (2, {"about": "square#a"}),
        (3, {"value": "e"}),
        (3, {"kind": "truth"}),
        (3, {"options": [{"letter": "a", "text": "t", "reason": "r", "right": True}] * 3}),
        (4, {"sides": [{"tex": "a", "read": True}]}),
        (4, {"signs": []}),
        (4, {"value": 1}),
    ],
)
def test_a_broken_entry_is_refused(index, wrong):
    data = raw()
    assert data["answers"][index]["entry"] == KINDS[index]
    data["answers"][index] |= wrong
    assert refused(data)


@pytest.mark.parametrize("index", range(5))
def test_an_entry_that_lacks_a_field_is_refused(index):
    for field in raw()["answers"][index].keys() - {"alias"}:
        data = raw()
        del data["answers"][index][field]
        assert refused(data), field


@pytest.mark.parametrize(
    "wrong",
    [
        {"schema_version": 1},
        {"built": {"commit": "abc", "date": "", "versions": {}}},
        {"built": {"commit": "", "date": "yesterday", "versions": {}}},
        {"instances": [{"id": "square.task@exam", "slug": "square", "instance": "exam", "given": {}}]},
        {
            "figures": [
                {"id": "square.a", "file": "generated/square/a.svg", "alt": "", "source": "snippets/square.py:1"}
            ]
        },
        {"figures": [{"id": "square.a", "file": "a.svg", "alt": "A.", "source": "snippets/square.py:1"}]},
        {"relations": {"square": {"computed": -1}}},
        {"relations": {"Square": {}}},
    ],
)
def test_a_broken_rest_is_refused(wrong):
    assert refused(raw() | wrong)


def changed(index: int, **fields: object) -> Edition:
    found = one_of_each()
    found.answers[index] = msgspec.structs.replace(found.answers[index], **fields)
    return found


@pytest.mark.parametrize(
    ("edition", "what"),
    [
        (changed(0, value="17"), "square.area@exam: its value is no number"),
        (changed(0, slug="circle"), "its id is of another exercise"),
        (changed(0, instance="short"), "its id is of another exercise"),
        (changed(0, alias="square.areas"), "square.area@exam: has the alias square.areas"),
        (changed(1, counterexample=None), "a false one has its evidence"),
        (changed(1, value=True), "a true one has none"),
        (changed(2, counterexample=None), "a false one has its evidence"),
        (changed(3, value="c"), "not exactly its value is right"),
        (changed(3, options=one_of_each().answers[3].options[::-1]), "its options are not a to d"),
        (changed(4, id="square.area@exam"), "square.area@exam: is there 2 times"),
        (typed.edition(typed.answer("square.area")), "square: has 0 defaults"),
    ],
)
def test_what_no_schema_refuses_a_rule_does(edition, what):
    assert any(what in line for line in broken(edition))


def test_a_question_with_no_or_two_right_options_is_refused():
    options = one_of_each().answers[3].options
    for right in (True, False):
        same = [msgspec.structs.replace(option, right=right) for option in options]
        assert list(broken(changed(3, options=same))) == ["square.sums_02@exam: not exactly its value is right"]


@pytest.mark.parametrize(
    ("value", "kind", "is_it"),
    [
        (True, "number", False),
        ("-inf", "number", True),
        ([1, 2.5], "vector", True),
        ([], "vector", False),
        ([[1], ["inf"]], "matrix", True),
        ([1], "matrix", False),
        ([{"a": 1}, {"a": 2}], "table", True),
        ([{"a": 1}, {"b": 2}], "table", False),
        ([], "table", False),
        (1, "truth", False),
        ("Symbol('x')", "formula", True),
        ("", "formula", False),
        ("train_colour", "program", True),
        ("def train():", "program", False),
    ],
)
def test_a_value_is_of_its_kind(value, kind, is_it):
    assert is_of_kind(value, kind) is is_it


def test_an_id_gets_its_instance_once():
    assert whole("rnn.gradient", "exam") == whole("rnn.gradient@exam", "exam") == "rnn.gradient@exam"
