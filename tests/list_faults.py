"""Break a copy of the project again and again, and list the faults of each break: `python -m tests.list_faults COPY`.

Reads a JSON object of edits by name, writes one of faults by name. One process that has done all of it once forks for
each break, which takes a hundredth of the time that a build takes; the builds themselves are tried with a few breaks.
"""

import contextlib
import importlib
import json
import os
import shutil
import sys
from pathlib import Path

EVIDENCE = ".cache/evidence/square.json"
COMPUTED = ("snippets/square.py", "tests/answer_key/square.toml")


def faults_of(edits: list[list[str | None]]) -> list[str]:
    """What a build of the broken copy would list."""
    from scripts.checking import check, check_formulas
    from scripts.computing.compute import compute
    from scripts.computing.judging import evidence_of, write
    from scripts.model.paths import snippet_of
    from scripts.rendering.views import VIEWS

    if any(name in COMPUTED for name, _, _ in edits) and snippet_of("square").exists():
        write(evidence_of("square", compute("square")[0]))
    check_formulas.build_fonts = lambda keys, render: None  # half of the time, and no fault comes of it
    return [str(fault) for fault in check.check(VIEWS).faults]


def warm_up() -> None:
    """What is the same for every break is done before: imports, patterns, the grammar of formulas.

    What is about the exercise itself is forgotten, for the children have to see it broken.
    """
    sys.dont_write_bytecode = True  # a break of the same length within the same second would be taken for the file
    shutil.rmtree(".cache/kept")
    assert faults_of([[COMPUTED[0], None, None]]) == []
    importlib.import_module("scripts.store.kept").code.cache_clear()
    for name in [name for name in sys.modules if name.startswith("snippets.square")]:
        del sys.modules[name]


def in_a_child(edits: list[list[str | None]]) -> list[str]:
    """The faults, found by a child, which takes its broken modules with it."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException), os.fdopen(writing, "w", encoding="utf-8") as answer:
            answer.write(json.dumps(faults_of(edits)))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else ["the child ended early"]


def apply(edits: list[list[str | None]]) -> None:
    for name, old, new in edits:
        path = Path(str(name))
        if new is None:
            path.unlink()
        else:
            text = path.read_text(encoding="utf-8") if old else ""
            assert not old or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace(old, new) if old else new, encoding="utf-8")


def main(copy: Path) -> None:
    """Every break on its own: afterwards each file is as before."""
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    warm_up()
    faults = {}
    for title, edits in json.load(sys.stdin).items():
        before = {
            name: Path(name).read_bytes() for name in [EVIDENCE, *(edit[0] for edit in edits)] if Path(name).exists()
        }
        apply(edits)
        faults[title] = in_a_child(edits)
        for name, _, _ in edits:
            Path(name).unlink(missing_ok=True)
        for name, content in before.items():
            Path(name).write_bytes(content)
    json.dump(faults, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
