"""Compute one exercise in a fresh process: `python -m scripts.computing.compute rnn`.

Writes its evidence and its figures to the cache. Leaves with 3 when a function raised, so that the build
runs it again next time; any other fault is a property of the sources and is cached with them.
"""

import json
import re
import sys
import time
from typing import Any

from scripts.computing.examine import Examination, place_of
from scripts.computing.figures import save_svg
from scripts.computing.given import TasksError
from scripts.model.faults import Fault
from scripts.model.paths import EVIDENCE, FIGURES, SNIPPETS, relative, snippet_of, write_if_changed
from snippets.values import AnswerError


def main(slug: str) -> int:
    """Examine, draw, write, and say on the terminal what came out and how long it took."""
    started = time.perf_counter()
    evidence = compute(slug)
    write_if_changed(EVIDENCE / f"{slug}.json", json.dumps(evidence, ensure_ascii=False, indent=1))
    counts = f"{len(evidence['answers'])} values, {len(evidence['figures'])} figures, {len(evidence['faults'])} faults"
    print(f"  computed {slug}: {counts}, {time.perf_counter() - started:.1f} s", file=sys.stderr)
    return 3 if evidence["raised"] else 0


def compute(slug: str) -> dict[str, Any]:
    """The evidence of an exercise, its figures drawn; a module that cannot be imported is one fault."""
    nothing: dict[str, Any] = {"slug": slug, "default": "", "tasks": {}, "answers": [], "figures": []}
    try:
        examination = Examination(slug)
    except TasksError as error:
        return {**nothing, "faults": [Fault(*place_of_import(error, slug), str(error))], "raised": True}
    except (Exception, SystemExit) as error:
        fault = Fault(
            *place_of_import(error, slug), f"importing snippets.{slug} raised {type(error).__name__}: {error}"
        )
        return {**nothing, "faults": [fault], "raised": True}
    try:
        evidence = examination.evidence()
    except SystemExit as error:
        fault = Fault(*place_of_import(error, slug), "a function called sys.exit; raise an exception instead")
        return {**nothing, "faults": [fault], "raised": True}
    if evidence["figures"]:
        draw(examination, evidence["figures"])
    return {**evidence, "raised": examination.has_raised}


def place_of_import(error: BaseException, slug: str) -> tuple[str, int]:
    """The innermost line of the exercise in a traceback, or the file a syntax error names."""
    if isinstance(error, SyntaxError) and error.filename:
        return relative(error.filename), error.lineno or 0
    return place_of(error) or place_of_tasks(slug)


def place_of_tasks(slug: str) -> tuple[str, int]:
    """The line on which an exercise states its instances, or its first."""
    modules = sorted((SNIPPETS / slug).glob("*.py"), key=lambda module: module.name != "task.py")
    for module in (module for module in (*modules, snippet_of(slug)) if module.exists()):
        before, found, _ = module.read_text(encoding="utf-8").partition("\nTASKS =")
        if found:
            return relative(module), before.count("\n") + 2
    return relative(snippet_of(slug)), 1


def draw(examination: Examination, figures: list[dict[str, Any]]) -> None:
    """Draw each figure for the default task; its alternative text goes into the evidence."""
    from matplotlib import pyplot, rcdefaults, style  # half a second, for exercises with figures only

    rcdefaults()  # whatever matplotlibrc this machine has
    style.use(SNIPPETS / "exam.mplstyle")
    for entry in figures:
        published = examination.figures[entry["name"]]
        try:
            drawn = published(examination.tasks[examination.default])
            if not isinstance(drawn, tuple) or len(drawn) != 2:
                raise AnswerError("return the Matplotlib figure and its alternative text, one after the other")
            figure, entry["alt"] = drawn
            if not re.fullmatch(r"[^\]\n]+", entry["alt"]):
                raise AnswerError("its alternative text must be one line of text without ]")
            save_svg(figure, FIGURES / examination.slug / f"{entry['name']}.svg")
        except Exception as error:
            examination.raised(published.function, f"figure {entry['id']}", error)
            entry["alt"] = ""
        pyplot.close("all")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
