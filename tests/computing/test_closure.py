"""What a module depends on."""

import ast
from importlib import metadata

import pytest

from scripts.computing import closure as module
from scripts.computing.closure import closure, forget, versions
from scripts.model.paths import ROOT, relative

INITS = sorted(path for folder in ("snippets", "scripts") for path in (ROOT / folder).rglob("__init__.py"))

FILES = {
    "snippets/__init__.py": "",
    "snippets/values.py": "import numpy as np\nimport math",
    "snippets/answers.py": "from snippets.values import kind_of",
    "snippets/rnn/__init__.py": "from .steps import one\nfrom . import plots\nfrom snippets.rnn.task import Task",
    "snippets/rnn/steps.py": "from ..answers import answer\nimport sympy.core.numbers",
    "snippets/rnn/plots.py": "def draw():\n    from matplotlib import pyplot\n    import snippets.rnn.late\n",
    "snippets/rnn/late.py": "import snippets.rnn.steps as s",
    "snippets/rnn/task.py": "from torch import nn",
    "snippets/rnn/unused.py": "import scipy",
    "snippets/broken.py": "import numpy\ndef (:",
}


@pytest.fixture(autouse=True)
def files(monkeypatch, tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "STORE", tmp_path / "imports.json")
    module._kept.cache_clear()
    forget()
    yield tmp_path
    module._kept.cache_clear()
    forget()


def names(files, path: str) -> tuple[list[str], set[str]]:
    found, libraries = closure(files / path)
    return [file.relative_to(files).as_posix() for file in found], libraries


def test_every_import_of_ours_is_followed_and_libraries_are_named(files):
    found, libraries = names(files, "snippets/rnn/__init__.py")
    not_named = ("snippets/__init__.py", "snippets/rnn/unused.py", "snippets/broken.py")
    assert found == sorted(name for name in FILES if name not in not_named)
    assert libraries == {"numpy", "sympy", "matplotlib", "torch"}


def test_a_module_without_imports_of_ours_is_alone(files):
    assert names(files, "snippets/values.py") == (["snippets/values.py"], {"numpy"})


def test_what_a_package_gathers_is_nothing_to_one_who_takes_a_module_of_it(files):
    (files / "snippets/taker.py").write_text("from snippets.rnn.steps import one", encoding="utf-8")
    assert names(files, "snippets/taker.py")[0] == [
        *("snippets/answers.py", "snippets/rnn/steps.py", "snippets/taker.py", "snippets/values.py")
    ]
    (files / "snippets/taker.py").write_text("from snippets.rnn import steps, task", encoding="utf-8")
    assert "snippets/rnn/plots.py" not in names(files, "snippets/taker.py")[0]
    (files / "snippets/taker.py").write_text("from snippets.rnn import task, one", encoding="utf-8")
    assert "snippets/rnn/plots.py" in names(files, "snippets/taker.py")[0]
    (files / "snippets/taker.py").write_text("from snippets import rnn", encoding="utf-8")
    assert "snippets/rnn/plots.py" in names(files, "snippets/taker.py")[0]


def effects(text: str) -> list[str]:
    """What a module does at its import besides importing, defining and naming."""
    gathers = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef)
    rest = [node for node in ast.parse(text).body[1:] if not isinstance(node, gathers)]
    named = [node for node in rest if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)]
    return [ast.unparse(node) for node in rest if node not in named]


def misnamed(text: str, package: str, modules: set[str]) -> list[str]:
    """What a package calls by the name of one of its modules, though it comes from another one."""
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    named = [(alias.asname or alias.name, node.module) for node in imports for alias in node.names]
    return [name for name, source in named if name in modules and source not in (package, f"{package}.{name}")]


@pytest.mark.parametrize("path", INITS, ids=[relative(path) for path in INITS])
def test_the_init_of_a_package_only_gathers(path):
    assert effects(path.read_text(encoding="utf-8")) == []
    package = path.parent.relative_to(ROOT).as_posix().replace("/", ".")
    assert (
        misnamed(path.read_text(encoding="utf-8"), package, {module.stem for module in path.parent.glob("*.py")}) == []
    )


def test_an_init_that_changes_something_is_noticed():
    assert effects("'text'\nimport torch\nONE = 1\ntorch.backend.threads = 1\ntorch.set_num_threads(1)") == [
        "torch.backend.threads = 1",
        "torch.set_num_threads(1)",
    ]


def test_a_name_that_hides_a_module_is_noticed():
    text = "from a.steps import steps, one\nfrom a import plots\nfrom a.steps import draw as plots"
    assert misnamed(text, "a", {"steps", "plots"}) == ["plots"]


def test_a_module_that_does_not_parse_is_alone_and_no_crash(files):
    assert names(files, "snippets/broken.py") == (["snippets/broken.py"], set())


def test_what_a_file_imports_is_kept_until_its_text_changes(files, monkeypatch):
    names(files, "snippets/answers.py")
    module._kept.cache_clear()  # as in another process
    with monkeypatch.context() as patched:
        patched.setattr(module, "parsed", None)
        assert names(files, "snippets/answers.py")[1] == {"numpy"}
    (files / "snippets/values.py").write_text("import scipy", encoding="utf-8")
    assert names(files, "snippets/answers.py")[1] == {"scipy"}


def test_versions_are_those_installed():
    found = versions({"numpy", "yaml", "no_such_library"})
    assert found["numpy"] == metadata.version("numpy")
    assert found["yaml"] == metadata.version("PyYAML")
    assert found["no_such_library"] == "not installed"
    assert found["python"].startswith("3.")


def test_a_package_loaded_by_itself_depends_on_nothing_outside(files):
    found, libraries = closure(files / "snippets/rnn/steps.py", within=files / "snippets/rnn")
    assert files / "snippets/answers.py" not in found
    assert files / "snippets/rnn/steps.py" in found
    assert "sympy" in libraries


@pytest.mark.parametrize("imported", sorted(module.PACKAGES))
def test_the_package_of_a_module_is_the_one_that_installs_it(imported):
    assert module.PACKAGES[imported] in map(str.lower, metadata.packages_distributions()[imported])


def test_a_module_of_another_name_than_its_package_is_found(monkeypatch):
    monkeypatch.setattr(module, "PACKAGES", {})
    module._version.cache_clear()
    assert versions({"PIL"})["PIL"] == metadata.version("pillow")
