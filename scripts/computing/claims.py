"""Judge a claim: each relation sign of its TeX between the values of its two sides, and each side that can be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import sympy

from scripts.computing.answer_key import fingerprint, possible_lines
from scripts.computing.compare import brief, compare, same_value
from scripts.computing.judge import hold_to_key
from scripts.computing.place import source
from scripts.computing.reading import UnnamedError, is_name, is_number, read, stands_in
from scripts.model.answer_key_lines import has_argument, key_lines
from scripts.model.faults import Fault
from scripts.model.paths import relative
from scripts.model.relations import Relation, relations
from scripts.model.tree import Tree
from snippets.answers import AnswerError
from snippets.claims import Claim, Sides

if TYPE_CHECKING:
    from scripts.computing.examine import Examination


WEAK = ("<=", ">=", "<<", ">>")  # signs that hold both ways where the two sides are equal


@dataclass
class Trial:
    """What came out on the instances so far."""

    broken: list[str] = field(default_factory=list)  # signs that do not hold, with their values
    unequal: set[int] = field(default_factory=set)  # signs whose two sides differed somewhere
    unread: set[int] = field(default_factory=set)  # sides that could not be read on some instance
    misread: list[str] = field(default_factory=list)  # sides whose TeX has another value than was returned
    tried: list[str] = field(default_factory=list)


def judge_claim(examination: "Examination", claim: Claim) -> Iterator[Tree]:
    """The claim's entry; nothing but a fault where its function raises or returns something else than its sides."""
    name, before = f"{examination.slug}.{claim.name}", len(examination.faults)
    chains = [relation for relation in relations(claim.tex) if not relation.is_condition]
    trial = Trial()
    try:
        for instance in claim.instances or examination.tasks:
            _try(claim, chains, instance, examination.tasks[instance], trial)
        proofs = [_proven(proof) for proof in claim.proofs]
    except AnswerError as error:
        examination.fault(claim.function, f"{name}: {error}")
        return
    except Exception as error:
        examination.raised(claim.function, name, error)
        return
    for message in [*_faults(claim, chains, trial), *filter(None, proofs)]:
        examination.fault(claim.function, f"{name}: {message}")
    witnesses = hold_to_key(examination, claim.name, claim.holds, claim, claim.tex)
    if witnesses and not has_argument(examination.key_path, claim.name):
        line = key_lines(examination.key_path)[claim.name]
        why = f"{claim.name} has no argument; write beside it, as a comment, how it follows on paper"
        examination.faults.append(Fault(relative(examination.key_path), line, why))
    yield {
        "id": name,
        "name": claim.name,
        "instance": trial.tried[0],
        "kind": "claim",
        "fact": claim.fact,
        "value": claim.holds,
        "latex": claim.tex,
        "display": "holds" if claim.holds else "fails",
        "source": source(claim.function),
        "witnesses": witnesses,
        "slips": [],
        "key": possible_lines(claim.verdicts, fingerprint(*claim.words)),
        "agreed": len(examination.faults) == before,
        "claim": _shown(claim, chains, trial),
    }


def _try(claim: Claim, chains: list[Relation], instance: str, task: Any, trial: Trial) -> None:
    """One instance: every sign between its neighbours, every side against its own TeX."""
    found = claim(task)
    texts = [side for chain in chains for side in chain.sides]
    if not chains:
        raise AnswerError("its TeX has no relation sign; write =, \\le, <, \\ne, \\approx ... between two sides")
    if len(found.values) != len(texts):
        shown = "; ".join(text.replace(" ", "") for text in texts)
        raise AnswerError(f"return one value for each of its {len(texts)} sides ({shown}), not {len(found.values)}")
    trial.tried.append(instance)
    values = iter(found.values)
    number = 0
    for chain in chains:
        sides = [next(values) for _ in chain.sides]
        for sign, texts_beside, beside in zip(chain.signs, pairwise(chain.sides), pairwise(sides)):
            _test(sign, texts_beside, beside, claim, f"on {instance} ", number, trial)
            number += 1
    for position, (text, value) in enumerate(zip(texts, found.values)):
        _read(position, text, value, found, instance, trial)
    if lost := [name for name in found.named if not any(stands_in(name, text) for text in texts)]:
        raise AnswerError(f"names {lost[0]}, which does not stand in its TeX")


def _test(
    sign: str, texts: tuple[str, str], values: tuple[Any, Any], claim: Claim, where: str, number: int, trial: Trial
) -> None:
    """One sign between two sides; what it compares must be two things."""
    left, right = values
    if left is right and not isinstance(left, (bool, int, float)):
        raise AnswerError(f"both sides of {sign} are the same object; compute each in its own way")
    if sign == "~" and claim.within is None:
        raise AnswerError("approximately equal within what? say @claim(..., within=1e-3)")
    holds, differ = compare(sign, left, right, claim.within or 0.0)
    if differ:
        trial.unequal.add(number)
    if not holds:
        shown = f"{texts[0].replace(' ', '')} {sign} {texts[1].replace(' ', '')}"
        trial.broken.append(f"{where}{shown} does not hold: {brief(left)} and {brief(right)}")


def _read(position: int, text: str, value: Any, found: Sides, instance: str, trial: Trial) -> None:
    """A side against its own TeX, where all its quantities are named."""
    if is_name(text, found.named):
        trial.unread.add(position)
        return
    try:
        meant = read(text, found.named)
    except (UnnamedError, ValueError):
        trial.unread.add(position)
        return
    if not same_value(value, meant):
        shown = text.replace(" ", "")
        trial.misread.append(
            f"on {instance} its side {shown} reads as {brief(meant)}, the function returns {brief(value)}"
        )


def _proven(proof: Any) -> str:
    """What is wrong with a proof, if anything."""
    found = proof()
    if isinstance(found, Sides):
        ok = all(same_value(left, right) for left, right in pairwise(found.values))
    else:
        ok = found in (True, sympy.true) or bool(found is not False and sympy.simplify(found) == 0)
    return "" if ok else f"its proof {proof.__name__} comes to {brief(found)}"


def _faults(claim: Claim, chains: list[Relation], trial: Trial) -> Iterator[str]:
    """What contradicts the claim, or would agree with its opposite as well."""
    yield from trial.misread
    if not claim.holds:
        if not trial.broken:
            yield "is said to fail, but holds on every instance"
        return
    yield from trial.broken
    signs = [sign for chain in chains for sign in chain.signs]
    weak = [number for number, sign in enumerate(signs) if sign in WEAK and number not in trial.unequal]
    for number in weak if not trial.broken else []:
        yield (
            f"both sides of its sign {number + 1} are equal everywhere, so that the turned sign would hold too; "
            "write =, or take data where they differ"
        )


def _shown(claim: Claim, chains: list[Relation], trial: Trial) -> dict[str, Tree]:
    """What `answers.json` and the pages say of a claim."""
    texts = [side for chain in chains for side in chain.sides]
    read_sides = [position not in trial.unread and not is_number(text) for position, text in enumerate(texts)]
    return {
        "signs": [sign for chain in chains for sign in chain.signs],
        "sides": [{"tex": text, "read": read_here} for text, read_here in zip(texts, read_sides)],
        "tested": trial.tried,
        "read": any(read_sides),
        "proofs": len(claim.proofs),
        "within": claim.within,
    }
