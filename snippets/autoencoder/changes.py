"""(b) Which lines change between the two programs."""

import difflib
import dis
import inspect
from functools import cache
from operator import itemgetter

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


@changes.witness("the shortest edit, by dynamic programming")
def changes_by_shortest_edit(task):
    edit = shortest_edit(*map(text_of, task.programs))
    return [{"change": change, "line": line} for change, line in edit]


@changes.witness("compiled code: lines whose instructions the other program does not have")
def changes_by_instructions(task):
    """Where as many shared lines stand before both, what goes stands before what comes."""
    old, new = map(compiled_lines, task.programs)
    rows = [("remove", *found) for found in lines_only_in(old, new)] + [
        ("add", *found) for found in lines_only_in(new, old)
    ]
    return [{"change": change, "line": line} for change, _, line in sorted(rows, key=itemgetter(1))]


def text_of(program):
    """A program without its head and docstring, line by line."""
    return tuple(line.strip() for line in inspect.getsourcelines(program)[0][2:])


@cache
def shortest_edit(old, new):
    """The fewest lines to remove and add, in order; among equally short edits the one that removes first."""
    if not old or not new:
        return (*(("remove", line) for line in old), *(("add", line) for line in new))
    if old[0] == new[0]:
        return shortest_edit(old[1:], new[1:])
    removing = ("remove", old[0]), *shortest_edit(old[1:], new)
    adding = ("add", new[0]), *shortest_edit(old, new[1:])
    return min(removing, adding, key=len)


def compiled_lines(program):
    """Each line of a program after its head: the instructions it is compiled to, and its text.

    How far a jump goes depends on other lines, and is left out.
    """
    lines, first = inspect.getsourcelines(program)
    compiled = {}
    for step in dis.get_instructions(program):
        argument = None if step.opcode in (*dis.hasjrel, *dis.hasjabs) else step.argval
        compiled.setdefault(step.positions.lineno - first, []).append((step.opname, argument))
    return [(compiled[number], lines[number].strip()) for number in sorted(compiled) if number > 0]


def lines_only_in(program, other):
    """The lines whose instructions the other program lacks, each after the number of shared lines before it."""
    there, shared, found = [instructions for instructions, _ in other], 0, []
    for instructions, line in program:
        if instructions in there:
            shared += 1
        else:
            found.append((shared, line))
    return found


@answer(instances=("exam",))
def lines_changed(task):
    """How many lines of the first program go, and how many come."""
    matcher = difflib.SequenceMatcher(None, *map(body, task.programs))
    edits = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return [sum(i2 - i1 for _, i1, i2, _, _ in edits), sum(j2 - j1 for _, _, _, j1, j2 in edits)]


@lines_changed.witness("the shortest edit, by dynamic programming")
def lines_changed_by_shortest_edit(task):
    edit = shortest_edit(*map(text_of, task.programs))
    return [sum(change == kind for change, _ in edit) for kind in ("remove", "add")]


@lines_changed.witness("compiled code: lines whose instructions the other program does not have")
def lines_changed_by_instructions(task):
    old, new = map(compiled_lines, task.programs)
    return [len(lines_only_in(old, new)), len(lines_only_in(new, old))]


@lines_changed.slip("everything typed anew, though the task asks which lines change")
def lines_retyped(task):
    old, new = (inspect.getsource(p).splitlines()[2:] for p in task.programs)
    return [len(old), len(new)]
