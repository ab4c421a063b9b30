"""The locale changes nothing: what is written and published is the same bytes in each."""

import shutil
import subprocess

import pytest

from tests.some import full
from tests.tiny_project import Project

UMLAUTS = "Zäune über „Flächen“ kosten € je Meter, $\\theta$ – sähe man an $\\text{größer}$ × ✓."
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}  # as C is to whom Python does not help out


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A German locale in ISO 8859-1, made for this test, if the tool for it is here."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef"):
        command = ["localedef", "-i", "de_DE", "-f", "ISO-8859-1", str(folder / "de_DE")]
        subprocess.run(command, capture_output=True)
    if not (folder / "de_DE").exists():
        pytest.skip("localedef cannot make de_DE.ISO-8859-1 here")
    return {"LOCPATH": str(folder), "LC_ALL": "de_DE"}


def built(project: Project, variables: dict[str, str]) -> Project:
    """Umlauts everywhere, a literal and a text not filled in: mended, then built."""
    project.edit("docs/exercises/square.md", "Fences and squares.", UMLAUTS)
    project.edit("docs/exercises/square.md", "**9**", "**?**")
    project.edit("snippets/square.py", "The fence encloses the square", "Der Zäun – „≤“ – encloses the square")
    project.edit("snippets/square.py", "A square of side {side:g}.", "Ein Quadrat mit größter Seite √{side:g}².")
    project.edit("tests/answer_key/square.toml", "# 12 / 4 = 3", "# für θ: 12 / 4 = 3")
    for command in ("fix", "site"):
        outcome = project.run(command, **variables)
        assert outcome.code == 0, outcome
    return project


@pytest.fixture(scope="module")
def usual(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    return built(built_project.copy(tmp_path_factory.mktemp("usual") / "project"), {"LC_ALL": "C.UTF-8"})


@full
def test_umlauts_are_published_as_they_are_typed(usual):
    assert UMLAUTS[:30] in usual.page()
    assert "![Ein Quadrat mit größter Seite √3².]" in usual.read("docs/exercises/square.md")
    assert "Der Zäun – „≤“" in usual.read("site/answers.json")


@full
@pytest.mark.untraced
@pytest.mark.timeout(300)
@pytest.mark.parametrize("locale", ["C", "de_DE.ISO-8859-1"])
def test_pages_and_site_are_the_same_in_each_locale(locale, usual, project, request):
    """From nothing, so that each file is written in this locale."""
    variables = ASCII if locale == "C" else request.getfixturevalue("german")
    for folder in (".cache", "site"):
        shutil.rmtree(project.root / folder)
    built(project, variables)
    assert project.read("docs/exercises/square.md") == usual.read("docs/exercises/square.md")
    assert project.site() == usual.site()
    assert project.run("site", LC_ALL="C.UTF-8").said == "nothing changed; site/ is up to date\n"
