"""Judge the stored runs of an exercise: against their witnesses, their slips and the answer key.

Pure, and no mathematics is imported: what runs are like is told by `runs.py`. The faults of all exercises take seconds.
"""

import math
from collections.abc import Iterator
from hashlib import sha256
from typing import Literal

from msgspec import convert

from scripts.computing import declared
from scripts.computing.agreement import allowed, brief, check_run, check_slips, differs, stands_alone
from scripts.computing.answer_key import AnswerKey, Formula, agrees, first_apart
from scripts.computing.decided import Judged, Kind, judge_claim, judge_question
from scripts.computing.declared import Declared
from scripts.computing.place import raised
from scripts.computing.runs import Computed, Run
from scripts.model.entries import Answer, Asked, Claim, Entry, Evidence, Figure, Point, Slip, Witness, told_as
from scripts.model.faults import Fault
from scripts.model.paths import practised
from scripts.model.tree import Tree


class Judgement:
    """The evidence of one exercise, which pages, `answers.json` and reports need, its faults included."""

    def __init__(self, computed: Computed, key: AnswerKey, is_formula: Formula) -> None:
        self.declared, self.records = convert(computed["declared"], Declared), computed["records"]
        self.key, self.is_formula = key, is_formula
        self.slug, self.default = self.declared.slug, self.declared.default
        self.faults, self.of_reading = [*key.unreadable], [Fault(*fault) for fault in computed.get("faults", [])]
        self.evidence = self._evidence()

    def run_of(self, name: str, instance: str = "") -> Tree:
        return self.records[name, instance]["run"]

    def _evidence(self) -> Evidence:
        entries: list[Entry] = [entry for answer in self.declared.answers for entry in self.judge(answer)]
        entries += by_lot([entry for question in self.declared.questions for entry in self.decide(question)])
        entries += [entry for claim in self.declared.claims for entry in self.claim(claim)]
        self.faults += self.check_key()
        figures = [figure for declared in self.declared.figures for figure in self.figures(declared)]
        noted = [
            Fault(*fault) for record in self.records.values() for fault in record.get("faults", [])
        ] + self.of_reading
        return Evidence(
            slug=self.slug,
            default=self.default,
            tasks=self.declared.tasks,
            entries=entries,
            figures=figures,
            faults=list(dict.fromkeys([*self.faults, *noted])),
            raised=any(record["raised"] for record in self.records.values()),
        )

    def decide(self, question: declared.Asked) -> list[Asked]:
        """The entry of a statement or a choice; none where its check raises or cannot tell claims apart."""
        return self._noted(judge_question(self.slug, question, self.run_of(question.name), self.default, self.key))

    def claim(self, claim: declared.Claim) -> list[Claim]:
        """The entry of a claim; none where its function raises or returns something else than its sides."""
        runs = {instance: self.run_of(claim.name, instance) for instance in claim.instances}
        return self._noted(judge_claim(self.slug, claim, runs, self.run_of(claim.name), self.key))

    def _noted(self, judged: Judged[Kind]) -> list[Kind]:
        found, faults = judged
        self.faults += faults
        return found

    def judge(self, answer: declared.Answer) -> Iterator[Answer]:
        """An entry for each instance of an answer that could be computed."""
        about_witnesses = [*self.check_witnesses(answer)]
        self.faults += about_witnesses
        runs: dict[str, Run] = {}
        for instance in answer.instances:
            name, run = self.id(answer, instance), self.run_of(answer.name, instance)
            if "error" in run:
                self.faults.append(raised(run["error"], answer.source, name))
                continue
            runs[instance] = run
            found = [*self.check_typed(answer, instance, run), *check_run(name, answer, run)]
            self.faults += found
            agreed = not about_witnesses and not self.key.unreadable and not found
            yield self.entry(answer, instance, run, agreed=agreed)
        self.faults += check_slips(f"{self.slug}.{answer.name}", answer, list(runs.values()))

    def entry(self, answer: declared.Answer, instance: str, run: Run, *, agreed: bool) -> Answer:
        """A value with what its witnesses and slips say."""
        name = self.id(answer, instance)
        _, at, elsewhere = name.partition("@")
        witnesses = [testimony(run, *both) for both in zip(answer.witnesses, run["witnesses"])]
        slips = [
            mistake(f"{self.slug}.{slip.name}{at}{elsewhere}", slip, found)
            for slip, found in zip(answer.slips, run["slips"])
        ]
        found = {"kind": run["kind"], "value": run["value"], "witnesses": witnesses, "slips": slips}
        return Answer(**told_as(answer, Answer) | found, id=name, instance=instance, agreed=agreed)

    def check_witnesses(self, answer: declared.Answer) -> Iterator[Fault]:
        """Two witnesses at least, each sharing no function with the answer."""
        count, name = len(answer.witnesses), answer.name
        if count < 2:
            few = ("no witness", "one witness")[count]
            yield Fault.at(answer.source, f"{self.slug}.{name} has {few}; two independent ways must agree with it")
        for witness in (witness for witness in answer.witnesses if witness.shared):
            shared = ", ".join(witness.shared)
            why = f"witness {witness.name!r} of {name} also calls {shared}; it must share nothing"
            yield Fault.at(witness.source, why)

    def check_typed(self, answer: declared.Answer, instance: str, run: Run) -> Iterator[Fault]:
        """The value is the one in the answer key, if that has a line for it."""
        first = [answer.name] if instance == answer.instances[0] else []
        for line in (line for line in [*first, f"{answer.name}@{instance}"] if line in self.key.values):
            typed, name = self.key.values[line], self.id(answer, instance)
            try:
                if not agrees(typed, run["value"], self.is_formula):
                    where, said, value = first_apart(typed, run["value"], self.is_formula)
                    told = f"the key says {brief(said)}, {name}{where} is {brief(value)}"
                    too = ", with which no witness agrees either" if stands_alone(answer, run) else ""
                    yield self.key.fault(line, told + too)
            except Exception as error:
                yield self.key.fault(line, f"the key cannot be read: {error}, {name} is {brief(run['value'])}")

    def check_key(self) -> Iterator[Fault]:
        """Every line of the key belongs to an answer."""
        known = {answer.name: ("", *answer.instances) for answer in self.declared.answers}
        known |= {item.name: ("",) for item in [*self.declared.questions, *self.declared.claims]}
        for line in self.key.values:
            name, _, instance = line.partition("@")
            if instance not in known.get(name, ()):
                yield self.key.fault(line, f"no answer {self.slug}.{line}; remove or rename the line")

    def figures(self, figure: declared.Figure) -> Iterator[Figure]:
        """The entry of a figure for each instance, without its alternative text where it could not be drawn."""
        for number, instance in enumerate(figure.instances):
            name = f"{figure.name}@{instance}" if number else figure.name
            run = self.run_of(figure.name, f"figure {instance}")
            if "error" in run:
                self.faults.append(raised(run["error"], figure.source, f"figure {self.slug}.{name}", always=True))
            yield Figure(**told_as(figure, Figure), id=f"{self.slug}.{name}", alt=run.get("alt", ""))

    def id(self, answer: declared.Answer, instance: str) -> str:
        """`rnn.gradient`, on any instance but the first `rnn.gradient@tanh`; a variant has its number everywhere."""
        name = f"{self.slug}.{answer.name}"
        first = self.default if practised(self.slug) else answer.instances[0]
        return name if instance == first else f"{name}@{instance}"


def testimony(run: Tree, witness: declared.Witness, said: Tree) -> Witness:
    """What a witness says of one value, and how far it is from it."""
    nothing: Tree = {"value": "raised", "deviation": math.inf, "unit": "exact"}
    heard: Tree = nothing if "error" in said else said
    found = heard["value"], finite(heard["deviation"]), heard["unit"], allowed(run, witness, said)
    return Witness(witness.name, *found, witness.source, witness.because)


def mistake(id: str, slip: declared.Slip, found: Tree) -> Slip:
    """The value a mistake leads to; its own path is `rnn.gradient_direct_only@tanh` beside `rnn.gradient@tanh`."""
    told = {"mistake": slip.mistake, "value": found.get("value", "raised"), "differs": differs(found)}
    return Slip(id=id, source=slip.source, **told)


def finite(deviation: float) -> float | Literal["inf"]:
    """Infinity has no number in JSON; -0.0 is 0."""
    return deviation + 0.0 if math.isfinite(deviation) else "inf"


def by_lot(judged: list[Asked]) -> list[Asked]:
    """Topic by topic, within a topic in an order drawn by lot, the same for each build: that of the hashes of ids.

    Who writes a true and a false statement in turn does not give verdicts away. Points of the notes stay as they are.
    """
    topics = list(dict.fromkeys(entry.topic for entry in judged))

    def lot(entry: Asked) -> tuple[int, str]:
        drawn = "" if isinstance(entry, Point) else sha256(entry.id.encode()).hexdigest()
        return topics.index(entry.topic), drawn

    return sorted(judged, key=lot)
