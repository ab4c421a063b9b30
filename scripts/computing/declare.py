"""What an exercise declares, as data: its instances, and of each publication all that is known without computing it."""

import importlib
import inspect
from collections.abc import Iterable
from typing import Any

import msgspec

from scripts.computing import declared as told
from scripts.computing.encode import encode, encode_task
from scripts.computing.given import tasks_of
from scripts.computing.independence import shared_functions
from scripts.computing.place import source
from scripts.computing.wording import numbers, says, sources
from scripts.model.entries import told_as
from scripts.model.paths import module_of, practised
from scripts.model.tree import Tree
from snippets.answers import STANDARD_ERRORS, Answer, Figure, Witness, publications
from snippets.claims import Claim
from snippets.statements import VERDICTS, Choice, Point, Question, Statement


class Published:
    """An exercise as its module has it: its tasks, and its publications by name, in the order of definition."""

    def __init__(self, slug: str) -> None:
        """Raises TasksError, and whatever the import of the module raises."""
        self.slug = slug
        self.module = importlib.import_module(module_of(slug))
        self.tasks = tasks_of(self.module)
        self.default = next(iter(self.tasks))
        chosen: Iterable[Answer | Figure] = getattr(self.module, "PRACTISED", ())
        found: dict[str, Any] = {item.function.__name__: item for item in chosen} or dict(publications(self.module))
        self.answers = {name: item for name, item in found.items() if isinstance(item, Answer)}
        self.figures = {name: item for name, item in found.items() if isinstance(item, Figure)}
        self.statements = {name: item for name, item in found.items() if isinstance(item, Question)}
        self.claims = {name: item for name, item in found.items() if isinstance(item, Claim)}

    def instances(self, item: Answer | Claim | Figure) -> tuple[str, ...]:
        """Where an answer or a claim makes sense, where a figure is drawn; the first one needs no name on a page."""
        if practised(self.slug):  # whose answers may state where they make sense among the exercise's own tasks
            return tuple(name for name in self.tasks if name in item.instances) or tuple(self.tasks)
        return item.instances or ((self.default,) if isinstance(item, Figure) else tuple(self.tasks))

    def declared(self) -> Tree:
        """All of it as plain data; raises msgspec.ValidationError for what is of another type than its own."""
        found = told.Declared(
            slug=self.slug,
            default=self.default,
            tasks={name: encode_task(task) for name, task in self.tasks.items()},
            answers=[self.of_answer(item) for item in self.answers.values()],
            questions=[of_question(item) for item in self.statements.values()],
            claims=[self.of_claim(item) for item in self.claims.values()],
            figures=[self.of_figure(name, item) for name, item in self.figures.items()],
        )
        plain = msgspec.to_builtins(found, enc_hook=encode)
        msgspec.convert(plain, told.Declared)
        return plain

    def of_answer(self, answer: Answer) -> told.Answer:
        witnesses = [self.of_witness(answer, witness) for witness in answer.witnesses]
        slips = [
            told.Slip(name=slip.function.__name__, source=source(slip.function), mistake=slip.mistake)
            for slip in answer.slips
        ]
        own = {"witnesses": witnesses, "slips": slips, "instances": self.instances(answer)}
        return told.Answer(**told_as(answer, told.Answer) | own, source=source(answer.function))

    def of_witness(self, answer: Answer, witness: Witness) -> told.Witness:
        shared = shared_functions(answer.function, witness.function, self.tasks.values())
        own: Any = {"shared": shared, "standard_errors": STANDARD_ERRORS, "source": source(witness.function)}
        return told.Witness(**told_as(witness, told.Witness), **own)

    def of_claim(self, claim: Claim) -> told.Claim:
        own = {"proofs": len(claim.proofs), "instances": self.instances(claim)}
        return told.Claim(**told_as(claim, told.Claim) | own, source=source(claim.function))

    def of_figure(self, name: str, figure: Figure) -> told.Figure:
        own = {"instances": self.instances(figure), "source": source(figure.function)}
        return told.Figure(**told_as(figure, told.Figure) | own, name=name)


def of_question(question: Question) -> told.Asked:
    """A statement, a point or a choice, with what it has by itself."""
    shared: Any = {"fact": question.text, "source": source(question.function)}
    if isinstance(question, Point):
        shared |= {"class_": question.kind, "means": VERDICTS}
        return told.Point(**told_as(question, told.Point), **shared)
    shared["wording"] = of_wording(question)
    if isinstance(question, Choice):
        options = [{"letter": at, "text": one.text, "reason": one.reason} for at, one in question.lettered.items()]
        return told.Choice(**told_as(question, told.Choice) | shared | {"options": options})
    return told.Statement(**told_as(question, told.Statement), **shared)


def of_wording(question: Question) -> told.Wording:
    unsaid = f"{question.claim}" if isinstance(question, Statement) and not says(question) else None
    return told.Wording(sorted(numbers(" ".join(sources(question.function)))), unsaid)


def files(item: Any) -> list[str]:
    """The files in which the functions stand that it runs: its own, those of its witnesses, slips and proofs."""
    others = [item, *getattr(item, "witnesses", ()), *getattr(item, "slips", ())]
    functions = [*(other.function for other in others), *getattr(item, "proofs", ())]
    return sorted({inspect.unwrap(function).__code__.co_filename for function in functions})
