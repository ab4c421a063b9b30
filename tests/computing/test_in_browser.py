"""What an exercise publishes for the browser: how it is printed, what is refused, and that it is the answers' own."""

import json
import subprocess
import sys

import numpy as np
import pytest
from sympy import Abs, Function, Max, Piecewise, Rational, Symbol, lambdify, sqrt, symbols

from scripts.computing import in_browser
from scripts.computing.in_browser import formulas_of, main, published, publishing
from scripts.computing.javascript import UnprintableError, module_text
from scripts.formulas.katex import node
from scripts.model.paths import here
from scripts.rendering import generated
from snippets.live import Live, around
from tests.live_formulas import apart
from tests.rendering.typed import edition

ROOT = here().root
x, y = symbols("x y", real=True)


def live(gives, *arguments):
    return Live(arguments or (x, y), gives, lambda *numbers: 0, [])


def said_by_node(text, call, tmp_path):
    """What a call comes to when the printed module is imported."""
    (tmp_path / "formulas.mjs").write_text(text, encoding="utf-8")
    code = f"import * as m from './formulas.mjs'; console.log(JSON.stringify({call}))"
    (tmp_path / "asks.mjs").write_text(code, encoding="utf-8")
    asked = subprocess.run([node(), tmp_path / "asks.mjs"], capture_output=True, encoding="utf-8", check=True)
    return json.loads(asked.stdout)


def test_what_several_expressions_share_is_computed_once():
    text = module_text({"f": live([sqrt(x + y), [2 * sqrt(x + y), 1]])}, "snippets/toy.py")
    assert text == (
        "// Printed from snippets/toy.py when the site is built.\n"
        "export const f = (x, y) => {\n  const part0 = Math.sqrt(x + y);\n  return [part0, [2*part0, 1]];\n};\n"
    )


def test_the_names_of_tex_become_names_of_javascript():
    beta, x_1, part0 = Symbol(r"\beta"), Symbol("x_{1}"), Symbol("part0")
    text = module_text({"f": live((beta + x_1 + part0) ** 2 + (beta + x_1 + part0) ** 3, beta, x_1, part0)}, "")
    assert "(beta, x_1, part0) =>" in text
    assert "const part1 = beta + part0 + x_1;" in text


def test_formulas_and_data_are_what_they_were(tmp_path):
    bent = Piecewise((Rational(1, 3) * x**2, Abs(x) < 1), (Max(x, y, 0), True))
    data = {"third": Rational(1, 3), "grid": ((1, 2.5), np.array([3])), "name": "a", "truth": True, "none": None}
    text = module_text({"f": live([bent]), "given": lambda: data}, "")
    assert said_by_node(text, "[m.f(0.5, 9), m.f(2, 3), m.given]", tmp_path) == [
        [0.25 / 3], [3], {"third": 1 / 3, "grid": [[1, 2.5], [3]], "name": "a", "truth": True, "none": None}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "entry", "message"),
    [
        ("two words", live(x), "two words is no name in JavaScript"),
        ("delete", live(x), "delete is no name in JavaScript"),
        ("f", live(x * Symbol("q")), "f: q is none of its arguments"),
        ("f", live(x, x, Symbol(r"\x")), "f: two arguments have one name"),
        ("f", live(x, Symbol("x'")), "f: the argument x' has no name in JavaScript"),
        ("f", live(Function("soft")(x)), "f: SymPy prints no JavaScript for soft(x)"),
        ("f", live(Piecewise((x, x > 0))), "f: All Piecewise expressions must contain"),
        ("f", lambda: float("nan"), "f: Out of range float values are not JSON compliant"),
        ("f", lambda: x, "f: Cannot convert expression to float"),
    ],
)
def test_what_cannot_be_printed_is_refused(name, entry, message):
    with pytest.raises(UnprintableError) as error:
        module_text({name: entry}, "")
    assert message in str(error.value)


@pytest.fixture
def folder(monkeypatch, standing_in, tmp_path):
    """A project of one exercise in a file, one in a folder, and one without an explorable."""
    standing_in(root=tmp_path, cache=tmp_path)
    monkeypatch.setattr(in_browser, "slugs", lambda: ["folder", "none", "single", "still"])
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "snippets" / "folder").mkdir(parents=True)
    (tmp_path / "snippets" / "folder" / "live.py").write_text("IN_BROWSER = {}", encoding="utf-8")
    (tmp_path / "snippets" / "single.py").write_text("x = 1\nIN_BROWSER = {}", encoding="utf-8")
    (tmp_path / "snippets" / "still.py").write_text("x = 1", encoding="utf-8")
    return tmp_path


def test_an_exercise_publishes_in_its_module_live_or_in_its_only_file(folder):
    names = {slug: module.relative_to(folder).as_posix() for slug, module in publishing().items()}
    assert names == {"folder": "snippets/folder/live.py", "single": "snippets/single.py"}


def test_the_formulas_are_written_beside_the_figures(folder, monkeypatch):
    monkeypatch.setattr(in_browser, "published", lambda slug: {"f": live(x + y)})
    assert main("folder") == 0
    assert "from snippets/folder/live.py" in formulas_of("folder").read_text(encoding="utf-8")


def test_what_cannot_be_printed_is_told_on_a_line_and_leaves_no_file(folder, monkeypatch, capsys):
    monkeypatch.setattr(in_browser, "published", lambda slug: {"f": live(x + y)})
    main("single")
    monkeypatch.setattr(in_browser, "published", lambda slug: {"f": live(Symbol("q"))})
    assert main("single") == 1
    assert capsys.readouterr().err == "snippets/single.py: f: q is none of its arguments\n"
    assert not formulas_of("single").exists()


def test_formulas_are_published_where_an_exercise_has_an_explorable(folder, standing_in):
    for name in ("single", "still"):  # that of `still` was printed before its table went
        formulas_of(name).parent.mkdir(parents=True)
        formulas_of(name).write_text("// Formulas", encoding="utf-8")
    standing_in(root=ROOT, snippets=folder / "snippets", figures=folder / "generated", fonts=folder)
    (folder / "katex.css").write_text("", encoding="utf-8")
    files = dict(generated.generated_files(edition(), []))
    assert [address for address in files if address.endswith("formulas.js")] == ["generated/single/formulas.js"]


def test_a_build_with_nothing_to_print_imports_no_sympy():
    code = "import sys; from scripts.computing.tasks import of_explorables; [f.made_of() for f in of_explorables()]; "
    code += "print({'numpy', 'sympy', 'torch'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "set()\n"


# The project's own


FORMULAS = [(slug, name) for slug in publishing() for name, entry in published(slug).items() if isinstance(entry, Live)]


def farthest(formula: Live) -> float:
    """The largest deviation of an expression, computed by Python, from what the answers say."""
    compute = lambdify(formula.arguments, formula.gives, "math")
    return max(apart(formula.by_python(*point), compute(*point)) for point in formula.points)


@pytest.mark.parametrize(("slug", "name"), FORMULAS)
def test_each_formula_is_that_of_the_answers(slug, name):
    formula = published(slug)[name]
    assert len(formula.points) >= 50
    assert all(len(point) == len(formula.arguments) for point in formula.points)
    assert farthest(formula) <= 1e-9


@pytest.mark.parametrize(("slug", "name"), FORMULAS)
def test_a_changed_sign_is_noticed(slug, name):
    formula = published(slug)[name]
    assert farthest(formula._replace(gives=turned(formula.gives))) > 1e-3


def turned(gives):
    """The same with every sign changed."""
    return [turned(item) for item in gives] if isinstance(gives, list | tuple) else -gives


@pytest.mark.parametrize("slug", publishing())
def test_what_an_exercise_publishes_can_be_printed_and_imported(slug, tmp_path):
    table = published(slug)
    assert said_by_node(module_text(table, "snippets"), "Object.keys(m)", tmp_path) == sorted(table)


def test_points_hold_the_edges_the_corners_and_enough_in_between():
    points = around((0, 1), (2, 3), edges=[(9, 9)])
    assert points[:5] == [(9, 9), (0, 2), (0, 3), (1, 2), (1, 3)]
    assert len(points) >= 50
    assert points == around((0, 1), (2, 3), edges=[(9, 9)])
    assert all(0 <= a <= 1 and 2 <= b <= 3 for a, b in points[1:])


def test_results_are_compared_vector_by_vector():
    assert apart([[1.0, 1e-20], [1e3, 0]], [[1.0, -1e-20], [1e3, 0]]) < 1e-15
    assert apart([[1.0, 0], [1e3, 0]], [[1.0 + 1e-6, 0], [1e3, 0]]) == pytest.approx(1e-6)
    assert apart([0.0], [float("nan")]) == apart(0.0, float("inf")) == apart([1, 2], [1]) == float("inf")
