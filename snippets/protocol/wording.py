"""Points on exercise 5: what the notes ask, what they answer, and how they are written."""

import ast

from snippets.autoencoder import baselines
from snippets.autoencoder.task import TASKS
from snippets.multiple_choice.tools import short
from snippets.protocol.notes import COLOURISE, FILL_HOLE, mended, with_optimiser
from snippets.statements import point

EXAM = TASKS["exam"]


def statements(text):
    """The statements of a program, written out alike."""
    inner = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]
    return [ast.unparse(node) for node in inner if not isinstance(node, ast.FunctionDef | ast.For)]


NOTES = with_optimiser(FILL_HOLE)  # the two errors have points of their own
SMALLEST = mended(FILL_HOLE).replace("out = ", "output = ").replace("(out, X)", "(output, X)")


def new_in(second):
    """The statements of a second program that the first one does not have."""
    return [line for line in statements(second) if line not in statements(with_optimiser(COLOURISE))]


@point(
    "doubtful",
    "autoencoder#b",
    topic="wording",
    claim=statements(NOTES),
    rival=new_in(SMALLEST),
    costs_marks=True,
)
def point_25(named):
    """Typing the whole program anew indicates which lines change.

    Name the places: the line that makes the input, and the call of the model. And the model takes 3 channels in place
    of 1.

    The changes are hidden among lines that stay, and a new name for the output changes one line more than needed.
    """
    needed = new_in(SMALLEST)
    evidence = f"{len(statements(NOTES))} statements typed, {len(new_in(NOTES))} of them differ; {len(needed)} have to"
    return set(named) == set(needed), evidence


FILLS = {"harmonic fill": baselines.harmonic_fill, "mean of the border": baselines.border_mean}


@point("wrong", "autoencoder#c", topic="wording", claim="harmonic fill", rival="mean of the border", costs_marks=True)
def point_26(fill):
    """Part (c), limitations and how to mend them, can stay empty, as in the notes.

    Name a limitation and what mends it, one sentence each.

    There is something to say: a well-trained net loses to a formula that has never seen a photograph.
    """
    X = EXAM.images("held_out")
    net = float(EXAM.trained("hole_fixed")["hole/held_out"])
    errors = {
        name: baselines.mse(found(EXAM.images("training"), X), X[:, :, 8:24, 8:24]) for name, found in FILLS.items()
    }
    shown = ", ".join(f"{short(error, 2)} by {name}" for name, error in errors.items())
    return net < errors[fill], f"error in the hole on other photographs: {short(net, 2)} by the net, {shown}"


def by_letters(text):
    return text


def by_structure(text):
    """What the parser makes of it, whichever way grey is spelled."""
    return ast.dump(ast.parse(text.replace("gray", "grey")))


@point("wrong", "autoencoder#a", topic="wording", claim=by_structure, rival=by_letters)
def point_42(read):
    """The block with `X_gray` is another answer.

    It is the first answer again. The task has three parts, though the list has two bullets and then a "3.".

    Grey and gray are one word in two spellings, and a name means nothing to Python.
    """
    again = COLOURISE.replace("grey", "gray")
    letters, structure = (found(COLOURISE) == found(again) for found in (by_letters, by_structure))
    said = ["equal" if same else "different" for same in (letters, structure)]
    evidence = "the two blocks are {} letter by letter, and {} once they are parsed with one spelling".format(*said)
    return read(COLOURISE) != read(again), evidence
