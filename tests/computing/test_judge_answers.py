"""The judgement of an exercise: what it gathers and every fault it can find."""

import subprocess
import sys

import pytest

from scripts.computing.agreement import why_never
from scripts.computing.answer_key import AnswerKey
from scripts.computing.compare import brief
from scripts.computing.encode import encode
from scripts.computing.judge import Judgement
from scripts.computing.place import source
from scripts.computing.run import hear
from scripts.model.paths import here
from scripts.model.tree import display
from snippets.answers import Witness
from snippets.values import Estimate, kind_of
from tests.computing.made_up import GOOD, PROGRAM, change, faults

ROOT = here().root


def test_evidence_holds_values_witnesses_slips_tasks_and_figures(exercise):
    evidence = exercise(GOOD, "area = 9").evidence()
    assert evidence.faults == []
    assert (evidence.slug, evidence.default) == ("made_up", "exam")
    assert evidence.tasks == {"exam": {"side": 3.0}, "long": {"side": 4.0}}
    first, second = evidence.entries
    assert (first.id, first.value, first.kind, first.agreed) == ("made_up.area", 9.0, "number", True)
    assert (second.id, second.instance, second.display) == ("made_up.area@long", "long", "16")
    assert first.fact == "The area is the side squared."
    assert first.source == "snippets/made_up.py:14"
    assert [item.value for item in first.witnesses] == [9.0, [9.1, 0.05]]
    assert first.witnesses[1].deviation == pytest.approx(2)
    assert first.witnesses[1].within == 4.0
    assert (first.slips[0].value, first.slips[0].differs) == (6.0, True)
    assert evidence.figures[0].file == "generated/made_up/draw.svg"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            change("return task.side * task.side", "return task.side * 3.5"),
            [
                "made_up.area: witness 'product' disagrees: answer 9, witness 10.5, deviation 0.17, allowed 1e-09",
                "made_up.area@long: witness 'product' disagrees: answer 16, witness 14, deviation 0.12, allowed 1e-09",
            ],
        ),
        (
            change("0.1, 0.05", "0.1, 0.01"),
            [
                "made_up.area: witness 'throwing darts' disagrees: answer 9, witness (9.1, 0.01), "
                "deviation 10, allowed 4",
                "made_up.area@long: witness 'throwing darts' disagrees: answer 16, witness (16.1, 0.01), "
                "deviation 10, allowed 4",
            ],
        ),
        (
            change("return task.side * task.side", "return [task.side][int(task.side) - 3]"),
            [
                "made_up.area: witness 'product' disagrees: answer 9, witness 3, deviation 0.67, allowed 1e-09",
                "made_up.area@long: witness 'product' raised IndexError: list index out of range",
            ],
        ),
        (
            change("return task.side * task.side", "return [task.side, 3]"),
            [
                f"made_up.area{at}: witness 'product' disagrees: answer {value}, witness ({side}, 3); "
                "a number and a vector never agree, return the same kind"
                for at, value, side in [("", 9, 3), ("@long", 16, 4)]
            ],
        ),
        (
            change('"product")', '"product", within=0.9, because="it is rough")').replace("2 * task", "2.4 * task"),
            ["witness 'product' of area would agree with the slip area_doubled as well; it allows too much"],
        ),
        (
            change("Estimate(task.side ** 2 + 0.1, 0.05)", "Estimate(task.side ** 2, 1e9)"),
            [
                f"made_up.area{at}: witness 'throwing darts' disagrees: answer {area}, witness ({area}, 1e+09); "
                "a standard error must be below a tenth of the value, so draw more"
                for at, area in [("", 9), ("@long", 16)]
            ],
        ),
        (
            change("return task.side * task.side", 'return float("nan")'),
            [
                "made_up.area: witness 'product' raised AnswerError: the value is NaN",
                "made_up.area@long: witness 'product' raised AnswerError: the value is NaN",
            ],
        ),
        (
            change("return 2 * task.side", "return task.side ** 2 * (1 + 1e-9)"),
            ["slip area_doubled equals made_up.area on every instance: doubled"],
        ),
        (change("return 2 * task.side", "return task.side ** 2 + (task.side > 3)"), []),
        (
            change("return 2 * task.side", "return task.height"),
            [
                "made_up.area: slip area_doubled raised AttributeError: 'Task' object has no attribute 'height'",
                "made_up.area@long: slip area_doubled raised AttributeError: 'Task' object has no attribute 'height'",
            ],
        ),
        (
            change('@area.witness("throwing darts")\n', ""),
            ["made_up.area has one witness; two independent ways must agree with it"],
        ),
        (
            change('@area.witness("throwing darts")\n', "").replace('@area.witness("product")\n', ""),
            ["made_up.area has no witness; two independent ways must agree with it"],
        ),
        (
            change("return task.side * task.side", "return area(task)"),
            ["witness 'product' of area also calls area; it must share nothing"],
        ),
        (
            change('return task.side ** 2\n\n@area.witness("p', 'return None\n\n@area.witness("p'),
            [
                "made_up.area: a NoneType cannot be published; the function ends without return",
                "made_up.area@long: a NoneType cannot be published; the function ends without return",
            ],
        ),
        (
            change("@answer\n", '@answer(instances=("short",))\n'),
            ["made_up.area raised KeyError: 'short'"],
        ),
    ],
)
def test_a_fault_is_found_and_told(exercise, text, messages):
    assert faults(exercise(text)) == messages


def test_an_answer_that_no_witness_agrees_with_is_told_first_and_its_key_and_slip_with_it(exercise):
    text = change("    return task.side ** 2\n", "    return 2 * task.side\n")
    found = sorted(exercise(text, "area = 9.0\n").evidence().faults)
    alone = [fault for fault in found if "none of its 2 witnesses agrees; correct this function first" in fault.message]
    assert [fault.message.partition(",")[0] for fault in alone] == ["made_up.area is 6", "made_up.area@long is 8"]
    assert min(fault for fault in found if fault.file.endswith(".py")) == alone[0]
    key = [fault.message for fault in found if fault.file.endswith(".toml")]
    assert key == ["the key says 9.0, made_up.area is 6, with which no witness agrees either"]
    rest = [fault.message for fault in found if fault.file.endswith(".py") and fault not in alone]
    assert "slip area_doubled equals made_up.area on every instance: doubled" in rest
    assert not any("allows too much" in message for message in rest)


def test_where_one_witness_agrees_nobody_is_told_to_correct_the_answer(exercise):
    found = faults(exercise(change("return task.side * task.side", "return task.side * 3.5")))
    assert not any("correct this function first" in message for message in found)


def test_a_slip_has_a_path_of_its_own_on_each_instance(exercise):
    text = GOOD.replace("def area(task)", "def made(task)").replace("@area.", "@made.")  # a name within the slug
    ids = [slip.id for entry in exercise(text).evidence().entries for slip in entry.slips]
    assert ids == ["made_up.area_doubled", "made_up.area_doubled@long"]


def test_what_is_not_agreed_is_marked(exercise):
    text = change("return task.side * task.side", "return task.side * 3")
    assert [entry.agreed for entry in exercise(text).evidence().entries] == [True, False]
    assert [entry.agreed for entry in exercise(GOOD, '"area@long" = 15').evidence().entries] == [True, False]
    assert [entry.agreed for entry in exercise(GOOD, "area = = 9").evidence().entries] == [False, False]


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ("area = 8", "made_up.toml:1: the key says 8, made_up.area is 9"),
        ('\n"area@exam" = 8', "made_up.toml:2: the key says 8, made_up.area is 9"),
        ('area = 9\n"area@long" = [1, 2]', "made_up.toml:2: the key says (1, 2), made_up.area@long is 16"),
        ("perimeter = 12", "made_up.toml:1: no answer made_up.perimeter; remove or rename the line"),
        ('"area@short" = 1', "made_up.toml:1: no answer made_up.area@short; remove or rename the line"),
        (
            "area = 9\narea = 9",
            "made_up.toml:2: the key cannot be read: Cannot overwrite a value (at end of document)",
        ),
        ("area = 9\nx = = 9\ny = 1", "made_up.toml:2: the key cannot be read: Invalid value (at line 2, column 5)"),
        ("area = [9,", "made_up.toml:1: the key cannot be read: Invalid value (at end of document)"),
        ("area = 1979-05-27", "made_up.toml:1: the key says 1979-05-27, made_up.area is 9"),
    ],
)
def test_the_key_is_held_against_the_values(exercise, key, fault):
    found = [str(item).rpartition("/")[2] for item in exercise(GOOD, key).evidence().faults]
    assert found == [fault]


def test_a_formula_of_the_key_with_an_unknown_symbol_is_told(exercise):
    text = GOOD.replace("return task.side ** 2\n", "return sympy.Symbol('s') ** 2\n", 1)
    assert any(
        message.startswith("the key cannot be read: the key's formula uses t; known are s")
        for message in faults(exercise(text, 'area = "t"'))
    )


def test_an_answer_limited_to_an_instance_has_that_as_its_first(exercise):
    text = change("@answer\n", '@answer(instances=("long",))\n')
    assert faults(exercise(text, "area = 16")) == []
    assert [entry.id for entry in exercise(text).evidence().entries] == ["made_up.area"]
    assert faults(exercise(text, '"area@exam" = 9')) == ["no answer made_up.area@exam; remove or rename the line"]


def test_a_program_is_witnessed_by_its_properties(exercise):
    evidence = exercise(PROGRAM).evidence()
    assert evidence.faults == []
    assert evidence.entries[0].value == {"program": "sorted"}
    assert evidence.entries[0].witnesses[0].value is True


def test_a_program_without_the_property_is_a_fault(exercise):
    found = faults(exercise(PROGRAM.replace("== 1\n", "== 2\n")))
    assert found[0] == "made_up.train: witness 'keeps' disagrees: answer sorted, witness false"


def test_a_long_value_is_cut_in_messages():
    assert len(brief(list(range(100)))) == 120
    assert brief(Estimate(1.0, 0.5)) == "(1, 0.5)"


def test_the_key_is_shown_as_it_was_typed():
    assert display([1, [2, "x"]]) == "(1, (2, x))"


def test_a_source_is_the_first_line_with_its_decorators():
    file, _, line = source(test_a_source_is_the_first_line_with_its_decorators).rpartition(":")
    assert file == "tests/computing/test_judge_answers.py"
    assert int(line) > 100


def test_whether_an_answer_is_trained_is_in_the_evidence(exercise):
    for text, trained in ((GOOD, False), (change("@answer\n", "@answer(trained=True)\n"), True)):
        assert {entry.trained for entry in exercise(text).evidence().entries} == {trained}


@pytest.mark.parametrize(
    ("value", "said", "hint"),
    [
        (1.0, 2.0, ""),
        (True, False, ""),
        (1, 2, "; whole numbers and fractions must be equal"),
        ([1.0, 2.0], [1.0], "; shapes differ"),
        (1, [1], "; a number and a vector never agree, return the same kind"),
        (1.0, Estimate(1.0, 0.5), "; a standard error must be below a tenth of the value, so draw more"),
    ],
)
def test_where_no_tolerance_would_help_a_hint_says_what_does(value, said, hint):
    heard = hear(Witness("another way", lambda task: said), None, value)[1]
    assert why_never({"kind": kind_of(value), "value": encode(value)}, heard) == hint


def test_judging_imports_no_mathematics():
    code = "import sys; import scripts.computing.judging, scripts.computing.tasks; "
    code += "print(sorted({'numpy', 'sympy', 'torch', 'matplotlib', 'snippets'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_what_is_stored_is_judged_again_without_being_run(exercise):
    """A tolerance that a witness declares is judged too."""
    made = exercise(GOOD, "area = 9")
    computed = made.computed()
    assert Judgement(computed, AnswerKey(made.key), None).evidence.faults == []
    made.key.write_text("area = 8", encoding="utf-8")
    (fault,) = Judgement(computed, AnswerKey(made.key), None).evidence.faults
    assert fault.message == "the key says 8, made_up.area is 9"
    made.key.write_text("area = 9", encoding="utf-8")
    computed["declared"]["answers"][0]["witnesses"][1]["standard_errors"] = 1.0
    found = [fault.message for fault in Judgement(computed, AnswerKey(made.key), None).evidence.faults]
    assert found[0].endswith("deviation 2, allowed 1")
