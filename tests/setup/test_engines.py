"""Firefox and WebKit: found, installed, or named as what was not looked at."""

import subprocess

import pytest

from scripts.setup import engines, packages


@pytest.fixture
def machine(monkeypatch):
    """A machine where root may install packages; a program is there once its package is."""
    programs = {"apt-get"}
    commands: list[str] = []
    brought = {"firefox-esr": ["firefox-esr"], "webkit2gtk-driver": ["WebKitWebDriver"], "xvfb": ["Xvfb"]}
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/usr/bin/{name}" if name in programs else None)
    monkeypatch.setattr(packages.os, "geteuid", lambda: 0)

    def run(command, **options):
        commands.append(" ".join(command))
        if "broken" not in programs and command[1] == "install":
            programs.update(program for name in command[4:] for program in brought[name])
        return subprocess.CompletedProcess(command, int("broken" in programs))

    monkeypatch.setattr(packages.subprocess, "run", run)
    return programs, commands


def test_what_is_missing_is_installed_at_once(machine, capsys):
    assert engines.main() == 0
    names = "firefox-esr webkit2gtk-driver xvfb"
    assert machine[1] == ["apt-get update", f"apt-get install --yes --no-install-recommends {names}"]
    assert capsys.readouterr().err.splitlines()[2:] == ["  Firefox is installed", "  WebKit is installed"]


def test_what_is_there_is_left_alone(machine):
    machine[0].update({"firefox", "Xvfb"})  # from elsewhere
    assert engines.firefox() == "/usr/bin/firefox"
    assert engines.main() == 0
    assert machine[1][1:] == ["apt-get install --yes --no-install-recommends webkit2gtk-driver xvfb"]
    assert engines.main() == 0
    assert len(machine[1]) == 2


@pytest.mark.parametrize("reason", ["broken", "not root", "no apt-get"])
def test_a_machine_that_cannot_have_them_says_in_a_line_what_is_not_looked_at(machine, monkeypatch, capsys, reason):
    machine[0].add(reason)
    if reason == "not root":
        monkeypatch.setattr(packages.os, "geteuid", lambda: 1000)
    if reason == "no apt-get":
        machine[0].discard("apt-get")
    assert engines.main() == 0
    assert machine[1] == ["apt-get update"] * (reason == "broken")
    assert capsys.readouterr().err.splitlines()[-2:] == [
        f"  {engine} is not installed, and the site was not looked at in it: make engines (Debian: apt install {names})"
        for engine, names in (("Firefox", "firefox-esr"), ("WebKit", "webkit2gtk-driver xvfb"))
    ]
