"""A small copy of the project with one exercise of its own, for tests that build and break things.

Its folder is called `project`, so that coverage maps its files to ours. Nothing of it is imported into pytest.
"""

import json
import re
import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from os import environ
from pathlib import Path

from scripts.model.paths import here
from tests.tiny_exercise import KEY, PAGE, SNIPPET, TEST

ROOT = here().root
INDEX = "# The exam\n\n<!-- view: exam -->\n"
COPIED = (
    "requirements.lock package-lock.json "
    "snippets/__init__.py snippets/answers.py snippets/claims.py snippets/statements.py snippets/values.py "
    "snippets/exam.mplstyle"
).split()
HALF_WRITTEN = shutil.ignore_patterns("*.pyc.*")  # compiled modules go along: compiling ours takes a quarter of a build
NAV = "nav:\n  - The exam: index.md\n  - Square: exercises/square.md\n"


class Project:
    """A copy of the project in a folder of its own.

    Tracing doubles the time of a build and one build runs what all run, so coverage measures only where asked to.
    """

    def __init__(self, root: Path, *, is_measured: bool = False) -> None:
        self.root = root
        self.is_measured = is_measured

    @classmethod
    def create(cls, root: Path) -> "Project":
        """The copy with one exercise, never built. What it runs is measured, what its copies run is not."""
        for folder in ("scripts", "docs/assets"):
            shutil.copytree(ROOT / folder, root / folder, ignore=HALF_WRITTEN)
        (root / "tests" / "evidence").mkdir(parents=True)  # a live site watches it
        project = cls(root, is_measured=True)
        for name in COPIED:
            if (ROOT / name).exists():
                project.write(name, (ROOT / name).read_text(encoding="utf-8"))
        (root / "node_modules").symlink_to(ROOT / "node_modules")
        config = re.sub(r"^nav:\n(?:[ ]+.*\n)+", NAV, (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), flags=re.M)
        exercise = {"docs/exercises/square.md": PAGE, "snippets/square.py": SNIPPET, "tests/test_square.py": TEST}
        others = {"tests/answer_key/square.toml": KEY, "docs/index.md": INDEX, "mkdocs.yml": config}
        for name, text in {**exercise, **others, "scripts/checking/hand_typed.toml": ""}.items():
            project.write(name, text)
        return project

    def copy(self, root: Path, *, is_measured: bool = False) -> "Project":
        """Another copy that keeps what was built and computed."""
        shutil.copytree(self.root, root, symlinks=True, ignore=HALF_WRITTEN)
        return Project(root, is_measured=is_measured)

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def line(self, name: str, text: str) -> str:
        """`docs/exercises/square.md:41`: where the text stands, as messages name it."""
        return f"{name}:{self.read(name)[: self.read(name).index(text)].count(chr(10)) + 1}"

    def environment(self, **variables: str) -> dict[str, str]:
        """What a command on this copy runs in."""
        left_out = ("REPO_URL", "SITE_URL", "COVERAGE_PROCESS_CONFIG")
        kept = {name: value for name, value in environ.items() if name not in left_out}
        if self.is_measured:
            kept |= measuring(source=[str(self.root / name) for name in ("scripts", "snippets")])
        return {**kept, **variables}

    def start(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        """The build, running; its terminal is the stream `stderr`."""
        command = [sys.executable, "-m", "scripts.build", *words]
        return subprocess.Popen(
            command,
            cwd=self.root,
            env=self.environment(**variables),
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",  # in another locale the terminal is not UTF-8
        )

    def run(self, *words: str, **variables: str) -> "Outcome":
        """The build's exit code and what stood on the terminal."""
        with self.start(*words, **variables) as process:
            out, err = process.communicate(timeout=100)
        return Outcome(process.returncode, out + err)

    def site(self) -> dict[str, bytes]:
        """Every file of the site."""
        folder = self.root / "site"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def page(self) -> str:
        return self.read("site/exercises/square/index.html")

    def checked(self) -> str:
        """The page of the same exercise for a sceptic."""
        return self.read("site/exercises/square/checked/index.html")


class Draft(Project):
    """What the texts of a project are after a change that is written nowhere: to ask on which line something stands."""

    def __init__(self, project: Project) -> None:
        super().__init__(project.root)
        self.changed: dict[str, str] = {}

    def read(self, name: str) -> str:
        return self.changed[name] if name in self.changed else super().read(name)

    def write(self, name: str, text: str) -> None:
        self.changed[name] = text

    def remove(self, name: str) -> None:
        assert (self.root / name).exists(), name


def measuring(**changed: list[str]) -> dict[str, str]:
    """What tells coverage in a child process to measure otherwise than here, if anything is measured."""
    settings = environ.get("COVERAGE_PROCESS_CONFIG")
    if not settings:
        return {}
    return {
        "COVERAGE_PROCESS_CONFIG": b64encode(
            json.dumps({**json.loads(b64decode(settings)), **changed}).encode()
        ).decode()
    }


class Outcome:
    """How a build ended."""

    def __init__(self, code: int, said: str) -> None:
        self.code = code
        self.said = said

    def __repr__(self) -> str:
        return f"exit code {self.code}\n{self.said}"
