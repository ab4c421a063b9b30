"""Judge what a person decides in the key by its words: statements, choices, points of the notes, claims. Pure."""

from collections.abc import Iterator
from typing import Any

from scripts.computing.answer_key import AnswerKey, fingerprint, possible_lines, verdict_and_fingerprint, words_changed
from scripts.computing.place import at, raised
from scripts.computing.wording import check_wording
from scripts.model.faults import Fault
from scripts.model.relations import Relation, relations
from scripts.model.tree import Tree, display, tex

WEAK = ("<=", ">=", "<<", ">>")  # signs that hold both ways where the two sides are equal
Judged = tuple[Tree | None, list[Fault]]


def judge_question(slug: str, question: Tree, run: Tree, instance: str, key: AnswerKey) -> Judged:
    """The entry of a statement with its faults; no entry where its check raised or cannot tell claims apart."""
    name = f"{slug}.{question['name']}"
    if "error" in run:
        return None, [refused(run["error"], question["source"], name, run["error"]["message"])]
    right, evidence = run["value"], run["evidence"]
    faults = [at(question["source"], message) for message in check_wording(question, evidence)]
    witnesses, against = hold_to_key(name, question.get("class", right), question, evidence, key)
    beside = {field: question[field] for field in ("class", "instead", "about", "costs_marks") if field in question}
    if "options" in question:
        beside["options"] = [{**option, "right": option["letter"] == right} for option in question["options"]]
    reasons = question["reasons"]
    entry = {
        "id": name,
        "name": question["name"],
        "instance": instance,
        "kind": question["kind"],
        "topic": question["topic"],
        "fact": question["fact"],
        "reason": reasons.get("") or reasons[right],
        "evidence": evidence,
        "value": right,
        "latex": tex(right),
        "display": display(right),
        "source": question["source"],
        "witnesses": witnesses,
        "slips": [],
        "key": possible_lines(question["verdicts"], fingerprint(*question["words"])),
        **beside,
    }
    return entry, faults + against


def refused(error: Any, source: str, name: str, message: str) -> Fault:
    """What a check or a claim raised; of what breaks the data model the message alone."""
    return at(source, message) if error["kind"] == "refused" else raised(error, source, name)


def hold_to_key(
    name: str, decided: bool | str, said: Tree, evidence: str, key: AnswerKey
) -> tuple[list[Tree], list[Fault]]:
    """The line of the key as a witness; a fault where it says something else, or was decided for other words."""
    line = said["name"]
    if line not in key.values:  # the check of the pages asks for it
        return [], []
    typed = verdict_and_fingerprint(key.values[line])[0]
    message = words_changed(line, key.values[line], said["words"], said["verdicts"])
    if not same(typed, decided):
        message = f"the key says {display(typed)}, {name} is {display(decided)}: {evidence}"
    place = key.fault(line, message)
    return [typed_verdict(typed, decided, place, said.get("means", {}))], [place] if message else []


def typed_verdict(typed: bool | str, decided: bool | str, key: Fault, means: dict[str, bool]) -> Tree:
    """The key as a witness: a person decided the same statement on paper; of a point, its class."""
    apart = 0.0 if same(typed, decided) else "inf"
    where = {"name": "answer key", "function": "", "source": f"{key.file}:{key.line}"}
    return {**where, "value": means.get(str(typed), typed), "deviation": apart, "unit": "exact", "within": 0.0}


def same(typed: Any, decided: bool | str) -> bool:
    """The same word or the same truth; 1 is not true."""
    return type(typed) is type(decided) and typed == decided


def judge_claim(slug: str, claim: Tree, runs: dict[str, Tree], proofs: Tree, key: AnswerKey) -> Judged:
    """The entry of a claim with its faults; no entry where its function raised or returned something else."""
    name = f"{slug}.{claim['name']}"
    for run in [*runs.values(), proofs]:
        if "error" in run:
            return None, [refused(run["error"], claim["source"], name, f"{name}: {run['error']['message']}")]
    chains = [relation for relation in relations(claim["tex"]) if not relation.is_condition]
    unproven = [f"its proof {proof} comes to {found}" for proof, found in proofs["unproven"]]
    faults = [at(claim["source"], f"{name}: {what}") for what in [*contradictions(claim, chains, runs), *unproven]]
    witnesses, against = hold_to_key(name, claim["holds"], claim, claim["tex"], key)
    if witnesses and not key.has_argument(claim["name"]):
        why = f"{claim['name']} has no argument; write beside it, as a comment, how it follows on paper"
        against.append(key.fault(claim["name"], why))
    entry = {
        "id": name,
        "name": claim["name"],
        "instance": next(iter(runs)),
        "kind": "claim",
        "fact": claim["fact"],
        "value": claim["holds"],
        "latex": claim["tex"],
        "display": "holds" if claim["holds"] else "fails",
        "source": claim["source"],
        "witnesses": witnesses,
        "slips": [],
        "key": possible_lines(claim["verdicts"], fingerprint(*claim["words"])),
        "claim": shown(claim, chains, runs),
    }
    return entry, faults + against


def contradictions(claim: Tree, chains: list[Relation], runs: dict[str, Tree]) -> Iterator[str]:
    """What contradicts the claim, or would agree with its opposite as well."""
    pairs = [pair for chain in chains for pair in zip(chain.sides, chain.signs, chain.sides[1:])]
    texts = [side for chain in chains for side in chain.sides]
    for instance, run in runs.items():
        for text, side in zip(texts, run["sides"]):
            if side["misread"]:
                meant, value = side["misread"]
                what = f"reads as {meant}, the function returns {value}"
                yield f"on {instance} its side {text.replace(' ', '')} {what}"
    broken = [
        f"on {instance} {left.replace(' ', '')} {sign} {right.replace(' ', '')} does not hold: "
        f"{' and '.join(tried['values'])}"
        for instance, run in runs.items()
        for (left, sign, right), tried in zip(pairs, run["signs"])
        if not tried["holds"]
    ]
    if not claim["holds"]:
        yield from [] if broken else ["is said to fail, but holds on every instance"]
        return
    yield from broken
    for number, (_, sign, _) in enumerate(pairs if not broken else []):
        if sign in WEAK and not any(run["signs"][number]["differ"] for run in runs.values()):
            yield (
                f"both sides of its sign {number + 1} are equal everywhere, so that the turned sign would hold too; "
                "write =, or take data where they differ"
            )


def shown(claim: Tree, chains: list[Relation], runs: dict[str, Tree]) -> dict[str, Tree]:
    """What `answers.json` and the pages say of a claim."""
    texts = [side for chain in chains for side in chain.sides]
    found = [[run["sides"][position] for run in runs.values()] for position in range(len(texts))]
    is_read = [all(side["is_read"] and not side["is_number"] for side in sides) for sides in found]
    return {
        "signs": [sign for chain in chains for sign in chain.signs],
        "sides": [{"tex": text, "read": read} for text, read in zip(texts, is_read)],
        "tested": list(runs),
        "read": any(is_read),
        "proofs": claim["proofs"],
        "within": claim["within"],
    }
