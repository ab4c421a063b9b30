"""Computations wait for each other, run two at a time, and say why they are made anew."""

import threading

import pytest

from scripts.computing.graph import Computation, bring_up_to_date
from scripts.computing.inputs import changes
from scripts.store.reads import state_of


@pytest.fixture(autouse=True)
def store(standing_in, tmp_path):
    standing_in(kept=tmp_path / "kept", root=tmp_path)
    return tmp_path


def made(name: str, log: list[str], *after: str, good: bool = True, **more) -> Computation:
    """A computation that notes that it ran."""

    def run() -> bool:
        log.append(name)
        return good

    return Computation(f"x:{name}", lambda: {"a.py": "1"}, list, run, tuple(f"x:{other}" for other in after), **more)


def test_what_waits_runs_later_and_what_is_up_to_date_is_said(capsys):
    log = []
    plan = [made("c", log, "b"), made("b", log, "a", "no such thing"), made("a", log)]
    assert bring_up_to_date(plan)
    assert log == ["a", "b", "c"]
    assert bring_up_to_date(plan)
    assert log == ["a", "b", "c"]
    assert capsys.readouterr().err == "".join(
        [*(f"  computing {name} ...\n" for name in "abc"), *(f"  reused {name}\n" for name in "abc")]
    )


def test_two_run_at_a_time():
    both = threading.Barrier(2, timeout=20)
    plan = [Computation(f"x:{name}", dict, list, lambda: both.wait() >= 0) for name in "ab"]
    assert bring_up_to_date(plan)


def test_what_did_not_come_out_well_holds_nothing_up_and_runs_again():
    log = []
    plan = [made("a", log, good=False), made("b", log, "a")]
    assert not bring_up_to_date(plan)
    assert not bring_up_to_date(plan)
    assert log == ["a", "b", "a"]


def test_an_exception_ends_the_build_and_what_was_finished_is_kept():
    log = []

    def crash() -> bool:
        raise RuntimeError("no")

    plan = [made("a", log), Computation("x:b", dict, list, crash, ("x:a",)), made("c", log, "b")]
    with pytest.raises(RuntimeError, match="no"):
        bring_up_to_date(plan)
    assert log == ["a"]
    assert plan[0].why({"a.py": "1"}) == []
    assert plan[1].why({}) == ["it was never computed"]


def test_a_circle_cannot_be_begun():
    with pytest.raises(ValueError, match="cycle"):
        bring_up_to_date([made("a", [], "b"), made("b", [], "a")])


def test_why_a_result_is_made_anew_is_told_part_by_part(store):
    (store / "read.txt").write_text("1", encoding="utf-8")
    (store / "out.txt").write_text("1", encoding="utf-8")
    read = {"read.txt": state_of("read.txt"), "listed/": state_of("listed/")}
    one = Computation("x:a", dict, lambda: [store / "out.txt"], lambda: True, reads=lambda: read)
    now = {"a.py": "1", "b.py": "1"}
    assert one.why(now) == ["it was never computed"]
    one.run(now, ["because"])
    assert one.why(now) == []
    (store / "read.txt").write_text("2", encoding="utf-8")
    (store / "out.txt").unlink()
    (store / "listed").mkdir()
    (store / "listed" / "new").touch()
    *found, lost = one.why({"a.py": "2", "c.py": "1"})
    assert lost.endswith("out.txt is lost")
    assert found == [
        "a.py changed",
        "b.py is gone",
        "c.py is new",
        "read.txt changed, which it read",
        "listed changed, which it read",
    ]


def test_what_nobody_knows_the_reads_of_is_made_again():
    one = Computation("x:a", dict, list, lambda: True, reads=lambda: None)
    one.run({}, [])
    assert one.why({}) == ["a function raised, or its process ended early"]


def test_what_is_judged_is_not_said_to_be_reused(capsys):
    plan = [made("a", [], verb="judging")]
    bring_up_to_date(plan)
    bring_up_to_date(plan)
    assert capsys.readouterr().err == "  judging a ...\n"


def test_nothing_changed_is_no_change():
    assert changes({"a": "1"}, {"a": "1"}) == []
