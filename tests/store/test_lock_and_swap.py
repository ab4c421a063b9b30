"""One build at a time; the site changes in one step; and the commands of the build."""

import errno
import fcntl
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from scripts import build
from scripts.model.paths import here, write_whole
from scripts.store import swap
from scripts.store.lock import build_lock
from scripts.store.machine import refused
from scripts.store.swap import exchange


@pytest.fixture
def cache(standing_in, tmp_path):
    standing_in(cache=tmp_path / "cache")
    return tmp_path / "cache"


def test_the_lock_is_free_again_after_the_build_and_after_an_error(cache):
    with pytest.raises(ZeroDivisionError), build_lock():
        raise ZeroDivisionError
    with build_lock(), build_lock(), (cache / "lock").open(encoding="utf-8") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with (cache / "lock").open(encoding="utf-8") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_second_build_says_that_it_waits(cache, capsys):
    cache.mkdir()
    with (cache / "lock").open("w", encoding="utf-8") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        threading.Timer(0.2, fcntl.flock, (other, fcntl.LOCK_UN)).start()
        started = time.monotonic()
        with build_lock():
            assert time.monotonic() - started > 0.1
    assert capsys.readouterr().err == "  another build is running; waiting for it\n"


def test_a_child_that_inherits_files_holds_the_lock(cache):
    with build_lock():
        child = subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE, close_fds=False)
    with (cache / "lock").open(encoding="utf-8") as other:
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        child.communicate(b"\n")
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.fixture
def sites(tmp_path):
    for name in ("new", "place"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name, encoding="utf-8")
    return tmp_path / "new", tmp_path / "place"


def test_the_new_site_takes_the_place_of_the_old(sites):
    new, place = sites
    exchange(new, place)
    assert (place / "index.html").read_text(encoding="utf-8") == "new"
    assert not new.exists()


def test_the_first_site_has_nothing_to_replace(sites, tmp_path):
    exchange(sites[0], tmp_path / "first")
    assert (tmp_path / "first" / "index.html").read_text(encoding="utf-8") == "new"


def test_a_file_system_without_exchange_takes_two_steps(sites, monkeypatch, tmp_path):
    new, place = sites
    (tmp_path / "new.old").mkdir()  # left by an interrupted build
    monkeypatch.setattr(swap, "_swapped", lambda new, place: False)
    exchange(new, place)
    assert (place / "index.html").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


@pytest.mark.parametrize("platform", ["darwin", "linux"])
def test_each_system_has_its_own_call(monkeypatch, tmp_path, platform):
    calls = []

    class Library:
        def renamex_np(self, *arguments):
            calls.append(("darwin", arguments))
            return 0

        def renameat2(self, *arguments):
            calls.append(("linux", arguments))
            return -1

    monkeypatch.setattr(swap.ctypes, "CDLL", lambda name: Library())
    monkeypatch.setattr(swap.sys, "platform", platform)
    assert swap._swapped(tmp_path / "a", tmp_path / "b") is (platform == "darwin")
    assert [name for name, _ in calls] == [platform]


def test_a_cache_on_a_disk_of_its_own_hands_the_site_over_as_a_copy(sites, monkeypatch, tmp_path):
    new, place = sites
    rename = os.rename

    def within_one_disk(old, name):
        if str(old).startswith(str(new)) != str(name).startswith(str(new)):
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(old))
        rename(old, name)

    monkeypatch.setattr(swap, "_swapped", lambda new, place: False)
    monkeypatch.setattr(swap.os, "rename", within_one_disk)
    (tmp_path / ".place.next").mkdir()  # left by an interrupted build
    exchange(new, place)
    assert (place / "index.html").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_a_site_that_cannot_be_moved_stays(sites, monkeypatch):
    def busy(old, name):
        raise OSError(errno.EBUSY, "Device or resource busy", str(old))

    monkeypatch.setattr(swap, "_swapped", lambda new, place: False)
    monkeypatch.setattr(swap.os, "rename", busy)
    with pytest.raises(OSError, match="busy"):
        exchange(*sites)
    assert (sites[1] / "index.html").read_text(encoding="utf-8") == "place"


# What the machine refuses

REFUSED = {
    errno.ENOSPC: ".cache/lock: the disk is full; make room on it, then run the command again\n",
    errno.EROFS: ".cache/lock: stands on a disk that can only be read; mount it for writing, or work on a copy "
    "elsewhere, then run the command again\n",
    errno.EACCES: ".cache/lock: may not be written by you; give it to yourself (chown, chmod), or remove it, "
    "then run the command again\n",
}


@pytest.mark.parametrize("number", REFUSED)
def test_what_the_machine_refuses_is_told_in_one_line(number, monkeypatch, capsys):
    def refuse():
        raise OSError(number, os.strerror(number), str(here().cache / "lock"))

    monkeypatch.setattr(build, "check", refuse)
    assert build.main(["check"]) == 1
    assert capsys.readouterr().err == REFUSED[number]


def test_so_it_is_while_pages_are_rendered(monkeypatch):
    def refuse(**_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(build, "stage_and_generate", refuse)
    with pytest.raises(OSError, match="No space"):
        build.render()
    assert refused(OSError(errno.ENOSPC, "x")) == "the disk is full; make room on it, then run the command again"


def test_another_error_of_the_system_is_one_of_ours(monkeypatch):
    def lose():
        raise FileNotFoundError(errno.ENOENT, "No such file", "x")

    monkeypatch.setattr(build, "check", lose)
    with pytest.raises(FileNotFoundError):
        build.main(["check"])


def test_of_a_copy_the_file_that_is_written_is_named():
    error = OSError(errno.ENOSPC, "No space left on device", "/a/from", None, "/b/to")
    assert refused(error).startswith("/b/to: the disk is full")


def test_what_could_not_be_written_whole_leaves_no_part(monkeypatch, tmp_path):
    def full(path, data):
        path.open("wb").close()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "page.md", "words")
    assert list(tmp_path.iterdir()) == []


# Commands


def test_an_unknown_command_names_those_there_are(capsys):
    assert build.main(["biuld"]) == 2
    assert capsys.readouterr().err.startswith(
        "no command biuld; there is site, papers, serve, check [slug], fix [slug] with "
    )


def test_a_command_returns_its_exit_code(monkeypatch):
    monkeypatch.setattr(build, "fix", lambda: 7)
    assert build.main(["fix"]) == 7


def test_serve_runs_mkdocs_on_this_machine_only(monkeypatch):
    commands = []

    def run(command, **options):
        commands.append((command, options))
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(build.subprocess, "run", run)
    assert build.serve() == 3
    command, options = commands[0]
    assert command[1:4] == ["-m", "mkdocs", "serve"]
    assert "127.0.0.1:8000" in command
    assert options["env"]["PYTHONPATH"] == str(here().root)


def test_serve_ends_quietly_when_interrupted(monkeypatch):
    def run(command, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(build.subprocess, "run", run)
    assert build.serve() == 0


@pytest.mark.parametrize("words", [["check", "nothing"], ["site", "rnn"], ["check", "rnn", "rnn"]])
def test_only_check_and_fix_take_the_slug_of_one_exercise(words, capsys):
    assert build.main(words) == 2
    assert "rnn" in capsys.readouterr().err


def test_one_exercise_is_checked_by_its_slug(monkeypatch):
    asked = []
    monkeypatch.setattr(build, "check", lambda slug: asked.append(slug) or 0)
    assert build.main(["check", "rnn"]) == 0
    assert asked == ["rnn"]
