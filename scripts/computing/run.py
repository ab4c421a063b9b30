"""Run one answer on one task: its value, what each witness says, what each slip gives. Likewise statements and claims.

Pure: what comes out is plain data, which is stored and later judged without any mathematics; see `runs.py`.
"""

import traceback
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import sympy

from scripts.computing.compare import brief, compare, same_value
from scripts.computing.encode import encode
from scripts.computing.reading import UnnamedError, is_name, is_number, read, stands_in
from scripts.computing.runs import ClaimRun, Error, Mistaken, QuestionRun, Run, Said, SideRun, SignRun
from scripts.model.relations import Relation, relations
from snippets.answers import Answer, AnswerError, Slip, Witness
from snippets.claims import Claim, Sides
from snippets.statements import Question
from snippets.values import Estimate, deviation, kind_of, unit_of


def guarded(compute: Callable[[], Any]) -> Any:
    """What a computation returns; what it raised instead, as data."""
    try:
        return compute()
    except (Exception, SystemExit) as error:
        return {"error": told(error)}


def told(error: BaseException) -> Error:
    """An exception as data: its type, its message, and the lines it came through."""
    frames = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    kind = "refused" if isinstance(error, AnswerError) else type(error).__name__
    return {"kind": kind, "message": str(error), "frames": frames}


def run(answer: Answer, task: Any) -> Run:
    """The value of an answer on a task, what its witnesses say of it, and what its slips give.

    A witness or slip that raises is noted in its place; what the answer itself raises goes on.
    """
    value = answer(task)
    kind = kind_of(value, infinite=answer.infinite)
    tree = encode(value)
    heard: list[tuple[Any, Said]] = [hear(witness, task, value) for witness in answer.witnesses]
    slips = [mistaken(slip, task, value, [said for said, _ in heard]) for slip in answer.slips]
    return {"kind": kind, "value": tree, "witnesses": [told_by for _, told_by in heard], "slips": slips}


def hear(witness: Witness, task: Any, value: Any) -> tuple[Any, Said]:
    """What a witness says of a value: as it is, and as data with how far it is from the value."""
    try:
        if kind_of(value, infinite=True) == "program":
            holds = bool(witness.function(task, value))
            apart = 0.0 if holds else float("inf")
            return holds, {"value": holds, "kind": "truth", "deviation": apart, "unit": "exact"}
        said = witness.function(task)
        apart = deviation(value, said)
        kind = "estimate" if isinstance(said, Estimate) else kind_of(said, infinite=True)
        tree = encode(list(said) if isinstance(said, Estimate) else said)
    except (Exception, SystemExit) as error:
        return None, {"error": told(error)}
    return said, {"value": tree, "kind": kind, "deviation": apart, "unit": unit_of(value, said)}


def mistaken(slip: Slip, task: Any, value: Any, heard: list[Any]) -> Mistaken:
    """What a slip gives, how far that is from the value, and from what each witness says (None if it raised)."""
    try:
        found = slip.function(task)
        apart = deviation(value, found)
        beside = [None if said is None else deviation(found, said) for said in heard]
        return {"value": encode(found), "deviation": apart, "from_witnesses": beside}
    except (Exception, SystemExit) as error:
        return {"error": told(error)}


def run_question(question: Question) -> QuestionRun:
    """What is right, and what the check of a statement or choice found."""
    right, evidence = question.verdict()
    return {"value": right, "evidence": evidence}


def run_claim(claim: Claim, task: Any) -> ClaimRun:
    """Each sign of a claim between the values of its two sides, and each side against its own TeX."""
    found, chains = claim(task), chains_of(claim.tex)
    texts = [side for chain in chains for side in chain.sides]
    if not chains:
        raise AnswerError("its TeX has no relation sign; write =, \\le, <, \\ne, \\approx ... between two sides")
    if len(found.values) != len(texts):
        shown = "; ".join(text.replace(" ", "") for text in texts)
        raise AnswerError(f"return one value for each of its {len(texts)} sides ({shown}), not {len(found.values)}")
    values = iter(found.values)
    signs: list[SignRun] = []
    for chain in chains:
        sides = [next(values) for _ in chain.sides]
        signs += [_tried(sign, beside, claim.within) for sign, beside in zip(chain.signs, pairwise(sides))]
    read_sides = [_side(text, value, found) for text, value in zip(texts, found.values)]
    if lost := [name for name in found.named if not any(stands_in(name, text) for text in texts)]:
        raise AnswerError(f"names {lost[0]}, which does not stand in its TeX")
    return {"signs": signs, "sides": read_sides}


def chains_of(tex: str) -> list[Relation]:
    """The relations that a claim asserts, without their conditions."""
    return [relation for relation in relations(tex) if not relation.is_condition]


def _tried(sign: str, values: tuple[Any, Any], within: float | None) -> SignRun:
    """One sign between two sides; what it compares must be two things."""
    left, right = values
    if left is right and not isinstance(left, (bool, int, float)):
        raise AnswerError(f"both sides of {sign} are the same object; compute each in its own way")
    if sign == "~" and within is None:
        raise AnswerError("approximately equal within what? say @claim(..., within=1e-3)")
    holds, differ = compare(sign, left, right, within or 0.0)
    beside = ("", "") if holds else (brief(left), brief(right))
    return {"holds": holds, "differ": differ, "values": beside}


def _side(text: str, value: Any, found: Sides) -> SideRun:
    """A side against its own TeX, where all its quantities are named."""
    side: SideRun = {"is_number": is_number(text), "is_read": False, "misread": None}
    if is_name(text, found.named):
        return side
    try:
        meant = read(text, found.named)
    except (UnnamedError, ValueError):
        return side
    same = same_value(value, meant)
    return {**side, "is_read": True, "misread": None if same else (brief(meant), brief(value))}


def run_proofs(claim: Claim) -> dict[str, list[tuple[str, str]]]:
    """The proofs of a claim that do not come out, each with what it comes to."""
    found = [(proof.__name__, proof()) for proof in claim.proofs]
    return {"unproven": [(name, brief(result)) for name, result in found if not _proves(result)]}


def _proves(result: Any) -> bool:
    if isinstance(result, Sides):
        return all(same_value(left, right) for left, right in pairwise(result.values))
    return result in (True, sympy.true) or bool(result is not False and sympy.simplify(result) == 0)
