"""A live site stages by itself, and tells its faults where a contributor looks."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from scripts.model.faults import UnusableError
from scripts.rendering import live, mkdocs_hook
from scripts.rendering.live import told
from tests.breaks import PAGE
from tests.some import full
from tests.tiny_project import Project


def alone(project: Project) -> str:
    """What MkDocs says that was started without our build, as a live site starts it for each saved file."""
    command = [sys.executable, "-m", "mkdocs", "build", "--no-strict", "--site-dir", "site"]
    environment = project.environment(PYTHONPATH=str(project.root), NO_MKDOCS_2_WARNING="1")
    return subprocess.run(command, cwd=project.root, env=environment, capture_output=True, encoding="utf-8").stderr


@full
@pytest.mark.measured
def test_mkdocs_alone_stages_and_shows_the_faults_above_every_page(project):
    project.edit(PAGE, "**9**", "**8**")
    said = alone(project)
    assert "page says 8, square.area is 9" in said
    fault = f"{project.line(PAGE, '**8**')}: page says 8, square.area is 9"
    shown = f"<li><code>{fault}</code></li>"
    assert shown in project.page()
    assert shown in project.read("site/index.html")
    assert "page says 8" not in project.read("site/search/search_index.json")
    project.edit(PAGE, "**8**", "**9**")
    alone(project)
    assert 'class="faults"' not in project.page()
    assert project.run().code == 0


def test_without_a_fault_nothing_is_told():
    assert told([]) == ""
    assert "&lt;b&gt;" in told(["a.md:1: <b>"])


def test_a_file_that_cannot_be_read_leaves_the_pages_under_its_fault(monkeypatch):
    def refuse() -> None:
        raise UnusableError("docs/a.md:3: not UTF-8; save the file as UTF-8")

    monkeypatch.setattr(live, "refuse_unreadable", refuse)
    monkeypatch.setattr(live, "stage", lambda findings, told: (findings, told))
    monkeypatch.setattr(live, "last", [])
    with pytest.raises(UnusableError, match="not UTF-8"):
        live.staged_with_faults()
    live.last.append("the findings of before")
    findings, shown = live.staged_with_faults()
    assert findings == "the findings of before"
    assert "docs/a.md:3: not UTF-8" in shown


def test_what_is_staged_starts_no_build():
    left: list[str] = []
    server = SimpleNamespace(unwatch=left.append)
    assert mkdocs_hook.on_serve(server, SimpleNamespace(docs_dir="staged"), None) is server
    assert left == ["staged"]
