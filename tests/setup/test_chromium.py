"""Finding a browser, or saying what to install."""

import subprocess
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from scripts.setup import chromium


@pytest.fixture
def machine(monkeypatch):
    """A machine on which nothing is installed; tests install what they need."""
    programs: dict[str, str] = {}
    commands: list[list[str]] = []
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr(chromium.shutil, "which", programs.get)
    monkeypatch.setattr(chromium, "APPLICATIONS", ())
    monkeypatch.setattr(chromium, "downloaded", lambda: programs.get("playwright"))
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0)

    def run(command, **options):
        commands.append(command)
        return subprocess.CompletedProcess(command, 1 if "fails" in programs else 0)

    monkeypatch.setattr(chromium.subprocess, "run", run)
    return programs, commands


def test_the_variable_comes_first(machine, monkeypatch):
    machine[0].update({"/my/chrome": "/my/chrome", "chromium": "/usr/bin/chromium"})
    monkeypatch.setenv("CHROME", "/my/chrome")
    assert chromium.find() == "/my/chrome"


def test_a_variable_that_names_nothing_is_an_error(machine, monkeypatch, capsys):
    monkeypatch.setenv("CHROME", "/my/chrome")
    assert chromium.main() == 1
    assert capsys.readouterr().err == "CHROME names /my/chrome, which is no program; correct or unset it\n"


def test_then_the_path_an_application_and_playwright(machine, monkeypatch, tmp_path):
    programs, _ = machine
    assert chromium.find() is None
    programs["playwright"] = "/cache/chrome"
    assert chromium.find() == "/cache/chrome"
    monkeypatch.setattr(chromium, "APPLICATIONS", (tmp_path, tmp_path / "missing"))
    assert chromium.find() == str(tmp_path)
    programs["google-chrome"] = "/usr/bin/google-chrome"
    assert chromium.find() == "/usr/bin/google-chrome"


def test_the_shell_is_preferred_for_tests_to_all_but_the_variable(machine, monkeypatch):
    machine[0].update({"/my/chrome": "/my/chrome", "chromium": "/usr/bin/chromium"})
    assert chromium.find_shell() == "/usr/bin/chromium"
    machine[0]["chromium-headless-shell"] = "/usr/bin/chromium-headless-shell"
    assert chromium.find_shell() == "/usr/bin/chromium-headless-shell"
    assert chromium.find() == "/usr/bin/chromium"
    monkeypatch.setenv("CHROME", "/my/chrome")
    assert chromium.find_shell() == "/my/chrome"


def test_nothing_is_installed_where_there_is_one(machine, capsys):
    programs, commands = machine
    programs["chromium"] = "/usr/bin/chromium"
    assert chromium.main() == 0
    assert commands == []
    assert "browser: /usr/bin/chromium" in capsys.readouterr().err


def test_root_on_debian_installs_the_package(machine, monkeypatch):
    programs, commands = machine
    programs["apt-get"] = "/usr/bin/apt-get"
    monkeypatch.setattr(chromium.shutil, "which", lambda name: "/x" if name in programs or len(commands) > 1 else None)
    assert chromium.main() == 0
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]] * 2
    assert [command[-1] for command in commands[1::2]] == ["chromium", "chromium-headless-shell"]


def test_where_the_package_fails_playwright_downloads(machine):
    programs, commands = machine
    programs.update({"apt-get": "/usr/bin/apt-get", "fails": "yes"})
    chromium.install()
    assert [command[0] for command in commands][:1] == ["apt-get"]
    assert commands[1][1:] == ["-m", "playwright", "install", "chromium"]


def test_others_get_playwrights_download(machine, monkeypatch):
    programs, commands = machine
    programs["apt-get"] = "/usr/bin/apt-get"
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 1000)
    chromium.install()
    assert [command[1:3] for command in commands] == [["-m", "playwright"]]


def test_without_any_the_message_says_what_to_install(machine, capsys):
    assert chromium.main() == 1
    assert chromium.HELP in capsys.readouterr().err


@pytest.mark.parametrize("exists", [True, False])
def test_playwrights_download_counts_when_it_is_there(monkeypatch, tmp_path, exists):
    program = tmp_path / "chrome"
    if exists:
        program.touch()
    started = nullcontext(SimpleNamespace(chromium=SimpleNamespace(executable_path=str(program))))
    monkeypatch.setattr("playwright.sync_api.sync_playwright", lambda: started)
    assert chromium.downloaded() == (str(program) if exists else None)
