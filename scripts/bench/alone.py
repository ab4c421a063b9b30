"""The snippets of one exercise once, without anything of ours around them but the data model.

`python -m scripts.bench.alone rnn`: what a build of the exercise costs at the least.
"""

import importlib
import io
import sys
from types import ModuleType

from matplotlib import style

from scripts.model.paths import here, module_of
from snippets.answers import Answer, Figure, Slip, publications
from snippets.claims import Claim


def run(module: ModuleType) -> None:
    """Every answer (with witnesses and slips) and claim on every instance, every verdict, every figure."""
    for item in getattr(module, "PRACTISED", None) or [item for _, item in publications(module)]:
        if isinstance(item, Slip):  # run with its answer
            continue
        if isinstance(item, Answer):
            for name in tasks_of(module, item):
                answer_once(item, module.TASKS[name])
        elif isinstance(item, Figure):
            figure_once(item, next(iter(module.TASKS.values())))
        elif isinstance(item, Claim):
            for name in tasks_of(module, item):
                item(module.TASKS[name])
        else:
            item.verdict()


def tasks_of(module: ModuleType, item: Answer | Claim) -> list[str]:
    """Where it makes sense; what a practice has of its exercise may state that among the exercise's own tasks."""
    return [name for name in module.TASKS if name in item.instances] or [*module.TASKS]


def answer_once(answer: Answer, task: object) -> None:
    """The answer, its witnesses (those of a program are given it) and its slips."""
    value = answer(task)
    for witness in answer.witnesses:
        witness.function(*((task, value) if callable(value) else (task,)))
    for slip in answer.slips:
        slip.function(task)


def figure_once(figure: Figure, task: object) -> None:
    """Drawn and written, unless it is written already."""
    drawn, _ = figure(task)
    if not isinstance(drawn, str):
        drawn.savefig(io.StringIO(), format="svg")


if __name__ == "__main__":
    style.use(here().style)
    run(importlib.import_module(module_of(sys.argv[1])))
