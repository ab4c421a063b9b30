"""The bench measures what it says it measures; its numbers pass or fail nothing."""

import json
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import yaml

from scripts.bench import __main__ as table
from scripts.bench import alone, lighthouse, live, serving, times, weights
from scripts.bench.rows import Row, print_rows


def test_cpu_seconds_counts_the_work_of_grandchildren(tmp_path):
    busy = "sum(range(4_000_000))"
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    idle = times.cpu_seconds([sys.executable, "-c", "import time; time.sleep(0.05)"], tmp_path)
    assert times.cpu_seconds([sys.executable, "-c", nested], tmp_path) > idle


def test_cpu_seconds_refuses_a_command_that_fails(tmp_path):
    with pytest.raises(SystemExit, match=r"raise SystemExit\('oh'\) failed:\noh"):
        times.cpu_seconds([sys.executable, "-c", "raise SystemExit('oh')"], tmp_path)


def test_the_snippets_of_two_exercises_run_in_a_process_each(tmp_path, monkeypatch):
    monkeypatch.setattr(times, "ALONE", (sys.executable, "-c", "import sys; open(sys.argv[1], 'x').close()"))
    times.cpu_seconds(times.together(["rnn", "optimization"]), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["optimization", "rnn"]


SNIPPET = """
from dataclasses import dataclass
from matplotlib import pyplot
from snippets.answers import answer, figure
from snippets.claims import claim, sides

@dataclass(frozen=True)
class Task:
    x: float

TASKS = {"exam": Task(1.0), "other": Task(2.0)}
RUN = []

@answer
def program(task):
    \"\"\"A program doubles.\"\"\"
    return lambda x: 2 * x

@program.witness("it doubles")
def doubles(task, program):
    RUN.append("witness of a program")
    return program(task.x) == 2 * task.x

@answer(instances=("other",))
def half(task):
    \"\"\"A half.\"\"\"
    return task.x / 2

@half.slip("doubled")
def doubled(task):
    RUN.append("slip")
    return task.x * 2

@claim("x < 3")
def small(task):
    \"\"\"The number is below three.\"\"\"
    RUN.append("claim")
    return sides(task.x, 3)

@figure
def line(task):
    RUN.append("figure")
    return pyplot.figure(), "A line."

@figure
def written(task):
    RUN.append("written")
    return "<svg/>", "Nothing."
"""


def test_alone_runs_each_answer_witness_slip_claim_and_figure(exercise):
    module = exercise(SNIPPET).module
    alone.run(module)
    assert module.RUN == ["witness of a program"] * 2 + ["slip"] + ["claim"] * 2 + ["figure", "written"]


def test_alone_runs_of_a_practice_what_it_has_chosen(exercise):
    module = exercise(SNIPPET).module
    module.PRACTISED = [module.half]
    alone.run(module)
    assert module.RUN == ["slip"]


def test_alone_asks_for_verdicts(monkeypatch):
    asked = []
    statement = SimpleNamespace(verdict=lambda: asked.append(1))
    monkeypatch.setattr(alone, "publications", lambda module: [("relu_01", statement)])
    alone.run(ModuleType("made_up"))
    assert len(asked) == 1


def test_a_copy_is_a_project_of_its_own(tmp_path):
    project = times.copy_project(tmp_path / "project")
    assert (project / "scripts" / "build.py").exists()
    assert (project / "node_modules").is_symlink()


@pytest.mark.parametrize("name", ["page.md", "snippet.py"])
def test_each_edit_changes_the_file(tmp_path, name):
    path = tmp_path / name
    path.write_text("text\n", encoding="utf-8")
    texts = {path.read_text(encoding="utf-8")}
    for number in range(3):
        times.edit(path, number)
        texts.add(path.read_text(encoding="utf-8"))
    assert len(texts) == 4
    assert path.read_text(encoding="utf-8").count("edit") == 1


def test_the_bare_configuration_has_the_pages_and_the_theme_but_nothing_of_ours(tmp_path):
    project = times.copy_project(tmp_path / "project")
    config = yaml.safe_load(Path(times.bare_config(project)).read_text(encoding="utf-8"))
    assert config["theme"]["name"] == "material"
    assert config["hooks"] == []
    assert "scripts" not in json.dumps(config["markdown_extensions"])
    assert config["nav"]


def test_times_are_ratios_and_medians_of_what_was_measured(tmp_path, monkeypatch):
    project = times.copy_project(tmp_path / "project")
    durations = {"scripts.build": 1.0, "mkdocs": 0.8, "scripts.bench.alone": 0.5, "sh": 1.0, times.COMPUTE[-1]: 1.1}
    monkeypatch.setattr(
        times, "cpu_seconds", lambda command, folder: next(s for key, s in durations.items() if key in command)
    )
    monkeypatch.setattr(times, "copy_project", lambda folder: folder)
    runs = project / ".cache" / "kept" / "runs" / "rnn.pickle"
    assert runs.exists()
    rows = {row.what: row.measure() for row in times.rows(project, ["rnn"])}
    assert not runs.exists(), "what is kept is not computed anew"
    assert rows["cold compute / snippets once in fresh processes"] == "1.10 (1.10 s / 1.00 s)"
    assert rows["nothing changed"] == "1.00 s CPU"
    assert rows["rnn: sentence edited / bare mkdocs build"] == "1.25 (1.00 s / 0.80 s)"
    assert rows["rnn: snippet edited, beyond its own run"] == "0.50 s CPU, its own 0.5"


def test_of_many_practices_one_sentence_and_no_snippet_is_measured(tmp_path):
    rows = [row.what for row in times.rows(tmp_path, ["optimization", "practice_optimization", "practice_rnn", "rnn"])]
    assert [what.partition(":")[0] for what in rows if "sentence" in what] == ["optimization", "rnn", "practice_rnn"]
    assert [what.partition(":")[0] for what in rows if "beyond" in what] == ["optimization", "rnn"]


def test_what_is_not_there_is_not_found(tmp_path):
    with serving.served(tmp_path) as address, pytest.raises(HTTPError, match="404"):
        urlopen(f"{address}nowhere/")


def test_lighthouse_gives_the_median_of_three_runs(monkeypatch):
    scores = iter([0.97, 0.99, 0.98])

    def run(command, **options):
        assert "http://127.0.0.1/x/" in command
        score = next(scores)
        return SimpleNamespace(
            stdout=json.dumps({"categories": {name: {"score": score} for name in lighthouse.CATEGORIES}})
        )

    monkeypatch.setattr(lighthouse.subprocess, "run", run)
    assert lighthouse.measured("http://127.0.0.1/x/", 3) == "98 / 98 / 98 / 98"


class Looked:
    """Stands for the browser."""

    def look(self, name: str, url: str) -> object:
        asked = [url, f"{url.partition('exercises')[0]}x.css", "http://127.0.0.1:1/elsewhere", "data:,"]
        found = {
            "first_view": {"asked": asked, "shift": 0, "elements": 9},
            "opening": 0.25,
            "sheets": 7,
            "forward": [9.31, 9.4],
        }
        return {**found, "formulas": {"there": 5, "scroll": 2, "results": 1}}[name]


@pytest.fixture
def site(standing_in, tmp_path):
    """A site of two pages and a style sheet."""
    for name in ("index.html", "exercises/rnn/index.html", "x.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<p>text" * 1000, encoding="utf-8")
    standing_in(site=tmp_path)
    return tmp_path


def table_of(monkeypatch, capsys, **environment: str) -> str:
    """What is printed where nothing takes time."""
    for name in ("LIGHTHOUSE", "GROWTH"):
        monkeypatch.setenv(name, environment.get(name, ""))
    monkeypatch.setattr(weights.Browser, "look", Looked.look)
    monkeypatch.setattr(lighthouse, "measured", lambda url, runs: f"99 of {runs}")
    monkeypatch.setattr(times, "rows", lambda project, names: [Row("nothing", "at most 0.3 s", lambda: "0.05 s CPU")])
    monkeypatch.setattr(live, "measured", lambda project, edit: "1.20 s")
    monkeypatch.setattr(weights, "packed", lambda path: b"x" * 50_000)
    table.main(["rnn"])
    return re.sub(" {2,}", " | ", capsys.readouterr().out)


def test_the_table_has_a_row_for_each_aim(monkeypatch, capsys, site):
    assert table_of(monkeypatch, capsys).splitlines() == [
        "rnn: first view: compressed, requests, foreign, shift | 100.0 kB, 2, 1, 0.000 | 100 kB, 10, 0, 0",
        "display formulas at 360 px: scroll, in Results, of all | 2, 1, 5 | 6, 0",
        "rnn: every block opened, 4 x slower processor | 0.25 s | at most 0.6 s",
        "sheets of A4, all solutions of each exercise | 7 = 7 | 90 in all",
        "demo: forward pass, ms, colour and hole, 32 and 64 | 9.3, 9.4 | ",
        "nothing | 0.05 s CPU | at most 0.3 s",
        "live: a saved sentence on screen | 1.20 s | at most 1.5 s",
        "live: a saved title, which every page names | 1.20 s | -",
        "live: a saved snippet on screen | 1.20 s | at most 4 s",
        "Lighthouse, a quarter of an hour for all pages | make bench LIGHTHOUSE=5 | ",
    ]


def test_lighthouse_is_run_where_it_is_asked_for(monkeypatch, capsys, site):
    printed = table_of(monkeypatch, capsys, LIGHTHOUSE="5")
    assert "rnn: Lighthouse, mobile, median of 5 | 99 of 5 | 98 / 100 / 100 / 100\n" in printed
    assert "make bench" not in printed


def test_every_page_has_a_name(site):
    assert weights.pages() == {"index": "./", "rnn": "exercises/rnn/"}


def test_who_interrupts_keeps_the_rows_there_are_and_is_told_what_is_missing(capsys):
    def interrupted() -> str:
        raise KeyboardInterrupt

    with pytest.raises(SystemExit) as left:
        print_rows([Row("one", "", lambda: "1"), Row("two", "", interrupted), Row("three", "", str)])
    printed = capsys.readouterr()
    assert left.value.code == 130
    assert printed.out.split() == ["one", "1"]
    assert printed.err == "stopped; not measured:\n  two\n  three\n"


def test_an_unknown_exercise_is_told():
    with pytest.raises(SystemExit, match=r"no exercise circle; there is .*rnn"):
        table.main(["circle", "rnn"])


def test_without_a_site_there_is_nothing_to_weigh(standing_in, tmp_path):
    standing_in(site=tmp_path / "none")
    with pytest.raises(SystemExit, match="make site"):
        table.main(["rnn"])
