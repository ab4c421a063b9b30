"""What an exercise declares, as data: its instances, and of each publication all that is known without computing it."""

import importlib
import inspect
from collections.abc import Iterable, Iterator
from types import FunctionType
from typing import Any

from scripts.computing.encode import encode_task
from scripts.computing.given import tasks_of
from scripts.computing.independence import shared_functions
from scripts.computing.place import source
from scripts.computing.wording import numbers, says, sources
from scripts.model.paths import module_of, practised
from scripts.model.tree import Tree
from snippets.answers import STANDARD_ERRORS, Answer, Figure, Slip, Witness, publications
from snippets.claims import Claim
from snippets.statements import VERDICTS, Choice, Option, Point, Question, Statement


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
        """All of it as data."""
        return {
            "slug": self.slug,
            "default": self.default,
            "tasks": {name: encode_task(task) for name, task in self.tasks.items()},
            "answers": [self.of_answer(item) for item in self.answers.values()],
            "questions": [of_question(item) for item in self.statements.values()],
            "claims": [self.of_claim(item) for item in self.claims.values()],
            "figures": [self.of_figure(name, item) for name, item in self.figures.items()],
        }

    def of_answer(self, answer: Answer) -> Tree:
        return {
            "name": answer.name,
            "fact": answer.fact,
            "trained": answer.trained,
            "instances": self.instances(answer),
            "source": source(answer.function),
            "witnesses": [self.of_witness(answer, witness) for witness in answer.witnesses],
            "slips": [of_slip(slip) for slip in answer.slips],
        }

    def of_witness(self, answer: Answer, witness: Witness) -> Tree:
        return {
            "name": witness.name,
            "within": witness.within,
            "standard_errors": STANDARD_ERRORS,
            "because": witness.because,
            "function": witness.function.__name__,
            "source": source(witness.function),
            "shared": shared_functions(answer.function, witness.function, self.tasks.values()),
        }

    def of_claim(self, claim: Claim) -> Tree:
        return {
            "name": claim.name,
            "tex": claim.tex,
            "fact": claim.fact,
            "holds": claim.holds,
            "words": claim.words,
            "verdicts": claim.verdicts,
            "within": claim.within,
            "proofs": len(claim.proofs),
            "instances": self.instances(claim),
            "source": source(claim.function),
        }

    def of_figure(self, name: str, figure: Figure) -> Tree:
        place = {"within": figure.within, "source": source(figure.function)}
        return {"name": name, "instances": self.instances(figure), **place}


def of_slip(slip: Slip) -> Tree:
    return {"mistake": slip.mistake, "function": slip.function.__name__, "source": source(slip.function)}


def of_question(question: Question) -> Tree:
    """A statement, a point or a choice; `reasons` has the sentence for each verdict, or one for all under ""."""
    return {
        "name": question.name,
        "kind": "choice" if isinstance(question, Choice) else "truth",
        "topic": question.topic,
        "fact": question.text,
        "words": question.words,
        "verdicts": question.verdicts,
        "source": source(question.function),
        "means": {**VERDICTS} if isinstance(question, Point) else {},
        "wording": None if isinstance(question, Point) else of_wording(question),
        **dict(about(question)),
    }


def of_wording(question: Question) -> Tree:
    """The numbers that what runs knows, and a claim that the words do not say."""
    unsaid = f"{question.claim}" if isinstance(question, Statement) and not says(question) else None
    return {"numbers": sorted(numbers(" ".join(sources(question.function)))), "unsaid": unsaid}


def about(question: Question) -> Iterator[tuple[str, Tree]]:
    """What a statement, a point of the notes or a choice has by itself."""
    if isinstance(question, Choice):
        options = question.lettered
        yield "reasons", {letter: option.reason for letter, option in options.items()}
        yield "options", [of_option(letter, option) for letter, option in options.items()]
    else:
        yield "reasons", {"": question.why(True)}
    if isinstance(question, Point):
        yield "class", question.kind
        yield "instead", question.instead
        yield "about", question.about
        yield "costs_marks", question.costs_marks


def of_option(letter: str, option: Option) -> Tree:
    return {"letter": letter, "text": option.text, "reason": option.reason}


def functions(item: Any) -> list[FunctionType]:
    """The functions that a publication runs: its own, and those of its witnesses, slips and proofs."""
    others = [*getattr(item, "witnesses", ()), *getattr(item, "slips", ())]
    return [item.function, *(other.function for other in others), *getattr(item, "proofs", ())]


def files(item: Any) -> list[str]:
    """The files in which its functions stand."""
    return sorted({inspect.unwrap(function).__code__.co_filename for function in functions(item)})
