"""What a build depends on, and when the site is current."""

import subprocess

import pytest

from scripts.store.git import commit_and_date
from scripts.store.manifest import inputs, is_current, remember


@pytest.fixture
def root(monkeypatch, standing_in, tmp_path):
    files = ("docs/index.md", "docs/exercises/a.md", "snippets/a.py", "snippets/__pycache__/a.pyc", "scripts/x.py")
    for name in (
        *files,
        "tests/answer_key/a.toml",
        "tests/test_a.py",
        "tests/other.py",
        "mkdocs.yml",
        "site/index.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    standing_in(root=tmp_path)
    monkeypatch.delenv("REPO_URL", raising=False)
    return tmp_path


def test_a_site_is_current_after_its_build_only(root):
    assert not is_current(inputs())
    remember(inputs())
    assert is_current(inputs())


def test_a_result_that_is_deleted_is_wanted_anew(root):
    net = root / ".cache/trained/net.npz"
    net.parent.mkdir(parents=True)
    net.write_bytes(b"weights")
    remember(inputs())
    assert is_current(inputs())
    net.unlink()
    assert not is_current(inputs())


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "docs/exercises/a.md").write_text("b", encoding="utf-8"),
        lambda root: (root / "docs/new.md").write_text("", encoding="utf-8"),
        lambda root: (root / "snippets/a.py").unlink(),
        lambda root: (root / "scripts/x.py").write_text("", encoding="utf-8"),
        lambda root: (root / "tests/answer_key/a.toml").write_text("", encoding="utf-8"),
        lambda root: (root / "tests/test_a.py").unlink(),
        lambda root: (root / "mkdocs.yml").write_text("", encoding="utf-8"),
        lambda root: (root / "requirements.lock").write_text("", encoding="utf-8"),
        lambda root: (root / "site/index.html").unlink(),
        lambda root: (root / "site/index.html").write_text("short", encoding="utf-8"),
        lambda root: (root / "site/index.html").write_text("site/index.htmk", encoding="utf-8"),
        lambda root: (root / "site/more.html").write_text("", encoding="utf-8"),
    ],
)
def test_each_file_counts(root, change):
    remember(inputs())
    change(root)
    assert not is_current(inputs())


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "tests/test_a.py").write_text("another test", encoding="utf-8"),
        lambda root: (root / "tests/other.py").unlink(),
        lambda root: (root / "snippets/__pycache__/a.pyc").unlink(),
    ],
)
def test_tests_and_compiled_files_do_not(root, change):
    remember(inputs())
    change(root)
    assert is_current(inputs())


@pytest.mark.parametrize("name", ["REPO_URL", "SITE_URL"])
def test_the_addresses_count(root, monkeypatch, name):
    remember(inputs())
    monkeypatch.setenv(name, "https://example.org")
    assert not is_current(inputs())


def test_without_a_site_nothing_is_current(root):
    remember(inputs())
    (root / "site/index.html").unlink()
    (root / "site").rmdir()
    assert not is_current(inputs())


def git(folder, *words):
    """Whatever this machine's settings of git are."""
    settings = ("user.name=a", "user.email=a@b", "init.defaultBranch=main", "commit.gpgSign=false")
    command = ["git", "-C", str(folder), *(word for setting in settings for word in ("-c", setting)), *words]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return done.stdout.strip()


@pytest.fixture
def repository(standing_in, tmp_path):
    """A repository of one commit, which the project is taken to be."""
    git(tmp_path, "init")
    git(tmp_path, "commit", "--allow-empty", "-m", "one")
    standing_in(root=tmp_path)
    return tmp_path


def test_the_commit_is_the_one_checked_out(repository):
    first = git(repository, "rev-parse", "HEAD")
    assert commit_and_date() == (first, git(repository, "show", "-s", "--format=%cI"))
    git(repository, "pack-refs", "--all")
    assert commit_and_date()[0] == first
    git(repository, "commit", "--allow-empty", "-m", "two")
    assert commit_and_date()[0] == git(repository, "rev-parse", "HEAD") != first
    git(repository, "checkout", "--detach", first)
    assert commit_and_date()[0] == first


def test_a_worktree_has_a_commit_too_whatever_repository_a_hook_runs_in(repository, monkeypatch, standing_in):
    git(repository, "worktree", "add", "--detach", str(repository / "side"))
    standing_in(root=repository / "side")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert len(commit_and_date()[0]) == 40


def test_outside_a_repository_and_without_git_there_is_no_commit(
    repository, monkeypatch, standing_in, tmp_path_factory
):
    monkeypatch.setenv("PATH", "/nowhere")
    assert commit_and_date() == ("", "")
    monkeypatch.undo()
    standing_in(root=tmp_path_factory.mktemp("outside"))
    assert commit_and_date() == ("", "")
