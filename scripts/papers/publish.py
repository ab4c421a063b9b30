"""The exams on paper of a built site: what has changed is printed, all is put into the site and offered there."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from scripts.model.paths import write_whole
from scripts.papers.built import BuiltSite
from scripts.papers.exams import Exam
from scripts.papers.offered import FOLDER, NO_FILES, fill, has_place
from scripts.papers.printing import CannotPrintError, printed
from scripts.papers.sheets import KINDS, LOOK, STYLE, paper
from scripts.rendering.style_sheet import style_sheet
from scripts.store import kept

IMAGE = re.compile(r'(?<=\bsrc=")[^"]+')
PRINTER = [Path(__file__).with_name(f"{name}.py") for name in ("printing", "packed")]
LIBRARIES = ("playwright", "pikepdf")
MEND = "so the site has no exams on paper; `make papers` prints them as soon as there is one"


def publish(site: Path) -> str:
    """Why they were left out, or nothing. A site without a place for papers needs none."""
    if not has_place(site):
        return ""
    built, reason = BuiltSite(site), ""
    try:
        found = files({name: paper(built, exam, kind) for name, exam, kind in names(built)}, site)
        offered = offer(built, found)
    except CannotPrintError as error:
        found, offered, reason = {}, NO_FILES, f"{error}, {MEND}"
    for name, data in found.items():
        write_whole(site / FOLDER / f"{name}.pdf", data)
    fill(site, offered)
    return reason


def names(built: BuiltSite) -> Iterator[tuple[str, Exam, str]]:
    """Each paper's name, its exam, its kind."""
    for exam in built.contents.exams():
        yield from ((f"{exam.id}-{kind}", exam, kind) for kind in KINDS)


def files(papers: Mapping[str, str], site: Path) -> dict[str, bytes]:
    """Each paper as PDF, kept until something changes that it is made of. Raises CannotPrintError."""
    css = f"{style_sheet()}\n{LOOK.read_text(encoding='utf-8')}"
    keys = {name: key(text, css, site) for name, text in papers.items()}
    found = {name: kept.find(f"papers/{name}", key) for name, key in keys.items()}
    stale = {name: papers[name] for name, data in found.items() if data is None}
    for name, data in printed(stale, site, {STYLE: css}) if stale else ():
        kept.keep(f"papers/{name}", keys[name], data)
        found[name] = data
    return found


def key(text: str, css: str, site: Path) -> str:
    """The hash of all that a paper is made of: its words, the look, its pictures, and what prints it."""
    pictures = [(site / name).read_bytes() for name in sorted(set(IMAGE.findall(text)))]
    versions = repr([(name, version(name)) for name in LIBRARIES]).encode()
    parts = [text.encode(), css.encode(), versions, *(path.read_bytes() for path in PRINTER), *pictures]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def offer(built: BuiltSite, found: Mapping[str, bytes]) -> str:
    """A list of the exams, each with its files."""
    items = []
    for exam in built.contents.exams():
        which = " or ".join(which for which, _ in built.contents.sittings(exam))
        items.append(f"<li>{exam.name}, with {which}: {', '.join(links(exam, found))}</li>")
    return f"<ul>{''.join(items)}</ul>"


def links(exam: Exam, found: Mapping[str, bytes]) -> Iterator[str]:
    """Each file of an exam, with its size."""
    for kind, words in KINDS.items():
        name = f"{exam.id}-{kind}"
        told = f'{words}<span class="unseen"> of {exam.name.lower()}</span>'
        yield f'<a href="../{FOLDER}/{name}.pdf">{told}</a> ({-(-len(found[name]) // 1000)} kB)'
