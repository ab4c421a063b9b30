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

from scripts.model.paths import ROOT

SNIPPET = '''\
"""The square that a fence of given length encloses."""

import math
from dataclasses import dataclass

from matplotlib import pyplot
from sympy import Symbol, sqrt

from snippets.answers import answer, figure
from snippets.claims import claim, sides


@dataclass(frozen=True)
class Task:
    """A fence of so many metres."""

    fence: float = 12.0


TASKS = {"exam": Task(), "short": Task(2.5)}


def quarter(task):
    return task.fence / 4


@answer
def area(task):
    """The fence encloses the square of a quarter of its length."""
    return quarter(task) ** 2


@area.witness("half the square of the diagonal")
def area_by_diagonal(task):
    return math.hypot(task.fence / 4, task.fence / 4) ** 2 / 2


@area.witness("four triangles")
def area_by_triangles(task):
    return 4 * (task.fence / 4 * task.fence / 8 / 2)


@area.slip("squared before dividing")
def area_undivided(task):
    return task.fence**2 / 4


@answer(instances=("exam",))
def longer_fences(task):
    """The area grows with the square of the fence."""
    return [{"fence": fence, "area": fence**2 / 16} for fence in (task.fence, 2 * task.fence)]


@longer_fences.witness("half the square of the diagonal")
def longer_fences_by_diagonal(task):
    return [{"fence": f, "area": math.hypot(f / 4, f / 4) ** 2 / 2} for f in (task.fence, task.fence + task.fence)]


@longer_fences.witness("four triangles")
def longer_fences_by_triangles(task):
    return [{"fence": f, "area": 4 * (f / 4 * f / 8 / 2)} for f in (task.fence, task.fence + task.fence)]


@answer(instances=("exam",))
def diagonal(task):
    """The diagonal of a square is its side times the root of two."""
    return Symbol("s") * sqrt(2)


@diagonal.witness("Pythagoras")
def diagonal_by_pythagoras(task):
    side = Symbol("s", positive=True)
    return sqrt(side**2 + side**2).subs(side, Symbol("s"))


@diagonal.witness("the half square")
def diagonal_by_half_square(task):
    return 2 * Symbol("s") / sqrt(2)


@claim(r"A = \\frac{f^2}{16} < f^2")
def sixteenth(task):
    """The area is a sixteenth of the fence squared."""
    fence = task.fence
    return sides(quarter(task) ** 2, fence**2 / 16, fence * fence, {"f": fence})


@figure
def outline(task):
    drawing, axes = pyplot.subplots(figsize=(2, 2))
    side = quarter(task)
    axes.plot([0, side, side, 0, 0], [0, 0, side, side, 0])
    return drawing, f"A square of side {side:g}."
'''

PAGE = r"""---
title: The fenced square
description: How much a fence encloses.
exercise: 1
topic: Geometry
minutes: 5
parts:
  a: {title: Area, points: 4}
---
# Exercise 1: The fenced square

Fences and squares.

## Task { #task }

A fence is $12$<!--= square.task.fence --> metres long.

## (a) Area { #a }

<details class="hint" markdown="1">
<summary>Hint 1</summary>

It has four sides.

</details>

<details class="hint" markdown="1">
<summary>Hint 2</summary>

For the short fence $A = \left(\frac{f}{4}\right)^2 \approx 0.39$<!--= square.area@short -->.

</details>

<details class="result" markdown="1">
<summary>Result</summary>

The area is **9**<!--= square.area -->, the diagonal $d = \sqrt{2} s$<!--= square.diagonal -->.
So $A = \frac{f^2}{16} < f^2$<!--! square.sixteenth -->.

</details>

<details class="solution" markdown="1">
<summary>Solution</summary>

![A square of side 3.](../generated/square/outline.svg)

```python
--8<-- "square.py:area"
```

| fence | area |
| ----- | ---- |
| 12<!--= square.longer_fences[0].fence --> | 9<!--= square.longer_fences[0].area --> |
| 24<!--= square.longer_fences[1].fence --> | `36`<!--= square.longer_fences[1].area --> |

</details>

<details class="mistakes" markdown="1">
<summary>Common mistakes</summary>

Squaring before dividing gives 36<!--= square.area_undivided -->.

</details>

<details class="grading" markdown="1">
<summary>How it is graded</summary>

4 points: the number 3, its unit 1.

</details>

## Check it yourself { #check }

<!-- view: ledger square -->

## Where the protocol was wrong or ambiguous { #protocol }

Nowhere. Back to [the exam](../index.md), or to [part (a)](#a).
"""

KEY = """\
# 12 / 4 = 3, 3 * 3 = 9
area = 9
# 2.5 / 4 = 0.625, squared 0.390625
"area@short" = 0.39
# 24 / 4 = 6, 6 * 6 = 36
longer_fences = [{fence = 12, area = 9}, {fence = 24, area = 36}]
diagonal = "s * sqrt(2)"
# (f / 4)^2 = f^2 / 16, and 1 / 16 is below one
sixteenth = "true d576b1"
"""

TEST = "def test_four_sides_make_a_fence():\n    assert 4 * 3 == 12\n"
INDEX = "# The exam\n\n<!-- view: exam -->\n"
COPIED = (
    "requirements.lock package-lock.json "
    "snippets/__init__.py snippets/answers.py snippets/claims.py snippets/statements.py snippets/values.py "
    "snippets/exam.mplstyle"
).split()
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
            shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
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
        shutil.copytree(self.root, root, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
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
