"""(b) Which lines change between the two programs."""

import ast
import difflib
import inspect
from collections import Counter

from snippets.answers import answer

__all__ = ["changes", "lines_changed"]


def body(program):
    """The lines of a program after its docstring, without indentation."""
    lines = [line.strip() for line in inspect.getsource(program).splitlines()]
    return lines[2:]


@answer(instances=("exam",))
def changes(task):
    """Two lines go: the grey input, and the call of the model with it."""
    rows = []
    for line in difflib.ndiff(*map(body, task.programs)):
        if line[0] in "-+":
            rows.append({"change": {"-": "remove", "+": "add"}[line[0]], "line": line[2:]})
    return rows


@changes.witness("lines of one program that the other does not have")
def changes_by_counting(task):
    """In the order of the programs: what stands before the loop, then what is in it."""
    old, new = ([line.strip() for line in inspect.getsource(p).splitlines()] for p in task.programs)
    gone, come = Counter(old[2:]) - Counter(new[2:]), Counter(new[2:]) - Counter(old[2:])
    call = next(line for line in gone if "model(" in line)
    new_call = next(line for line in come if "model(" in line)
    rows = [("remove", line) for line in gone if line != call] + [("add", line) for line in come if line != new_call]
    return [{"change": change, "line": line} for change, line in [*rows, ("remove", call), ("add", new_call)]]


@changes.witness("statements of the parsed programs")
def changes_by_statements(task):
    """Statements instead of lines; written back as the source has them."""
    old, new = (statements(program) for program in task.programs)
    rows = [("remove", line) for line in old if line not in new][:1]
    rows += [("add", line) for line in new if line not in old][:-1]
    rows += [("remove", [line for line in old if line not in new][-1])]
    rows += [("add", [line for line in new if line not in old][-1])]
    return [{"change": change, "line": line} for change, line in rows]


def statements(program):
    """The first line of every statement inside a function, in reading order."""
    source = inspect.getsource(program)
    lines = source.splitlines()
    inner = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]
    return [lines[line - 1].strip() for line in sorted({node.lineno for node in inner})[2:]]


@answer(instances=("exam",))
def lines_changed(task):
    """How many lines of the first program go, and how many come."""
    matcher = difflib.SequenceMatcher(None, *map(body, task.programs))
    edits = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return [sum(i2 - i1 for _, i1, i2, _, _ in edits), sum(j2 - j1 for _, _, _, j1, j2 in edits)]


@lines_changed.witness("what is left when equal lines are crossed out")
def lines_changed_by_counting(task):
    old, new = (Counter(line.strip() for line in inspect.getsource(p).splitlines()[2:]) for p in task.programs)
    return [(old - new).total(), (new - old).total()]


@lines_changed.witness("statements of the parsed programs that only one has")
def lines_changed_by_statements(task):
    old, new = (set(statements(program)) for program in task.programs)
    return [len(old - new), len(new - old)]


@lines_changed.slip("everything typed anew, though the task asks which lines change")
def lines_retyped(task):
    old, new = (inspect.getsource(p).splitlines()[2:] for p in task.programs)
    return [len(old), len(new)]
