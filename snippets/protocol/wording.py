"""Points on exercise 5: what the notes ask, what they answer, and how they are written."""

import ast

import torch

from snippets.protocol.notes import ANSWERS, COLOURISE, FILL_HOLE, grey, mended, pictures, with_optimiser
from snippets.statements import point


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


@point("not said", "autoencoder#c", topic="wording", claim="c", rival="b")
def point_26(part):
    """An answer to part (c), the limitations and how to fix them.

    Name a limitation and what mends it, one sentence each: [a list to choose from](#remedies).

    The notes say what was asked there. Whether the student wrote something, nobody knows.
    """
    lengths = {name: len(text.splitlines()) for name, text in ANSWERS.items()}
    shown = ", ".join(f"{count} for ({name})" for name, count in lengths.items())
    return lengths[part] > 0, f"lines in the notes: {shown}"


def last_program(X):
    """What the model is given in the second program: the hole stays where it is."""
    missing = X.clone()
    missing[:, :, 8:24, 8:24] = 0
    return missing


PROGRAMS = {"colourise": grey, "fill the hole": last_program}


def knows_a_place(given):
    """Whether shifting the images is not the same as shifting what the model is given."""
    X = pictures(2)
    return not torch.equal(given(X.roll(4, dims=3)), given(X).roll(4, dims=3))


@point(
    "ambiguous",
    "autoencoder#c",
    topic="wording",
    claim=(("fill the hole",), ("colourise", "fill the hole")),
    rival=(("colourise",), ("colourise",)),
)
def point_59(readings):
    """ "Limitations of this approach", in one or two sentences.

    We take both programs, and name a limitation that both have: the squared error wants the mean.

    "This approach" can be the last program or both. And whether the two sentences are for all limitations or for each
    is open.
    """
    concerned = {reading: {knows_a_place(PROGRAMS[name]) for name in reading} for reading in readings}
    bound = {name: "yes" if knows_a_place(given) else "no" for name, given in PROGRAMS.items()}
    shown = ", ".join(f"{name}: {answer}" for name, answer in bound.items())
    return len({frozenset(found) for found in concerned.values()}) == 1, f"is the input bound to one place? {shown}"


def by_letters(text):
    return text


def by_structure(text):
    """What the parser makes of it, whichever way grey is spelled."""
    return ast.dump(ast.parse(text.replace("gray", "grey")))


@point("right", "autoencoder#a", topic="wording", claim=by_structure, rival=by_letters)
def point_42(read):
    """The block with `X_gray` repeats the first answer, as exercise 2 is repeated at the end of the notes.

    Read each once. The task has three parts, though the list has two bullets and then a "3.".

    Grey and gray are one word in two spellings, and a name means nothing to Python. Of the repeated exercise 2 nothing
    can be run.
    """
    again = COLOURISE.replace("grey", "gray")
    letters, structure = (found(COLOURISE) == found(again) for found in (by_letters, by_structure))
    said = ["equal" if same else "different" for same in (letters, structure)]
    evidence = "the two blocks are {} letter by letter, and {} once they are parsed with one spelling".format(*said)
    return read(COLOURISE) == read(again), evidence
