"""What changed for a reader: `python -m scripts.reporting.report BASE`, BASE a git ref, an answers.json, an address.

Of several bases the first is taken that can be read and is of a commit in this clone; the last in any case.

The edition just built, site/answers.json, is compared with the base; the report is Markdown on standard output, and in
the summary of a job where GITHUB_STEP_SUMMARY names its file.
"""

import os
import re
import sys
from pathlib import Path
from typing import NoReturn

from scripts.model.faults import UnusableError
from scripts.model.paths import here
from scripts.reporting.report_changes import Comparison
from scripts.reporting.report_editions import Edition, read_address, read_file
from scripts.reporting.report_markdown import markdown
from scripts.reporting.report_snippets import Snippets
from scripts.reporting.report_sources import Sources, of_commit, of_folder
from scripts.store.git import commit_of

USAGE = "say what to compare with: make report BASE=main, BASE=path/to/answers.json or BASE=https://.../answers.json"


def main(words: list[str]) -> int:
    """Print the report; 2 and one line where there is nothing to compare."""
    try:
        text = report(" ".join(words).split() or [""])
    except UnusableError as error:
        print(error, file=sys.stderr)
        return 2
    print(text)
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
    return 0


def report(bases: list[str]) -> str:
    """The report on the first base that will do; raises UnusableError with one line."""
    if not (here().site / "answers.json").exists():
        _refuse("there is no site/answers.json to compare; run `make site` first")
    after = read_file(here().site)
    *others, last = bases
    found = next(filter(None, (_if_it_will_do(base, after) for base in others)), None)
    before, old = found or side_of(last, after)
    return markdown(Comparison(before, after, old, of_folder()))


def _if_it_will_do(base: str, after: Edition) -> tuple[Edition, Sources | None] | None:
    try:
        edition, sources = side_of(base, after)
        return (edition, sources) if sources else _refuse(f"{base}: its commit is not in this clone")
    except UnusableError as error:
        print(f"passed over: {error}", file=sys.stderr)
        return None


def side_of(base: str, after: Edition) -> tuple[Edition, Sources | None]:
    """The base with the sources it was built from, where they are in this clone.

    A git ref is not built, which takes minutes where the mathematics changed: its words, key and literals are read.
    """
    is_address, path = re.match(r"https?://", base), Path(base)
    if is_address or path.is_file() or (path / "answers.json").exists():
        edition = read_address(base) if is_address else read_file(path)
        return edition, of_commit(edition.commit)
    commit = commit_of(base)
    sources = of_commit(commit)
    if sources is None:
        _refuse(f"{base}: no git ref, file or address; {USAGE}" if base else USAGE)
    return Snippets(sources).edition(base, commit, after), sources


def _refuse(message: str) -> NoReturn:
    raise UnusableError(message)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
