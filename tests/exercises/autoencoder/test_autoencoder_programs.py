"""Exercise 5: right programs pass and wrong ones do not, and what students write comes out as the page says."""

import inspect
import warnings
from dataclasses import replace

import pytest

from scripts.model.paths import here
from snippets.autoencoder import TASKS, limits, slips, solution
from snippets.autoencoder.changes import body, changes, compiled_lines, lines_only_in, shortest_edit
from snippets.autoencoder.training import programs
from snippets.autoencoder.training.nets import PixelUNet
from tests.some import full

EXAM = TASKS["exam"]


def judged(answer, program):
    """The witnesses of a program that object to it; one that cannot even run it objects too."""
    objecting = []
    for witness in answer.witnesses:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                holds = witness.function(EXAM, program)
        except Exception:
            holds = False
        if not holds:
            objecting.append(witness.function.__name__)
    return objecting


def test_the_right_programs_pass():
    assert judged(solution.train_colour, programs.train_colour) == []
    assert judged(solution.train_hole, programs.train_hole) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("loss_fn(out, X)", "loss_fn(out, out)", "train_colour_learns_colour"),
        ("loss_fn(out, X)", "loss_fn(out, X_grey.expand_as(X))", "train_colour_learns_colour"),
        ("dim=1", "dim=2", "train_colour_gives_grey"),
        (", keepdim=True", "", "train_colour_gives_grey"),
        ("X.mean(dim=1, keepdim=True)", "X[:, :1]", "train_colour_gives_grey"),
        ("        optimizer.zero_grad()\n", "", "train_colour_in_order"),
        ("optimizer.zero_grad()", "optimizer.step()", "train_colour_in_order"),
        ("        optimizer.step()\n", "", "train_colour_moves"),
        ("lr=0.004", "lr=0.4", "train_colour_learns_colour"),
        ("X_grey = X.mean", "X *= 0.5; X_grey = X.mean", "train_colour_moves"),
    ],
)
def test_a_wrong_colour_program_is_found(old, new, found):
    assert found in judged(solution.train_colour, slips.slipped(programs.train_colour, old, new))


@pytest.mark.parametrize(
    ("answer", "old", "new"),
    [
        (solution.train_colour, "mean(dim=1, keepdim=True)", "mean(dim=1).unsqueeze(1)"),
        (solution.train_colour, "mean(dim=1, keepdim=True)", "sum(dim=1, keepdim=True) / 3"),
        (solution.train_colour, "out = model(X_grey)", "out = model(X.mean(dim=1, keepdim=True))"),
    ],
)
def test_what_deserves_full_marks_passes(answer, old, new):
    assert judged(answer, slips.slipped(programs.train_colour, old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("X.clone()", "X", "train_hole_moves"),
        ("loss_fn(out, X)", "loss_fn(out, X_missing)", "train_hole_learns_the_whole"),
        ("top + 16", "top + 15", "train_hole_zeroes"),
        ("X_missing[:, :, top", "X_missing[:, 0, top", "train_hole_zeroes"),
        ("X.shape[3] // 2", "X.shape[2] // 2", "train_hole_is_central"),
        ("min(top, left) < 0", "False", "train_hole_refuses_small_images"),
        ("] = 0", "] = 1", "train_hole_zeroes"),
        ("        optimizer.zero_grad()\n", "", "train_hole_in_order"),
        ("model(X_missing)", "model(X)", "train_hole_zeroes"),
    ],
)
def test_a_wrong_hole_program_is_found(old, new, found):
    assert found in judged(solution.train_hole, slips.slipped(programs.train_hole, old, new))


def test_a_slip_that_changes_nothing_is_refused():
    with pytest.raises(ValueError, match="does not say"):
        slips.slipped(programs.train_colour, "Adam", "SGD")


@full
@pytest.mark.untraced
def test_one_batch_can_be_learned_by_heart():
    """The program is right, so a faster optimiser in its place learns four images."""
    X, model = EXAM.batch_of(4), PixelUNet(1, (8, 16, 32))
    losses = []
    model.register_forward_hook(lambda _, inputs, out: losses.append(((out.detach() - X) ** 2).mean().item()))
    slips.slipped(programs.train_colour, "SGD(model.parameters(), lr=0.004)", "Adam(model.parameters(), lr=0.003)")(
        X, model, 300
    )
    assert losses[-1] < 0.03 * losses[0]


def test_the_lines_to_change_turn_one_program_into_the_other():
    found = changes(EXAM)
    old = body(programs.train_colour)
    for row in found:
        if row["change"] == "remove":
            old.remove(row["line"])
    added = [row["line"] for row in found if row["change"] == "add"]
    assert sorted(old + added) == sorted(body(programs.train_hole))


def test_the_shortest_edit_removes_first():
    assert shortest_edit(tuple("abc"), tuple("axc")) == (("remove", "b"), ("add", "x"))
    assert shortest_edit((), ("x",)) == (("add", "x"),)
    assert shortest_edit(tuple("ab"), tuple("ba")) == (("remove", "a"), ("add", "a"))


def test_lines_are_compared_by_what_they_are_compiled_to_without_jumps():
    colour, hole = map(compiled_lines, EXAM.programs)
    assert lines_only_in(colour, colour) == []
    shared = [line for _, line in colour if line not in dict(lines_only_in(colour, hole)).values()]
    assert "for _ in range(steps):" in shared  # its jump is as long as the loop
    assert lines_only_in(hole, colour)[0] == (2, "top, left = X.shape[2] // 2 - 8, X.shape[3] // 2 - 8")


def test_the_share_of_another_hole_is_noticed(monkeypatch):
    smaller = slips.slipped(programs.train_hole, "top + 16", "top + 15")
    monkeypatch.setattr(type(EXAM), "programs", (programs.train_colour, smaller))
    for witness in solution.hole_share.witnesses:
        assert witness.function(EXAM) == pytest.approx(15 * 16 / 32**2)


def test_updates_are_counted_where_they_happen():
    assert limits.updates_as_trained(replace(EXAM, count=750)) == 30
    assert limits.updates_as_trained(replace(EXAM, batch=50)) == 20 != limits.updates_per_pass(replace(EXAM, batch=50))


# The slips


def test_what_is_not_refused_says_so():
    assert slips.raised_by(lambda: None) == {"error": "none", "says": ""}


@full
@pytest.mark.untraced
def test_the_quiet_mistakes_are_what_the_page_says():
    found = {row["program"]: row for row in slips.quiet_mistakes(EXAM)}
    assert found["loss_fn(out, out)"]["first"] == found["loss_fn(out, out)"]["moved"] == 0
    assert found["no zero_grad"]["last"] < found["right"]["last"] < found["right"]["first"]
    assert found["no zero_grad"]["moved"] > 10 * found["right"]["moved"]
    assert found["no clone"]["last"] < found["right, with a hole"]["last"]
    assert found["no clone"]["target"] == 0 < found["right, with a hole"]["target"]


def test_the_gaps_of_the_skeleton_are_labelled_and_need_no_script():
    text = (here().docs / "exercises" / "autoencoder.md").read_text(encoding="utf-8")
    for gap in ("gap-input", "gap-step"):
        assert f'<label for="{gap}">' in text
        assert f'<textarea id="{gap}"' in text


def test_the_marked_lines_are_the_ones_that_fill_the_gaps():
    page = (here().docs / "exercises" / "autoencoder.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in inspect.getsource(programs.train_colour).splitlines()]
    marked = [lines[int(n) - 1] for n in page.split('hl_lines="')[1].split('"')[0].split()]
    assert [line.split()[0] for line in marked] == ["loss_fn", "X_grey", "out", "loss", "loss.backward()"]
    new = [line.strip() for line in inspect.getsource(programs.train_hole).splitlines()]
    marked = [new[int(n) - 1] for n in page.split('hl_lines="')[2].split('"')[0].split()]
    assert marked == [row["line"] for row in changes(EXAM) if row["change"] == "add"]
