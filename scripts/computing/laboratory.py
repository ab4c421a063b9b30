"""Answers on anybody's own numbers, told in words: for the notebooks, in which a reader changes the task."""

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from scripts.computing.run import run
from scripts.computing.runs import DIFFERENT
from scripts.model.tree import Tree, display
from snippets.answers import STANDARD_ERRORS, Answer, Figure, Slip, Witness, publications

IMPOSSIBLE = "These numbers make no task: {}. Change them, and run the cell again."


def general(exercise: ModuleType) -> list[Answer]:
    """The answers of an exercise that any task has, not only the exam's own."""
    found = (published for _, published in publications(exercise) if isinstance(published, Answer))
    return [answer for answer in found if not answer.instances]


def tell(answers: Iterable[Answer], task: Any) -> None:
    """Print each answer with all that is known of it; of a task that is none only why."""
    wrong, texts = misfit(task), {}
    for answer in () if wrong else answers:
        try:
            texts[answer.name] = "\n".join(lines(answer, task))
        except Exception as error:
            wrong = wrong or f"{answer.name} has no value ({said(error)})"
            texts[answer.name] = f"{answer.name} has no value with these numbers ({said(error)})"
    is_task = any(" = " in text for text in texts.values())
    print("\n\n".join(texts.values()) if is_task else IMPOSSIBLE.format(wrong))


def misfit(task: Any) -> str:
    """Which lists of a task do not fit together, or nothing."""
    points = getattr(task, "X", ())
    features = {len(point) for point in points} | ({len(task.w)} if hasattr(task, "w") else set())
    if points and len(features) > 1:
        return "points (and weights) need one number for each feature"
    if points and len(points) != len(task.t):
        return f"there are {len(points)} points and {len(task.t)} targets"
    return ""


def draw(figure: Figure, task: Any) -> None:
    """Draw a figure, and print its description, which says the task's own numbers."""
    try:
        print(figure(task)[1])
    except Exception as error:
        print(IMPOSSIBLE.format(misfit(task) or f"the picture cannot be drawn ({said(error)})"))


def lines(answer: Answer, task: Any) -> Iterator[str]:
    """The value, the fact, what each witness says, and what each slip gives. What the answer raises goes on."""
    found = run(answer, task)
    yield f"{answer.name} = {shown(found['value'])}"
    yield f"  {answer.fact}"
    yield from (f"  {heard(*both)}" for both in zip(answer.witnesses, found["witnesses"]))
    yield from (f"  {mistaken(*both)}" for both in zip(answer.slips, found["slips"]))


def heard(witness: Witness, told: Tree) -> str:
    """Whether a second way agrees, and how closely."""
    if "error" in told:
        return f"- {witness.name}: says nothing, for these numbers are beyond it"
    is_estimate = told["unit"] == "standard errors"
    allowed = STANDARD_ERRORS if is_estimate else witness.within
    off = (
        f"off by {told['deviation']:.1g}{' standard errors' if is_estimate else ''}" if told["deviation"] else "exactly"
    )
    if told["deviation"] <= allowed:
        return f"+ {witness.name}: agrees, {off}"
    return f"- {witness.name}: DISAGREES, {off}, says {shown(told['value'])}"


def mistaken(slip: Slip, found: Tree) -> str:
    """What a mistake leads to, and whether these numbers tell it from the truth."""
    if "error" in found:
        return f"! {slip.mistake}: leads to no value"
    if found["deviation"] > DIFFERENT:
        return f"! {slip.mistake}: {shown(found['value'])}"
    return f"! {slip.mistake}: the same value, so these numbers do not tell it from the truth"


def shown(tree: Tree) -> str:
    """As on the pages, with brackets around each list; each row of a table on a line of its own."""
    if not isinstance(tree, list):
        return display(tree)
    if tree and isinstance(tree[0], dict) and "srepr" not in tree[0]:
        return "".join(f"\n    {display(row)}" for row in tree)
    return f"({', '.join(map(shown, tree))})"


def said(error: Exception) -> str:
    """`LinAlgError: Singular matrix`, in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")
