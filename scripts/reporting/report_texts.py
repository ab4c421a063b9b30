"""Words of pages and of the notebook before and after, section by section, and files that shape the site."""

import difflib
import re
from collections.abc import Iterator

from scripts.reporting.report_editions import Edition
from scripts.reporting.report_sources import Sources, words_of
from scripts.reporting.report_steps import EXPLANATION, PRESENTATION, Step

AT_MOST = 8  # places of one section that are told one by one
MARKUP = re.compile(r"</?\w[^>]*>|\*\*|`|#{2,}")
COMMENT = re.compile(r"^# ?", re.M)  # before each line of a notebook's text


def text_steps(old: Sources, new: Sources, known: Edition, after: Edition) -> Iterator[tuple[str, Step]]:
    """What changed in the words of each section, by its address; `known` tells which old literals are text."""
    for address in {**old.pages, **new.pages}:
        pairs = ((old, known), (new, after))
        mine, theirs = (words_of(side.pages[address], e) if address in side.pages else {} for side, e in pairs)
        for section in {**mine, **theirs}:
            for step in text_step(mine.get(section, ""), theirs.get(section, "")):
                yield f"{address or 'index'}{section}", step
        orders = [[section for section in side if section in mine and section in theirs] for side in (mine, theirs)]
        if orders[0] != orders[1]:
            yield address or "index", Step(PRESENTATION, "order of its sections", *map(", ".join, orders))
    yield from _of_files(old, new)


def text_step(before: str, after: str) -> Iterator[Step]:
    """The stretches of a section's words that differ; the same words in the same order are a matter of presentation."""
    if before == after:
        return
    if MARKUP.sub("", before).split() == MARKUP.sub("", after).split():
        yield Step(PRESENTATION, "the same words, set otherwise", "", "")
        return
    mine, theirs = before.split(), after.split()
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    stretches = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    for _, a, b, c, d in stretches[:AT_MOST]:
        yield Step(EXPLANATION, "text", " ".join(mine[a:b]), " ".join(theirs[c:d]))
    if len(stretches) > AT_MOST:
        yield Step(EXPLANATION, f"text, {len(stretches) - AT_MOST} more places", "", "")


def _of_files(old: Sources, new: Sources) -> Iterator[tuple[str, Step]]:
    """What a reader meets beside the pages: the notebook in words, look and navigation by name."""
    for file in {**old.files, **new.files}:
        if old.files.get(file) == new.files.get(file) or not _is_beside(file):
            continue
        if file.endswith(".py"):
            for step in text_step(*(" ".join(COMMENT.sub("", side.text(file)).split()) for side in (old, new))):
                yield file, step
        else:
            yield file, Step(PRESENTATION, "look, behaviour or navigation of the site", "", "")


def _is_beside(file: str) -> bool:
    in_docs = file.startswith("docs/") and not file.endswith((".md", ".ipynb"))
    return in_docs or file == "mkdocs.yml" or "/theme/" in file
