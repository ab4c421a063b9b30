"""Put copies of the small exercise of `make new` into a throw-away copy of the project, and compute them.

`python -m scripts.bench.grow 500`. A build computes each in a process of its own, a second each; here one process
computes all, so that what is measured afterwards is the pages. Never to be run in the project itself.
"""

import json
import re
import sys
from pathlib import Path

from scripts.checking.check_structure import files_of
from scripts.computing import compute, tasks
from scripts.model.paths import here, write_if_changed, write_whole
from scripts.setup.new_exercise import add_to_navigation, filled, next_number
from scripts.store.reads import noted_in

SECOND = """

@slope.witness("central differences", within=1e-6)
def slope_by_differences(task):
    return ((task.theta + 1e-4) ** 3 - (task.theta - 1e-4) ** 3) / 2e-4
"""
ADDED = {  # what an author writes in the end, by the text that it belongs to
    "page.md": "",
    "snippet.py": SECOND,
    "key.toml": "# 3 * 2^2 = 12\nslope = 12\n",
    "test.py": "\n\ndef test_nothing():\n    pass\n",
}
LETTERS = str.maketrans("0123456789", "abcdefghij")
VALUES = {"**?**": "**12**", "gets ?": "gets 24"}


def lay_out(count: int) -> list[str]:
    """Four files of each slug, finished, and a line of the navigation; the slugs."""
    first = next_number()
    numbers = {f"cube_{str(n).translate(LETTERS)}": n for n in range(first, first + count)}  # a page types no number
    for slug, number in numbers.items():
        for path, (name, added) in zip(files_of(slug), ADDED.items()):
            write_whole(path, finished(filled(name, slug, number)) + added)
    add_to_navigation(numbers)
    return [*numbers]


def finished(text: str) -> str:
    """A text of `make new` with nothing left to do."""
    text = re.sub(r'TODO:[^"\n]*', "Here stands what its author has to say.", text)
    for unknown, known in VALUES.items():
        text = text.replace(unknown, known)
    return text


def in_this_process(worker: str, *names: str) -> int:
    """What `tasks.process` does, without a process; the snippets of a copy open no file."""
    assert worker == "computing.compute", worker
    noted = noted_in(worker, *names)
    write_if_changed(noted, json.dumps({"read": {}, "faults": []}))
    return compute.main(*names)


def main(count: str) -> int:
    if Path(here().root, ".git").exists():
        sys.exit(f"{here().root} is no throw-away copy")
    slugs = lay_out(int(count))
    tasks.process = in_this_process
    for computation in tasks.computations():
        if computation.title in slugs:
            computation.run(computation.made_of(), ["it was never computed"])
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
