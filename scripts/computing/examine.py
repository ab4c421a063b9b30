"""Examine an exercise: run every answer, its witnesses and slips on every instance, and hold them together.

Returns evidence, never raises for a fault of the exercise: a contributor wants all of them in one run.
"""

import importlib
import math
import re
import tomllib
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np

from scripts.checking.check_cues import by_lot
from scripts.computing.answer_key import agrees, read_key
from scripts.computing.claims import judge_claim
from scripts.computing.compare import brief
from scripts.computing.encode import encode, encode_task
from scripts.computing.given import tasks_of
from scripts.computing.independence import shared_functions
from scripts.computing.judge import judge
from scripts.computing.place import source
from scripts.model.answer_key_lines import key_lines
from scripts.model.faults import Fault
from scripts.model.paths import ANSWER_KEY, SNIPPETS, relative
from scripts.model.tree import Tree, display, tex
from snippets.answers import STANDARD_ERRORS, Answer, AnswerError, Figure, Slip, Witness, publications
from snippets.claims import Claim
from snippets.statements import Question
from snippets.values import Estimate, deviation, kind_of, unit_of

Heard = tuple[str, Any, float]  # a witness's name, what it says, and how far off it may be
DATA_MODEL = (SNIPPETS / "answers.py", SNIPPETS / "values.py")
DIFFERENT = 1e-6  # a slip this close to the truth would read the same on the page


class Examination:
    """The evidence of one exercise and the faults found while gathering it."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.faults: list[Fault] = []
        self.has_raised = False
        self.module = importlib.import_module(f"snippets.{slug}")
        self.tasks = tasks_of(self.module)
        self.default = next(iter(self.tasks))
        published = dict(publications(self.module))
        self.answers = {name: item for name, item in published.items() if isinstance(item, Answer)}
        self.figures = {name: item for name, item in published.items() if isinstance(item, Figure)}
        self.statements = {name: item for name, item in published.items() if isinstance(item, Question)}
        self.claims = {name: item for name, item in published.items() if isinstance(item, Claim)}
        self.key_path = ANSWER_KEY / f"{slug}.toml"
        self.key_is_readable = True
        self.key = self.read_key()

    def read_key(self) -> dict[str, Any]:
        """The answer key; one that is no TOML agrees with nothing."""
        try:
            return read_key(self.key_path)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            number = int(line[1]) if line else len(self.key_path.read_text(encoding="utf-8").splitlines())
            self.faults.append(Fault(relative(self.key_path), number, f"the key cannot be read: {error}"))
            self.key_is_readable = False
            return {}

    def evidence(self) -> Tree:
        """Everything that the pages, `answers.json` and the reports need to know of the exercise."""
        entries = [entry for answer in self.answers.values() for entry in self.examine(answer)]
        entries += by_lot([entry for statement in self.statements.values() for entry in judge(self, statement)])
        entries += [entry for claim in self.claims.values() for entry in judge_claim(self, claim)]
        self.check_key()
        return {
            "slug": self.slug,
            "default": self.default,
            "tasks": {name: encode_task(task) for name, task in self.tasks.items()},
            "answers": entries,
            "figures": [self.figure(name) for name in self.figures],
            "faults": self.faults,
        }

    def examine(self, answer: Answer) -> Iterator[Tree]:
        """An entry for each instance of the answer; faults of its witnesses and slips are noted."""
        proven = self.check_witnesses(answer)
        told_apart: set[tuple[str, str]] = set()  # slips, from the answer ("") or from what a witness says
        computed = False
        for instance in answer.instances or self.tasks:
            before = len(self.faults)
            try:
                entry = self.entry(answer, instance, told_apart)
            except AnswerError as error:
                self.fault(answer.function, f"{self.id(answer.name, instance)}: {error}")
                self.has_raised = True
            except Exception as error:
                self.raised(answer.function, self.id(answer.name, instance), error)
            else:
                computed = True
                yield {**entry, "agreed": proven and self.key_is_readable and len(self.faults) == before}
        if computed:
            self.check_slips(answer, told_apart)

    def check_slips(self, answer: Answer, told_apart: set[tuple[str, str]]) -> None:
        """On one instance at least each slip differs from the answer, and each witness would refuse it."""
        for slip in answer.slips:
            name = slip.function.__name__
            if (name, "") not in told_apart:
                self.fault(slip.function, f"slip {name} equals {self.slug}.{answer.name} on every instance")
                continue
            for witness in answer.witnesses:
                if (name, witness.name) not in told_apart:
                    self.fault(
                        witness.function,
                        f"witness {witness.name!r} of {answer.name} would agree with the slip {name} as well; "
                        "it allows too much",
                    )

    def entry(self, answer: Answer, instance: str, told_apart: set[tuple[str, str]]) -> Tree:
        """The value on one instance with what its witnesses and slips say."""
        task = self.tasks[instance]
        value = answer(task)
        kind = kind_of(value, infinite=answer.infinite)
        name = self.id(answer.name, instance)
        self.check_typed(answer, instance, value)
        tree = encode(value)
        heard: list[Heard] = []
        return {
            "id": name,
            "name": answer.name,
            "instance": instance,
            "kind": kind,
            "trained": answer.trained,
            "fact": answer.fact,
            "value": tree,
            "latex": tex(tree),
            "display": display(tree),
            "source": source(answer.function),
            "witnesses": [self.testimony(name, witness, task, value, heard) for witness in answer.witnesses],
            "slips": [self.wrong(name, slip, task, value, heard, told_apart) for slip in answer.slips],
        }

    def testimony(self, name: str, witness: Witness, task: Any, value: Any, heard: list[Heard]) -> Tree:
        """What a witness says of one value, and how far it is from it."""
        try:
            said, apart, within = hear(witness, task, value)
        except Exception as error:
            self.raised(witness.function, f"{name}: witness {witness.name!r}", error)
            said, apart, within, unit = "raised", math.inf, witness.within, "exact"
            heard.append((witness.name, value, -1.0))  # of what it would agree with nothing is known
        else:
            heard.append((witness.name, said, within))
            unit = unit_of(value, said)
            if not apart <= within:
                self.fault(
                    witness.function,
                    f"{name}: witness {witness.name!r} disagrees: answer {brief(value)}, witness {brief(said)}, "
                    f"deviation {apart:.2g}, allowed {within:.2g}{why_never(value, said)}",
                )
        shown = encode(list(said) if isinstance(said, Estimate) else said)
        figures = {"deviation": encode(apart), "unit": unit, "within": within, "because": witness.because}
        place = {"function": witness.function.__name__, "source": source(witness.function)}
        return {"name": witness.name, "value": shown, **figures, **place}

    def wrong(
        self, name: str, slip: Slip, task: Any, value: Any, heard: list[Heard], told_apart: set[tuple[str, str]]
    ) -> Tree:
        """The value a mistake leads to; that it differs from the truth, and who noticed, goes into `told_apart`."""
        try:
            mistaken = slip.function(task)
            differs = deviation(value, mistaken) > DIFFERENT
            noticed = [witness for witness, said, within in heard if not deviation(mistaken, said) <= within]
            tree = encode(mistaken)
        except Exception as error:
            self.raised(slip.function, f"{name}: slip {slip.function.__name__}", error)
            tree, differs, noticed = "raised", True, [witness for witness, _, _ in heard]
        told_apart |= {(slip.function.__name__, witness) for witness in ([""] if differs else []) + noticed}
        told = {"id": self.slip_id(name, slip), "mistake": slip.mistake, "function": slip.function.__name__}
        shown: Tree = {**told, "value": tree, "differs": differs}
        return {**shown, "latex": tex(tree), "display": display(tree), "source": source(slip.function)}

    def check_witnesses(self, answer: Answer) -> bool:
        """Two witnesses at least, each sharing no function with the answer."""
        before = len(self.faults)
        if len(answer.witnesses) < 2:
            count = ("no witness", "one witness")[len(answer.witnesses)]
            self.fault(
                answer.function, f"{self.slug}.{answer.name} has {count}; two independent ways must agree with it"
            )
        for witness in answer.witnesses:
            if shared := shared_functions(answer.function, witness.function, self.tasks.values()):
                self.fault(
                    witness.function,
                    f"witness {witness.name!r} of {answer.name} also calls {', '.join(shared)}; it must share nothing",
                )
        return len(self.faults) == before

    def check_typed(self, answer: Answer, instance: str, value: Any) -> None:
        """The value is the one in the answer key, if that has a line for it."""
        lines = [answer.name] if instance == self.first(answer) else []
        for line in (line for line in [*lines, f"{answer.name}@{instance}"] if line in self.key):
            self.check_line(line, self.id(answer.name, instance), value)

    def check_line(self, line: str, name: str, value: Any) -> None:
        """One line of the key against the value it stands for."""
        try:
            right = agrees(self.key[line], value)
            why = f"the key says {display_key(self.key[line])}"
        except Exception as error:
            right, why = False, f"the key cannot be read: {error}"
        if not right:
            number = key_lines(self.key_path).get(line, 0)
            self.faults.append(Fault(relative(self.key_path), number, f"{why}, {name} is {brief(value)}"))

    def check_key(self) -> None:
        """Every line of the key belongs to an answer."""
        lines = key_lines(self.key_path)
        known = {name: ("", *(answer.instances or self.tasks)) for name, answer in self.answers.items()}
        known |= dict.fromkeys([*self.statements, *self.claims], ("",))
        for line in self.key:
            name, _, instance = line.partition("@")
            if instance not in known.get(name, ()):
                self.faults.append(
                    Fault(
                        relative(self.key_path),
                        lines.get(line, 0),
                        f"no answer {self.slug}.{line}; remove or rename the line",
                    )
                )

    def figure(self, name: str) -> Tree:
        """The figure's place and source; it is drawn later, because drawing needs Matplotlib."""
        return {
            "id": f"{self.slug}.{name}",
            "name": name,
            "file": f"generated/{self.slug}/{name}.svg",
            "within": self.figures[name].within,
            "source": source(self.figures[name].function),
        }

    def id(self, name: str, instance: str) -> str:
        first = self.first(self.answers[name])
        return f"{self.slug}.{name}" if instance == first else f"{self.slug}.{name}@{instance}"

    def slip_id(self, name: str, slip: Slip) -> str:
        """The slip's own path: `rnn.gradient_direct_only@tanh` beside `rnn.gradient@tanh`."""
        instance = name.partition("@")[2]
        return f"{self.slug}.{slip.function.__name__}" + (f"@{instance}" if instance else "")

    def first(self, answer: Answer) -> str:
        return answer.instances[0] if answer.instances else self.default

    def fault(self, function: FunctionType, message: str) -> None:
        file, _, line = source(function).rpartition(":")
        self.faults.append(Fault(file, int(line), message))

    def raised(self, function: FunctionType, what: str, error: Exception) -> None:
        """A fault at the innermost line of `snippets` that was running."""
        file, _, line = source(function).rpartition(":")
        place = place_of(error) or (file, int(line))
        self.faults.append(Fault(*place, f"{what} raised {type(error).__name__}: {error}"))
        self.has_raised = True


def place_of(error: BaseException) -> tuple[str, int] | None:
    """The innermost line of an exercise in a traceback; the data model's own lines tell a contributor nothing."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(SNIPPETS) and Path(frame.filename) not in DATA_MODEL
    ]
    return (relative(frames[-1].filename), frames[-1].lineno or 0) if frames else None


def hear(witness: Witness, task: Any, value: Any) -> tuple[Any, float, float]:
    """What the witness says, how far that is from the value, and how far it may be."""
    if kind_of(value, infinite=True) == "program":
        holds: Callable[..., bool] = witness.function
        said: Any = bool(holds(task, value))
        return said, 0.0 if said else math.inf, 0.0
    said = witness.function(task)
    within = STANDARD_ERRORS if isinstance(said, Estimate) else witness.within
    return said, deviation(value, said), within


def why_never(value: Any, said: Any) -> str:
    """A hint where no tolerance would help: two kinds, two whole numbers, or a simulation that knows too little."""
    if not math.isinf(deviation(value, said)):
        return ""
    if isinstance(said, Estimate):
        return "; a standard error must be below a tenth of the value, so draw more"
    kinds = [kind_of(one, infinite=True) for one in (value, said)]
    if kinds[0] == kinds[1] and kinds[0] in ("number", "vector", "matrix"):
        return "; whole numbers and fractions must be equal" if np.shape(value) == np.shape(said) else "; shapes differ"
    if len(set(kinds)) < 2 or set(kinds) == {"formula", "number"} or "program" in kinds:
        return ""
    return f"; a {kinds[0]} and a {kinds[1]} never agree, return the same kind"


def display_key(typed: Any) -> str:
    return f"({', '.join(map(display_key, typed))})" if isinstance(typed, list) else str(typed)
