"""Hold one run together: whether its witnesses agree with its value, and whether its slips differ from it. Pure."""

import math
from collections.abc import Iterator

from scripts.computing.declared import Answer, Witness
from scripts.computing.place import raised
from scripts.computing.runs import DIFFERENT
from scripts.model.faults import Fault, shortened
from scripts.model.tree import Tree, display


def allowed(run: Tree, witness: Witness, said: Tree) -> float:
    """How far off a witness may be: what it declares, or so many standard errors; the property of a program holds."""
    if "error" not in said and run["kind"] == "program":
        return 0.0
    return witness.standard_errors if said.get("unit") == "standard errors" else witness.within


def check_run(name: str, answer: Answer, run: Tree) -> Iterator[Fault]:
    """The witnesses that raised or disagree, the answer that all disagree with, and the slips that raised."""
    if stands_alone(answer, run):
        said = f"and none of its {len(answer.witnesses)} witnesses agrees; correct this function first"
        yield Fault.at(answer.source, f"{name} is {brief(run['value'])}, {said}")
    for witness, said in zip(answer.witnesses, run["witnesses"]):
        what = f"{name}: witness {witness.name!r}"
        if "error" in said:
            yield raised(said["error"], witness.source, what, always=True)
        elif disagrees(run, witness, said):
            told = f"answer {brief(run['value'])}, witness {brief(said['value'])}"
            yield Fault.at(witness.source, f"{what} disagrees: {told}{apart(run, witness, said)}{why_never(run, said)}")
    for slip, found in zip(answer.slips, run["slips"]):
        if "error" in found:
            yield raised(found["error"], slip.source, f"{name}: slip {slip.name}", always=True)


def disagrees(run: Tree, witness: Witness, said: Tree) -> bool:
    """Whether a witness says something else; one that raised says nothing."""
    return "error" not in said and not said["deviation"] <= allowed(run, witness, said)


def stands_alone(answer: Answer, run: Tree) -> bool:
    """Whether there are witnesses, and all say something else."""
    both = [*zip(answer.witnesses, run["witnesses"])]
    return len(both) > 1 and all(disagrees(run, witness, said) for witness, said in both)


def apart(run: Tree, witness: Witness, said: Tree) -> str:
    """How far apart they are, where that is a number."""
    if math.isinf(said["deviation"]):
        return ""
    return f", deviation {said['deviation']:.2g}, allowed {allowed(run, witness, said):.2g}"


def check_slips(name: str, answer: Answer, runs: list[Tree]) -> Iterator[Fault]:
    """On one instance at least each slip differs from the answer, and each witness would refuse it."""
    for number, slip in enumerate(answer.slips) if runs else ():
        function, found = slip.name, [run["slips"][number] for run in runs]
        if not any(differs(one) for one in found):
            yield Fault.at(slip.source, f"slip {function} equals {name} on every instance: {slip.mistake}")
            continue
        for place, witness in enumerate(answer.witnesses):
            if any(disagrees(run, witness, run["witnesses"][place]) for run in runs):
                continue  # what it would agree with is known when it agrees
            if not any(refuses(one, run, witness, place) for one, run in zip(found, runs)):
                what = f"would agree with the slip {function} as well; it allows too much"
                yield Fault.at(witness.source, f"witness {witness.name!r} of {answer.name} {what}")


def differs(found: Tree) -> bool:
    return "error" in found or found["deviation"] > DIFFERENT


def refuses(found: Tree, run: Tree, witness: Witness, place: int) -> bool:
    """Whether a witness notices a mistake; one that raised has accepted nothing."""
    said = run["witnesses"][place]
    return "error" in found or "error" in said or not found["from_witnesses"][place] <= allowed(run, witness, said)


def why_never(run: Tree, said: Tree) -> str:
    """A hint where no tolerance would help: two kinds, two whole numbers, or a simulation that knows too little."""
    kinds = [run["kind"], said["kind"]]
    if not math.isinf(said["deviation"]) or run["kind"] == "program":
        return ""
    if said["kind"] == "estimate":
        return "; a standard error must be below a tenth of the value, so draw more"
    if kinds[0] == kinds[1] and kinds[0] in ("number", "vector", "matrix"):
        alike = shape(run["value"]) == shape(said["value"])
        return "; whole numbers and fractions must be equal" if alike else "; shapes differ"
    if len(set(kinds)) < 2 or set(kinds) == {"formula", "number"} or "program" in kinds:
        return ""
    return f"; a {kinds[0]} and a {kinds[1]} never agree, return the same kind"


def shape(tree: Tree) -> tuple[int, ...]:
    return (len(tree), *shape(tree[0])) if isinstance(tree, list) else ()


def brief(tree: Tree) -> str:
    """A value on one line of a message."""
    return shortened(display(tree), 120)
