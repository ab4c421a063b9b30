"""A notebook is executed in a kernel of its own; faults are told with their line; nothing shown is left to chance."""

import json
import os
import subprocess
import sys

import nbformat
import pytest

from scripts.computing import notebook as module
from scripts.computing.notebook import Notebook, surroundings
from scripts.model.paths import here
from tests.some import full

HEAD = """# ---
# jupyter:
#   title: Small
#   description: A small notebook.
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

# %% [markdown]
# # Small
#
# It has a gap.

# %% tags=["gap"]
def double(x):
    ...


# %% [markdown] tags=["solution"]
# Twice.

# %% tags=["solution"]
def double(x):
    return 2 * x

"""
DRAWS = """# %% alt="A small <picture>."
from IPython.display import SVG, display

print("one"); print("two")
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" width="3pt" height="6pt"><g></g></svg>'))
"""


@pytest.fixture
def folder(standing_in, tmp_path):
    standing_in(notebooks=tmp_path, executed=tmp_path / "executed", reads=tmp_path / "reads")
    return tmp_path


def notebook(folder, more: str = "", head: str = HEAD) -> Notebook:
    (folder / "small.py").write_text(head + more, encoding="utf-8")
    return Notebook("small")


def line_of(text: str, whole: str) -> int:
    return whole[: whole.index(text)].count("\n") + 1


def faults(found) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in found]


def test_a_notebook_is_executed_and_written_in_three_ways(folder, capsys):
    notebook(folder, DRAWS)
    assert module.main("small") == 0
    assert "computed small.ipynb: 5 cells, 0 faults" in capsys.readouterr().err
    out = folder / "executed" / "small"
    assert json.loads((out / "faults.json").read_text(encoding="utf-8")) == []
    assert (
        (out / "picture-1.svg")
        .read_text(encoding="utf-8")
        .startswith('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="9" id="dark" ')
    )
    whole, gaps, page = (nbformat.read(out / f"{name}.ipynb", 4) for name in ("with_solutions", "exercise", "page"))
    for found in (whole, gaps, page):
        nbformat.validate(found)
    assert [cell.get("outputs", []) for cell in whole.cells] == [[]] * 5
    assert [cell.source for cell in gaps.cells] == [whole.cells[n].source for n in (0, 1, 4)]
    assert [cell.source for cell in page.cells if cell.id.endswith(("begin", "end"))] == [
        "<!--solution-->",
        "<!--end-->",
    ]
    printed, picture = page.cells[-1].outputs
    assert printed.text == "one\ntwo\n"
    assert picture.data["text/html"] == (
        '<img src="../../generated/notebooks/small/picture-1.svg" alt="A small &lt;picture&gt;." '
        'height="9" width="4" loading="lazy" decoding="async">'
    )


def test_solutions_at_the_end_are_folded_too(folder):
    cells = notebook(folder).cells
    assert [cell.source for cell in module.folded(cells)][-1] == "<!--end-->"


def test_every_notebook_has_the_same_first_cell(folder):
    made = notebook(folder, '# %% tags=["project"]\n...\n')
    assert made.cells[-1].source == (here().workers / "first_cell.py.txt").read_text(encoding="utf-8").rstrip()
    assert made.cells[-1].source.endswith("check=True)")


FAILS = """# %%
def fails():
    raise KeyError("a\\nkey")

# %%
1
fails()
"""


def test_a_failing_cell_is_named_with_the_innermost_line(folder):
    made = notebook(folder, FAILS)
    assert faults(made.faults()) == [
        (line_of("    raise KeyError", HEAD + FAILS), "cell 6 raised KeyError: 'a\\nkey'; mend it")
    ]
    assert not (folder / "executed" / "small" / "page.ipynb").exists()
    assert (folder / "executed" / "small" / "with_solutions.ipynb").exists()


def test_a_cell_that_is_no_python_is_named(folder, capsys):
    more = "# %%\nx = 1\nx = = 2\n"
    notebook(folder, more)
    assert module.main("small") == 3
    assert faults(
        module.Fault(*fault)
        for fault in json.loads((folder / "executed/small/faults.json").read_text(encoding="utf-8"))
    ) == [(line_of("x = = 2", HEAD + more), "cell 5 raised SyntaxError: invalid syntax; mend it")]


@full
@pytest.mark.parametrize("more", ["# %%\nimport os\nos._exit(1)\n", "# %%\nimport time\ntime.sleep(60)\n"])
def test_a_cell_that_does_not_end_is_named(folder, monkeypatch, more):
    monkeypatch.setattr(module, "SECONDS", 2)
    ((line, message),) = faults(notebook(folder, more).faults())
    assert line == line_of("import", HEAD + more)
    assert message.startswith("cell 5 did not end: ")


def test_a_line_of_a_cell_that_was_run_before_another_of_its_number_is_the_cells_own(folder):
    made = notebook(folder)
    assert made.place("Cell \x1b[32mIn[9]\x1b[0m, line 2", 3) == (3, 1)


@pytest.mark.parametrize("name", ["title", "description", "kernelspec"])
def test_a_header_must_be_whole(folder, name):
    head = "".join(line for line in HEAD.splitlines(keepends=True) if f"  {name}:" not in line)
    assert faults(notebook(folder, head=head).read()) == [(1, f"the header needs `{name}` under `jupyter:`")]


def test_text_outside_a_cell_is_refused(folder):
    assert faults(
        notebook(
            folder, head=HEAD.replace("# %% [markdown]\n# # Small", "x = 1\n\n# %% [markdown]\n# # Small")
        ).faults()
    ) == [(1, "some text stands in no cell; begin each cell with # %%")]


def output(data: dict, **more: object):
    return nbformat.v4.new_output("display_data", data=data, **more)


def test_a_picture_needs_a_description_and_an_address_in_memory_is_refused(folder):
    made = notebook(folder, "# %%\nx = 1\n")
    made.cells[-1].outputs = [
        output({"image/png": "aGk=", "text/plain": "<Figure at 0x7f0011223344>"}),
        output({"text/plain": "<object at 0x7f0011223344>"}),
        nbformat.v4.new_output("stream", text="0x12 at 0xabcdef012"),
    ]
    line = line_of("# %%\nx = 1", HEAD + "# %%\nx = 1\n")
    changes = "this cell shows {}, an address that is another one each time"
    assert faults(made.judge()) == [
        (line, 'this cell shows a picture; describe it: # %% alt="..."'),
        (line, changes.format("0x7f0011223344")),
        (line, changes.format("0xabcdef012")),
    ]


def test_words_that_a_telephone_makes_too_small_are_a_fault(folder):
    made = notebook(folder, '# %% alt="Words."\nx = 1\n')
    drawn = '<svg viewBox="0 0 290 9"><!-- {} -->\n<g transform="scale({} -0.08)"><use/></g></svg>'
    made.cells[-1].outputs = [output({"image/svg+xml": drawn.format(*text)}) for text in (("a", 0.09), ("b", 0.08))]
    ((line, message),) = faults(made.judge())
    assert line == line_of("# %% alt", HEAD + '# %% alt="Words."\nx = 1\n')
    assert message.startswith("a letter of 'b' is 8.0 pixels high on a telephone")


def test_faults_of_what_is_shown_are_faults_of_the_notebook(folder, monkeypatch):
    made = notebook(folder)
    monkeypatch.setattr(made, "execute", lambda: [])
    monkeypatch.setattr(made, "judge", lambda: [made.fault(0, 0, "bad")])
    assert [fault.message for fault in made.faults()] == ["bad"]


def test_a_photograph_keeps_its_size(folder):
    made = notebook(folder, '# %% alt="Dots."\nx = 1\n')
    made.cells[-1].outputs = [output({"image/jpeg": "aGk="}, metadata={"image/jpeg": {"width": 20, "height": 10}})]
    made.publish()
    assert (folder / "executed/small/picture-1.jpg").read_bytes() == b"hi"
    assert 'alt="Dots." height="10" width="20"' in made.cells[-1].outputs[0].data["text/html"]


def test_the_surroundings_are_the_projects_own_and_end():
    before = dict(os.environ)
    with surroundings():
        assert os.environ["IPYTHONDIR"] == os.environ["JUPYTER_RUNTIME_DIR"] != before.get("IPYTHONDIR")
        assert os.environ["JUPYTER_NO_CONFIG"] == "1"
    assert dict(os.environ) == before


READS = f"""
# %%
import sys

# %%
table = open({str(here().root / "LICENSE")!r}, encoding="utf-8").read()
with open("/var/lib/elsewhere.txt", encoding="utf-8") if len(table) < 2 else open(sys.executable, "rb") as file:
    first = file.read(1)

# %%
try:
    open("/var/lib/elsewhere.txt", encoding="utf-8")
except FileNotFoundError:
    pass
"""


def test_what_a_cell_opens_is_noted_with_its_line(folder):
    assert notebook(folder, READS).faults() == []
    noted = json.loads((folder / "reads" / "computing.notebook.small.cells.json").read_text(encoding="utf-8"))
    assert set(noted["read"]) == {"LICENSE"}
    ((file, line, message),) = noted["faults"]
    assert (file, line) == (str(folder / "small.py"), line_of('    open("/var', HEAD + READS))
    assert message.startswith("<module> reads /var/lib/elsewhere.txt, outside the project")


@full
def test_two_notebooks_run_at_the_same_time(folder):
    """Sockets of the same name made each kernel hear what was said to the other."""
    others = (
        "from pathlib import Path\nfrom scripts.computing.notebook import Notebook, here\n"
        f"vars(here()).update(notebooks=Path({str(folder)!r}), executed=Path({str(folder / 'other')!r}))\n"
        "assert Notebook('small').faults() == []\n"
    )
    made = notebook(folder, "# %%\nimport time\ntime.sleep(1)\n")
    beside = subprocess.Popen([sys.executable, "-c", others], cwd=here().root)
    assert made.faults() == []
    assert beside.wait() == 0
