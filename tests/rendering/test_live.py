"""A live site stages by itself, and tells its faults where a contributor looks."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import SimpleNamespace
from urllib.request import urlopen

import pytest

from scripts.checking.check import Findings
from scripts.computing.later import Later
from scripts.model.faults import UnusableError
from scripts.model.paths import here
from scripts.rendering import live, mkdocs_hook
from scripts.rendering.live import told
from scripts.rendering.staging import Stage
from tests.breaks import PAGE, SQUARE
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
    monkeypatch.setattr(live, "stage", lambda findings, is_live: Stage(exam=findings))
    monkeypatch.setattr(live, "last", [])
    with pytest.raises(UnusableError, match="not UTF-8"):
        live.staged_with_faults()
    live.last.append("the findings of before")
    staged = live.staged_with_faults()
    assert staged.exam == "the findings of before"
    assert "docs/a.md:3: not UTF-8" in staged.above


def test_the_first_build_computes_all_and_another_what_is_waited_for_then_the_rest_behind_it(monkeypatch):
    done: list[object] = []
    stale = {"exercise:practice_rnn": {"a": "1"}, "judge:practice_rnn": {"b": "1"}, "notebook:<b>": {}}
    monkeypatch.setattr(live, "last", [])
    later = Later()
    monkeypatch.setattr(later, "begin", lambda: done.append("the rest"))
    monkeypatch.setattr(later, "end", lambda: done.append("ended"))
    monkeypatch.setattr(live, "later", later)
    monkeypatch.setattr(live, "sweep", lambda: done.append("swept"))
    monkeypatch.setattr(live, "compute", lambda: done.append("all"))
    monkeypatch.setattr(live, "compute_first", lambda: done.append("first") or stale)
    monkeypatch.setattr(live, "prepare", lambda: done.append("a worker waits"))
    monkeypatch.setattr(live, "check", lambda views: Findings({}, {}, []))
    monkeypatch.setattr(live, "stage", lambda findings, is_live: Stage())
    assert live.staged_with_faults().above == ""
    assert (done, later.stale) == (["ended", "swept", "all"], {})
    done.clear()
    assert "shown as before: practice_rnn, &lt;b&gt;." in live.staged_with_faults().above
    live.go_on()
    assert (done, later.stale) == (["ended", "first", "the rest", "a worker waits"], stale)
    later.tried = stale
    assert live.staged_with_faults().above == ""


class Server:
    """A server that knows which folders are watched, and by whom."""

    def __init__(self, *watched: str) -> None:
        self.observer, self.watched = "every half second", set(watched)

    def watch(self, path: str) -> None:
        self.watched.add(f"{path} by {self.observer.timeout}")

    def unwatch(self, path: str) -> None:
        self.watched.remove(path)


def test_what_is_staged_starts_no_build_and_what_is_saved_or_computed_later_starts_one_soon(standing_in, tmp_path):
    standing_in(root=tmp_path)
    server = Server("staged", str(here().config))
    assert mkdocs_hook.on_serve(server, SimpleNamespace(docs_dir="staged"), None) is server
    assert server.watched == {f"{here().config} by 0.1", f"{tmp_path / '.cache' / 'later'} by 0.1"}


def test_a_live_site_that_ends_leaves_nothing_computing(monkeypatch):
    ended: list[str] = []
    monkeypatch.setattr(live, "later", SimpleNamespace(end=lambda: ended.append("ended")))
    mkdocs_hook.on_shutdown()
    assert ended == ["ended"]


def shows(address: str, words: str) -> bool:
    """Whether the page has the words, now or within a minute."""
    for _ in range(600):
        with suppress(OSError), urlopen(address) as reply:
            if words in reply.read().decode():
                return True
        time.sleep(0.1)
    return False


@pytest.fixture
def hears_interrupts():
    """Processes started from here do, also where a shell in the background has had them ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@full
@pytest.mark.usefixtures("hears_interrupts")
def test_a_saved_sentence_and_a_saved_function_are_on_screen_and_an_interrupt_ends_all(project):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"http://127.0.0.1:{port}/exercises/square/"
    with project.start("serve", PORT=port, NO_COLOR="1") as process:
        assert shows(address, "Fences and squares.")
        project.edit(PAGE, "Fences and squares.", "Fences, served.")
        assert shows(address, "Fences, served.")
        project.edit(SQUARE, "TASKS = {", "TASKS = {}\nTASKS = {")
        project.edit(PAGE, "**9**", "**8**")
        assert shows(address, "page says 8, square.area is 9")
        process.send_signal(signal.SIGINT)
        try:
            said = process.communicate(timeout=30)[1]
        finally:
            process.kill()
    assert "Traceback" not in said
    assert process.returncode in (0, -signal.SIGINT)
