"""Of many faults that are alike a few are told, and counted."""

from scripts.checking.told import FEW, few_alike
from scripts.model.faults import Fault


def witness(variant: int, file: str = "snippets/rnn/practice.py", what: str = "disagrees") -> Fault:
    return Fault(
        file, 70, f"practice_rnn.loss@{variant}: witness 'torch' {what}: answer {variant}, witness -{variant}.5"
    )


def test_of_sixty_variants_a_few_are_told_and_the_rest_counted():
    found = [*few_alike([witness(variant) for variant in range(60)])]
    assert found[:FEW] == sorted(witness(variant) for variant in range(60))[:FEW]
    assert found[FEW:] == [Fault("snippets/rnn/practice.py", 70, f"{60 - FEW} more like the one before it")]


def test_few_are_told_each_and_so_are_those_of_other_lines_and_words():
    faults = [witness(variant) for variant in range(FEW)]
    others = [witness(7, "docs/practice/rnn.md"), witness(8, what="raised"), Fault("mkdocs.yml", 0, "no nav")]
    assert [*few_alike([*faults, *others])] == sorted([*faults, *others])


def test_instances_by_name_and_the_first_are_alike_and_so_are_values_of_each_kind():
    names = ["rnn.h", *(f"rnn.h@{letter}" for letter in "abcde")]
    values = ("1/2", "-3e-5", "1,000", "0.5", "7", "-0")
    found = [*few_alike([Fault("a.py", 1, f"{name}: witness says {value}") for name, value in zip(names, values)])]
    assert [fault.message for fault in found[FEW:]] == ["1 more like the one before it"]
