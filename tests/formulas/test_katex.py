"""Formulas by KaTeX, and the store that saves Node."""

import subprocess

import pytest

from scripts.formulas import katex
from scripts.formulas.katex import (
    BadFormulaError,
    Renderer,
    forget_all_but,
    key_of,
    node,
    read_store,
    stub,
    with_formulas,
)
from scripts.model.faults import UnusableError
from scripts.store.kept import file_of, find, keep


@pytest.fixture
def store(standing_in, tmp_path):
    standing_in(kept=tmp_path)
    return file_of(katex.STORE)


@pytest.fixture
def no_node(monkeypatch):
    def fail(*arguments, **options):
        pytest.fail("Node was started")

    return lambda: monkeypatch.setattr(katex.subprocess, "Popen", fail)


def test_a_formula_has_html_and_mathml_and_is_kept(store, no_node):
    renderer = Renderer()
    html = renderer.render(r"\frac{1}{2}", False)
    assert html.startswith(r'<math data-tex="\frac{1}{2}"><mfrac><mn>1</mn><mn>2</mn></mfrac></math><span class="katex')
    assert renderer.render(r"\frac{1}{2}", False) == html
    renderer.close()
    no_node()
    again = Renderer()
    assert again.render(r"\frac{1}{2}", False) == html
    again.close()


def test_a_bad_formula_tells_where_it_ends_each_time(store, no_node):
    renderer = Renderer()
    with pytest.raises(BadFormulaError, match="Undefined control sequence") as error:
        renderer.render(r"a + \undefined", False)
    assert error.value.position == 4
    with pytest.raises(BadFormulaError):
        renderer.render(r"\text{€ ü 中}", False)  # strict: characters without metrics
    renderer.close()
    no_node()
    with pytest.raises(BadFormulaError, match="Undefined"):
        Renderer().render(r"a + \undefined", False)


def test_only_the_formulas_of_the_site_are_remembered(store):
    renderer = Renderer()
    for tex in ("x", "y"):
        renderer.render(tex, False)
    renderer.close()
    forget_all_but({key_of("x", False), key_of("z", False)})
    assert list(read_store()) == [key_of("x", False)]
    before = store.stat().st_mtime_ns
    forget_all_but({key_of("x", False)})
    assert store.stat().st_mtime_ns == before


def test_another_way_of_calling_katex_is_another_version(monkeypatch, tmp_path):
    before = katex.version()
    monkeypatch.setattr(katex, "SERVER", tmp_path / "server.mjs")
    katex.SERVER.write_text("another", encoding="utf-8")
    called = katex.version()
    assert called != before
    monkeypatch.setitem(katex.LOADED, "scripts/formulas/lean.py", "another")
    assert katex.version() not in (before, called)


def test_macros_are_known_to_every_formula_and_make_another_version(store, standing_in, tmp_path):
    before = katex.version()
    standing_in(macros=tmp_path / "macros.toml")
    (tmp_path / "macros.toml").write_text("norm = '\\lVert #1 \\rVert'\nvx = '\\mathbf x'", encoding="utf-8")
    assert katex.version() != before
    renderer = Renderer()
    assert renderer.render(r"\norm{\vx}", False).count("∥") == 4  # once in MathML, once in HTML, on either side
    assert [renderer.knows(command) for command in (r"\norm", r"\sum", r"\R", r"\frac")] == [False, True, True, True]
    renderer.close()


def test_another_version_of_katex_renders_anew(store):
    keep(katex.STORE, "0.0", {key_of("x", False): {"html": "OLD"}})
    renderer = Renderer()
    assert renderer.render("x", False) != "OLD"
    renderer.close()
    assert find(katex.STORE, katex.version()) == renderer.stored


def test_a_stub_stands_for_its_formula_and_for_no_other(store):
    renderer = Renderer()
    inline, display = renderer.render("x", False), renderer.render("x", True)
    renderer.close()
    text = f"<p>{stub('x', False)} and {stub('x', True)}</p>"
    assert len(text) < 100
    assert with_formulas(text, read_store()) == f"<p>{inline} and {display}</p>"


def test_node_is_the_one_of_the_lock():
    shown = subprocess.run([node(), "--version"], capture_output=True, encoding="utf-8")
    assert shown.stdout.startswith("v")


def test_without_node_the_message_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(katex, "find_spec", lambda name: None)
    with pytest.raises(UnusableError, match="run `make setup`"):
        node()


def test_without_node_modules_the_message_says_how_to_get_them(standing_in, tmp_path):
    standing_in(root=tmp_path)
    with pytest.raises(UnusableError, match="KaTeX is missing in node_modules; run `make setup`"):
        katex.version()


def test_node_that_ends_early_is_an_error(store, monkeypatch, tmp_path):
    (tmp_path / "server.mjs").write_text("process.exit(0)", encoding="utf-8")
    monkeypatch.setattr(katex, "SERVER", tmp_path / "server.mjs")
    renderer = Renderer()
    with pytest.raises(RuntimeError, match="Node ended"):
        renderer.render("x", False)
    renderer.close()


def test_a_command_is_asked_for_once(store, no_node):
    renderer = Renderer()
    assert renderer.knows(r"\sum")
    no_node()
    assert renderer.knows(r"\sum")
    renderer.close()
