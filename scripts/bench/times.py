"""How long builds take, in CPU seconds of the whole process tree: medians of several runs, ratios within one round.

These machines are shared; a ratio of two commands run in turn says more than either time.
"""

import os
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import yaml

from scripts.bench.rows import Row
from scripts.computing.stored import place_of_store
from scripts.model.paths import here, page_of, practised, relative, snippet_of
from scripts.store.kept import file_of

ROUNDS, FEWER = 5, 3
FEW = 2
BUILD = [sys.executable, "-m", "scripts.build", "site"]
COMPUTE = (sys.executable, "-c", "from scripts.computing.tasks import compute; compute()")
ALONE = (sys.executable, "-m", "scripts.bench.alone")
COPIED = (".cache", "docs", "scripts", "snippets", "tests", "mkdocs.yml", "requirements.lock", "package-lock.json")


def copy_project(folder: Path) -> Path:
    """A copy that edits may be made to, with what is trained already; packages are linked."""
    for source in filter(Path.exists, (here().root / name for name in COPIED)):
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        folder.mkdir(parents=True, exist_ok=True)
        copy(source, folder / source.name)
    (folder / "node_modules").symlink_to(here().node_modules)
    return folder


def cpu_seconds(command: list[str], folder: Path) -> float:
    """User and system seconds of a command and all its children; one that fails says why and ends the bench."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "agg"}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    if ran.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{ran.stdout}{ran.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def edit(path: Path, number: int) -> None:
    """A change of one sentence or one comment, different each time."""
    text = path.read_text(encoding="utf-8")
    old, new = f"<!-- note: edit {number - 1} -->", f"<!-- note: edit {number} -->"
    if path.suffix == ".py":
        old, new = f"# edit {number - 1}", f"# edit {number}"
    path.write_text(text.replace(old, new) if old in text else f"{text}\n{new}\n", encoding="utf-8")


def rows(project: Path, names: list[str]) -> Iterator[Row]:
    """Of some exercises; the copy is made and built first, and what is trained there stays.

    Where more than two are asked for, rounds are fewer, one practice stands for all, and what takes as long as a
    computation is measured on a part.
    """
    few = len(names) <= FEW
    rounds, own = (ROUNDS, names) if few else (FEWER, [name for name in names if not practised(name)])
    names = names if few else [*own, *[name for name in names if practised(name)][-1:]]
    yield built_copy(project)
    yield Row("cold compute / snippets once in fresh processes", "at most 1.2", partial(cold, project, own[-FEW:], few))
    yield Row("nothing changed", "at most 0.3 s", partial(nothing, project))
    for slug in names:
        yield Row(
            f"{slug}: sentence edited / bare mkdocs build", "at most 1.3", partial(sentence, project, slug, rounds)
        )
    for slug in own[-FEW:]:
        yield Row(f"{slug}: snippet edited, beyond its own run", "at most 2 s", partial(snippet, project, slug, few))


def built_copy(project: Path) -> Row:
    return Row("a copy of the project, built", "", lambda: seconds([cpu_seconds(BUILD, copy_project(project))]))


def cold(project: Path, names: list[str], few: bool) -> str:
    """Computing anew against the snippets alone, in turn."""
    pairs = []
    for _ in range(3 if few else 1):
        for slug in names:
            for kept in (place_of_store(slug), file_of(f"sides/{slug}")):
                (project / relative(kept)).unlink(missing_ok=True)
        pairs.append((cpu_seconds([*COMPUTE], project), cpu_seconds(together(names), project)))
    cpu_seconds(BUILD, project)
    return ratio(*(statistics.median(side) for side in zip(*pairs)))


def nothing(project: Path) -> str:
    return seconds([cpu_seconds(BUILD, project) for _ in range(ROUNDS)])


def together(names: list[str]) -> list[str]:
    """Each slug's snippets once in a fresh process; two at a time as in a build, because both are slower then."""
    return ["sh", "-c", f'printf "%s\\n" "$@" | xargs -n 1 -P 2 {shlex.join(ALONE)}', "sh", *names]


def sentence(project: Path, slug: str, rounds: int) -> str:
    """Building after an edit of a page against MkDocs alone on the same pages, run in turn."""
    page = project / page_of(slug).relative_to(here().root)
    bare = bare_build(project)
    pairs = []
    for number in range(rounds):
        edit(page, number)
        pairs.append((cpu_seconds(BUILD, project), cpu_seconds(bare, project)))
    return ratio(*(statistics.median(side) for side in zip(*pairs)))


def bare_build(project: Path) -> list[str]:
    """The command of MkDocs alone."""
    return [sys.executable, "-m", "mkdocs", "build", "--no-strict", "--config-file", bare_config(project)]


def bare_config(project: Path) -> str:
    """The same theme, pages and extensions, without anything of ours."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    config = yaml.safe_load(text.replace('!ENV [SITE_URL, ""]', "''").replace('!ENV [REPO_URL, ""]', "''"))
    config |= {
        "hooks": [],
        "strict": False,
        "docs_dir": "docs",
        "site_dir": ".cache/bare",
        "theme": {**config["theme"], "custom_dir": None},
    }
    config["theme"].pop("custom_dir")
    config["markdown_extensions"].append({"pymdownx.snippets": {"base_path": [".cache/listings"]}})  # as long as ours
    path = project / "bare.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return str(path)


def snippet(project: Path, slug: str, few: bool) -> str:
    """Building after an edit of a snippet, less the time of that snippet's own run."""
    path = project / snippet_of(slug).relative_to(here().root)
    builds, alone = [], []
    for number in range(ROUNDS if few else 1):
        edit(path, number)
        builds.append(cpu_seconds(BUILD, project))
        alone.append(cpu_seconds([*ALONE, slug], project))
    beyond = [build - own for build, own in zip(builds, alone)]
    return f"{seconds(beyond)}, its own {statistics.median(alone):.1f}"


def seconds(measured: list[float]) -> str:
    return f"{statistics.median(measured):.2f} s CPU"


def ratio(ours: float, other: float) -> str:
    return f"{ours / other:.2f} ({ours:.2f} s / {other:.2f} s)"
