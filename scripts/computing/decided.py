"""Judge what a person decides in the key by its words: statements, choices, points of the notes, claims. Pure."""

import re
from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from msgspec.structs import asdict

from scripts.computing import declared
from scripts.computing.answer_key import AnswerKey, fingerprint, possible_lines, verdict_and_fingerprint, words_changed
from scripts.computing.place import raised
from scripts.computing.wording import check_wording
from scripts.model.entries import Asked, Choice, Claim, Option, Point, Side, Statement, Witness, told_as
from scripts.model.faults import Fault
from scripts.model.relations import Relation, relations
from scripts.model.tree import Tree, display

Kind = TypeVar("Kind")
Judged = tuple[list[Kind], list[Fault]]  # the entry, if there is one, and what is wrong with it
WEAK = ("<=", ">=", "<<", ">>")  # signs that hold both ways where the two sides are equal


def judge_question(slug: str, question: declared.Asked, run: Tree, instance: str, key: AnswerKey) -> Judged[Asked]:
    """The entry of a statement with its faults; no entry where its check raised or cannot tell claims apart."""
    name = f"{slug}.{question.name}"
    if "error" in run:
        return [], [refused(run["error"], question.source, name, run["error"]["message"])]
    right, evidence = run["value"], run["evidence"]
    faults = [Fault.at(question.source, message) for message in check_wording(question, evidence)]
    decided = question.class_ if isinstance(question, declared.Point) else right
    witnesses, against = hold_to_key(name, decided, question, evidence, key)
    found = {"value": right, "evidence": evidence, "witnesses": witnesses, "agreed": not faults + against}
    return [entry_of(question, shared(name, question, instance) | found)], faults + against


def shared(name: str, said: declared.Decided, instance: str) -> dict[str, Any]:
    """What all have that is decided in the key."""
    return {"id": name, "instance": instance, "key": possible_lines(said.verdicts, fingerprint(*said.words))}


def entry_of(question: declared.Asked, told: dict[str, Any]) -> Asked:
    """With what it has by itself."""
    if isinstance(question, declared.Choice):
        options = [Option(**asdict(option), right=option.letter == told["value"]) for option in question.options]
        reason = next(option.reason for option in options if option.right)
        return Choice(**told_as(question, Choice) | told | {"options": options, "reason": reason})
    kind = Point if isinstance(question, declared.Point) else Statement
    return kind(**told_as(question, kind), **told)


def refused(error: Any, source: str, name: str, message: str) -> Fault:
    """What a check or a claim raised; of what breaks the data model the message alone."""
    return Fault.at(source, message) if error["kind"] == "refused" else raised(error, source, name)


def hold_to_key(
    name: str, decided: bool | str, said: declared.Decided, evidence: str, key: AnswerKey
) -> tuple[list[Witness], list[Fault]]:
    """The line of the key as a witness; a fault where it says something else, or was decided for other words."""
    line, means = said.name, said.means if isinstance(said, declared.Point) else {}
    if line not in key.values:  # the check of the pages asks for it
        return [], []
    typed = verdict_and_fingerprint(key.values[line])[0]
    message = words_changed(line, key.values[line], said.words, said.verdicts)
    apart: float | Literal["inf"] = 0.0
    if type(typed) is not type(decided) or typed != decided:  # 1 is not true
        message = f"the key says {display(typed)}, {name} is {display(decided)}: {evidence}"
        apart = "inf"
    place = key.fault(line, message)
    witness = Witness("answer key", means.get(str(typed), typed), apart, "exact", 0.0, f"{place.file}:{place.line}")
    return [witness], [place] if message else []


def judge_claim(slug: str, claim: declared.Claim, runs: dict[str, Tree], proofs: Tree, key: AnswerKey) -> Judged[Claim]:
    """The entry of a claim with its faults; no entry where its function raised or returned something else."""
    name = f"{slug}.{claim.name}"
    for run in [*runs.values(), proofs]:
        if "error" in run:
            return [], [refused(run["error"], claim.source, name, f"{name}: {run['error']['message']}")]
    chains = [relation for relation in relations(claim.tex) if not relation.is_condition]
    unproven = [f"its proof {proof} comes to {found}" for proof, found in proofs["unproven"]]
    faults = [Fault.at(claim.source, f"{name}: {what}") for what in [*contradictions(claim, chains, runs), *unproven]]
    witnesses, against = hold_to_key(name, claim.holds, claim, claim.tex, key)
    if witnesses and not key.has_argument(claim.name):
        why = f"{claim.name} has no argument; write beside it, as a comment, how it follows on paper"
        against.append(key.fault(claim.name, why))
    entry = Claim(
        **told_as(claim, Claim),
        **shared(name, claim, next(iter(runs))),
        value=claim.holds,
        latex=claim.tex,
        witnesses=witnesses,
        agreed=not faults + against,
        signs=[sign for chain in chains for sign in chain.signs],
        sides=[*sides(chains, runs)],
        tested=list(runs),
    )
    return [entry], faults + against


def contradictions(claim: declared.Claim, chains: list[Relation], runs: dict[str, Tree]) -> Iterator[str]:
    """What contradicts the claim, or would agree with its opposite as well."""
    pairs = [pair for chain in chains for pair in zip(chain.sides, chain.signs, chain.sides[1:])]
    texts = [side for chain in chains for side in chain.sides]
    for instance, run in runs.items():
        for text, side in zip(texts, run["sides"]):
            if side["misread"]:
                meant, value = side["misread"]
                what = f"reads as {meant}, the function returns {value}"
                yield f"on {instance} its side {compact(text)} {what}"
    broken = [
        f"on {instance} {compact(left)} {sign} {compact(right)} does not hold: {' and '.join(tried['values'])}"
        for instance, run in runs.items()
        for (left, sign, right), tried in zip(pairs, run["signs"])
        if not tried["holds"]
    ]
    if not claim.holds:
        yield from [] if broken else ["is said to fail, but holds on every instance"]
        return
    yield from broken
    for number, (_, sign, _) in enumerate(pairs if not broken else []):
        if sign in WEAK and not any(run["signs"][number]["differ"] for run in runs.values()):
            yield (
                f"both sides of its sign {number + 1} are equal everywhere, so that the turned sign would hold too; "
                "write =, or take data where they differ"
            )


def sides(chains: list[Relation], runs: dict[str, Tree]) -> Iterator[Side]:
    """The sides of a claim, each with whether every run read it from its own TeX."""
    for position, text in enumerate(side for chain in chains for side in chain.sides):
        found = [run["sides"][position] for run in runs.values()]
        yield Side(text, all(side["is_read"] and not side["is_number"] for side in found))


def compact(tex: str) -> str:
    r"""TeX without the spaces that it does not need; `\mathrm d` needs one."""
    return re.sub(r"(\\[A-Za-z]+ )(?=[A-Za-z])|\s+", lambda found: found[1] or "", tex)
