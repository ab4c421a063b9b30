"""What a module depends on."""

import ast
import re
from importlib import metadata

import pytest

from scripts.computing import closure as module
from scripts.computing.closure import closure, forget, versions
from scripts.model.paths import here, relative

ROOT = here().root
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
def files(standing_in, tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    standing_in(root=tmp_path, kept=tmp_path / "kept")
    module._kept.cache_clear()
    forget()
    yield tmp_path
    module._kept.cache_clear()
    forget()


def names(files, path: str) -> tuple[list[str], set[str]]:
    found, libraries = closure(files / path)
    return [file.relative_to(files).as_posix() for file in found], libraries


def write(path, text: str) -> None:
    """Save a file, as between two runs."""
    path.write_text(text, encoding="utf-8")
    forget()


def test_every_import_of_ours_is_followed_and_libraries_are_named(files):
    found, libraries = names(files, "snippets/rnn/__init__.py")
    not_named = ("snippets/__init__.py", "snippets/rnn/unused.py", "snippets/broken.py")
    assert found == sorted(name for name in FILES if name not in not_named)
    assert libraries == {"numpy", "sympy", "matplotlib", "torch"}


def test_a_module_without_imports_of_ours_is_alone(files):
    assert names(files, "snippets/values.py") == (["snippets/values.py"], {"numpy"})


def test_what_a_package_gathers_is_nothing_to_one_who_takes_a_module_of_it(files):
    write(files / "snippets/taker.py", "from snippets.rnn.steps import one")
    assert names(files, "snippets/taker.py")[0] == [
        *("snippets/answers.py", "snippets/rnn/steps.py", "snippets/taker.py", "snippets/values.py")
    ]
    write(files / "snippets/taker.py", "from snippets.rnn import steps, task")
    assert "snippets/rnn/plots.py" not in names(files, "snippets/taker.py")[0]
    write(files / "snippets/taker.py", "from snippets.rnn import task, one")
    assert "snippets/rnn/plots.py" in names(files, "snippets/taker.py")[0]
    write(files / "snippets/taker.py", "from snippets import rnn")
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
    forget()
    with monkeypatch.context() as patched:
        patched.setattr(module, "parsed", None)
        assert names(files, "snippets/answers.py")[1] == {"numpy"}
    (files / "snippets/values.py").write_text("import scipy", encoding="utf-8")
    forget()
    assert names(files, "snippets/answers.py")[1] == {"scipy"}


def test_versions_are_those_installed():
    found = versions({"numpy", "yaml", "no_such_library"})
    assert found["numpy"] == metadata.version("numpy")
    assert found["yaml"] == metadata.version("PyYAML")
    assert found["no_such_library"] == "not installed"
    assert found["python"].startswith("3.")


@pytest.mark.parametrize("package", ["numpy", "torch", "sympy", "msgspec", "pyyaml"])
def test_a_version_is_what_all_metadata_read_say_also_where_they_begin_otherwise(package, monkeypatch):
    for pattern in (module.VERSION, re.compile("(?!)")):
        monkeypatch.setattr(module, "VERSION", pattern)
        module._version.cache_clear()
        assert versions({package})[package] == metadata.version(package)


def test_a_package_loaded_by_itself_depends_on_nothing_outside(files):
    found, libraries = closure(files / "snippets/rnn/steps.py", within=files / "snippets/rnn")
    assert files / "snippets/answers.py" not in found
    assert files / "snippets/rnn/steps.py" in found
    assert "sympy" in libraries


@pytest.fixture(scope="module")
def installed():
    """Which packages install each module: to find that takes a second."""
    return metadata.packages_distributions()


@pytest.mark.parametrize("imported", sorted(module.PACKAGES))
def test_the_package_of_a_module_is_the_one_that_installs_it(imported, installed):
    assert module.PACKAGES[imported] in map(str.lower, installed[imported])


def test_a_module_of_another_name_than_its_package_is_found(monkeypatch):
    monkeypatch.setattr(module, "PACKAGES", {})
    module._version.cache_clear()
    assert versions({"PIL"})["PIL"] == metadata.version("pillow")


MEANT = '''
"""An exercise."""

TASKS = {"exam": Task(), "tanh": Task(2)}


@answer
def area(task):
    """The area."""
    return task.side**2  # squared


@area.witness("product", within=1e-3, because="it is rough")
def area_by_product(task):
    return task.side * task.side


@figure(within=0.1, because="why", instances=("exam",))
def draw(task):
    return TASKS["tanh"]
'''


def meant(files, old: str = "", new: str = "") -> module.Module:
    assert not old or MEANT.count(old) == 1
    write(files / "snippets/meant.py", MEANT.replace(old, new) if old else MEANT)
    return module.module(files / "snippets/meant.py")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  # squared", ""),
        ('"""The area."""', '"""The area is the side squared."""'),
        ('"product", within=1e-3, because="it is rough"', '"multiplied"'),
        ("within=0.1, because", "within=0.2, because"),
        ('"tanh": Task(2)}', '"tanh": Task(3), "right": Task(4)}'),
    ],
)
def test_what_is_only_said_and_another_instance_change_no_meaning(files, old, new):
    before, after = meant(files), meant(files, old, new)
    assert before.content != after.content
    assert before.meaning == after.meaning
    assert before.instances["exam"] == after.instances["exam"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("side**2", "side**3"),
        ("def area_by", "def areas_by"),
        ('instances=("exam",)', 'instances=("tanh",)'),
        ("@answer", "@answer(infinite=True)"),
    ],
)
def test_what_computes_is_its_meaning(files, old, new):
    assert meant(files).meaning != meant(files, old, new).meaning


def test_only_comments_are_no_words(files):
    assert meant(files).words == meant(files, "  # squared", "").words
    for said in ('"""The area is the side squared."""', '"""The side squared."""'):
        assert meant(files).words != meant(files, '"""The area."""', said).words
    assert meant(files).words != meant(files, '"product"', '"multiplied"').words


def test_instances_are_known_one_by_one_and_who_uses_which(files):
    found = meant(files)
    assert list(found.instances) == ["exam", "tanh"]
    assert (found.uses, found.reads_source) == (["tanh"], False)
    assert meant(files, "Task(2)", "Task(3)").instances["tanh"] != found.instances["tanh"]
    assert meant(files, 'TASKS["tanh"]', "task.TASKS").uses == ["*"]
    assert meant(files, 'TASKS["tanh"]', "inspect.getsource(area)").reads_source


@pytest.mark.parametrize("table", ["{**MORE}", "{NAME: Task()}", "made()"])
def test_a_table_of_instances_that_cannot_be_read_off_is_code(files, table):
    found = meant(files, '{"exam": Task(), "tanh": Task(2)}', table)
    assert found.instances == {}
    assert found.meaning != meant(files).meaning
