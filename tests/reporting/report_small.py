"""A small project with an edition, in a repository of its own: what `make report` compares."""

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

from scripts.reporting.report_changes import Comparison
from scripts.reporting.report_editions import Edition, parsed
from scripts.reporting.report_sources import Sources
from scripts.store import git
from tests.tiny_exercise import KEY, PAGE, SNIPPET

SVG = '<svg><path id="a1" d="M 1.0 2"/></svg>'
EXACT = {"name": "four triangles", "value": 9.0, "deviation": 0.0, "unit": "exact", "within": 0.0, "source": "s:1"}
NEAR = {**EXACT, "name": "half the square of the diagonal", "unit": "relative", "within": 1e-9}
DRAWN = {**EXACT, "name": "Monte Carlo", "unit": "standard errors", "within": 4.0}
SLIP = {"id": "square.area_undivided", "mistake": "squared before dividing", "value": 36.0, "source": "s:2"}
FILES = {
    "docs/exercises/square.md": PAGE,
    "docs/index.md": "# The exam\n\nIt has an area of 9<!--= square.area -->.\n",
    "docs/notebooks/notes.py": "# %% [markdown]\n# One sentence.\n",
    "docs/assets/page.css": "p {}\n",
    "snippets/square.py": SNIPPET,
    "tests/answer_key/square.toml": KEY,
    "mkdocs.yml": "nav:\n",
}


def entry(name: str, value: Any, **more: Any) -> dict[str, Any]:
    """An entry of `answers.json`, in part (a) of the page."""
    shown = json.dumps(value)
    instance = more.get("instance", "exam")
    place = {"slug": "square", "part": "a", "points": 4, "page": "exercises/square/", "anchor": "a"}
    texts = {"fact": f"The fact of {name}.", "latex": shown, "display": shown, "kind": "number", "source": "s:3"}
    id = f"square.{name}" if instance == "exam" else f"square.{name}@{instance}"
    defaults = {"id": id, "instance": instance, "witnesses": [NEAR, EXACT], "slips": []}
    return {**place, **texts, **defaults, "value": value, **more}


def data() -> dict[str, Any]:
    """The whole edition of the small project; each call makes a new one, to be changed."""
    table = [{"fence": 12.0, "area": 9.0}, {"fence": 24.0, "area": 36.0}]
    diagonal = {
        "kind": "formula",
        "fact": "The diagonal of a square is its side times the root of two.",
        "witnesses": [{**EXACT, "name": "Pythagoras"}, {**EXACT, "name": "the half square"}],
    }
    fact = "The fence encloses the square of a quarter of its length."
    answers = [
        entry("area", 9.0, fact=fact, slips=[SLIP]),
        entry("area", 0.390625, fact=fact, instance="short", slips=[{**SLIP, "value": 1.5625}]),
        entry("longer_fences", table, kind="table", fact="The area grows with the square of the fence."),
        entry("diagonal", "Mul(Symbol('s'), Pow(Integer(2), Rational(1, 2)))", **diagonal),
        entry(
            "sixteenth",
            True,
            kind="claim",
            fact="The area is a sixteenth of the fence squared.",
            latex=r"A = \frac{f^2}{16} < f^2",
            display="holds",
            witnesses=[{**EXACT, "name": "answer key"}],
        ),
    ]
    figure = {
        "id": "square.outline",
        "file": "generated/square/outline.svg",
        "alt": "A square of side 3.",
        "source": "s",
    }
    return copy.deepcopy({"schema_version": 1, "built": {"commit": ""}, "answers": answers, "figures": [figure]})


def second() -> dict[str, Any]:
    """The same edition as version 2 has it, with the data that the tasks give."""
    found = data() | {"schema_version": 2}
    for named in [*found["answers"], *(slip for entry in found["answers"] for slip in entry["slips"])]:
        if "@" not in named["id"]:
            named |= {"id": f"{named['id']}@{named.get('instance', 'exam')}", "alias": named["id"]}
    for entry in (entry for entry in found["answers"] if entry["kind"] == "claim"):
        del entry["slips"]
    tasks = {"exam": {"fence": 12.0, "sides": [1, 1]}, "short": {"fence": 2.5}}
    instances = [{"id": f"square.task@{name}", "instance": name, "given": given} for name, given in tasks.items()]
    return found | {"instances": instances}


def edition(changed: dict[str, Any] | None = None, name: str = "it", picture: str = SVG) -> Edition:
    return parsed(json.dumps(changed or data()), name, lambda file: picture.encode())


def sources(**changed: str) -> Sources:
    """The sources, some files with another text; a name has `__` for its slashes and `_` for the dot of its ending."""
    files = {
        **FILES,
        **{name.replace("__", "/")[::-1].replace("_", ".", 1)[::-1]: text for name, text in changed.items()},
    }
    return Sources({file: text.encode() for file, text in files.items()})


def compared(before: dict[str, Any], after: dict[str, Any] | None = None, old: Sources | None = None) -> Comparison:
    return Comparison(edition(before, "base"), edition(after), old, sources())


def steps(before: dict[str, Any], after: dict[str, Any] | None = None) -> dict[str, list[tuple]]:
    """What changed between two editions alone, as plain tuples."""
    return {name: [tuple(step[:4]) for step in found] for name, found in compared(before, after).steps.items()}


def repository(root: Path, monkeypatch: Any, standing_in: Any) -> str:
    """The project in a folder, committed, with its site beside it; the commit."""
    for file, text in FILES.items():
        write(root / file, text)
    standing_in(root=root)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    commit = committed(root)
    built(root / "site", commit)
    return commit


def committed(root: Path) -> str:
    run = ["git", "-C", str(root), "-c", "user.name=n", "-c", "user.email=e", "-c", "init.defaultBranch=main"]
    commands = (["init", "-q"], ["add", "docs", "snippets", "tests", "mkdocs.yml"], ["commit", "-qm", "one"])
    for words in commands:
        subprocess.run([*run, *words], check=True)
    return git.commit_of("HEAD")


def built(site: Path, commit: str, changed: dict[str, Any] | None = None) -> None:
    """An edition in a folder, as a build of a commit would leave it."""
    write(site / "answers.json", json.dumps({**(changed or data()), "built": {"commit": commit}}))
    write(site / "generated/square/outline.svg", SVG)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
