"""What names an exercise or a hint names one that there is, and the one that its link leads to.

What is counted from one has no gaps: a page that speaks of reading 6 speaks of reading 5 too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from posixpath import normpath
from string import ascii_letters as LETTERS

from scripts.checking.readable import prose
from scripts.model.faults import Fault
from scripts.model.paths import here, relative
from scripts.model.source import Page
from scripts.store.kept import Keep, anew

TITLE = re.compile(r"^# Exercise (?P<name>\d+[A-Za-z]?)", re.M)
SECTION = re.compile(r"^##+ Exercise (?P<number>\d+).*\{[ ]*#exercise-(?P<id>\d+)[ ]*\}", re.M)
EXERCISE = re.compile(r"[eE](?<!\w.)(?i:xercises?\s+(?P<number>\d+)(?P<letter>[a-z]?)\b)")
NAMED = re.compile(r"\b(?P<word>reading|step|gap|layer|list|statement)s?[ *_]+(?P<number>\d+)\b(?!\.\d)", re.I)
HINT = re.compile(r"[hH](?<!\w.)(?i:int)\s+(?P<number>\d+)")
LINK = re.compile(r"\[(?P<shown>[^\[\]]*)\]\((?P<target>[^()\s#]+)")
ENTRY = re.compile(r"^\s*- (?P<name>\d+[A-Za-z]?) · .*: exercises/(?P<slug>\w+)\.md$", re.M)
HIDDEN = ("fence", "comment", "code")


def exercise_name(page: Page) -> str:
    """What an exercise is called wherever it is named: its number, and its list where several have that number."""
    return f"{page.front_matter.get('exercise')}{page.front_matter.get('list', '')}"


def check_names(pages: Sequence[Page], everything: Sequence[Page], keep: Keep[list[Fault]] = anew) -> Iterator[Fault]:
    """Titles, headings, links, sentences and the navigation name each exercise alike, of all that there are.

    `keep` may know what was found on a page that has not changed.
    """
    exam = [page for page in everything if page.path.parent == here().exercises]
    names = {page.path: exercise_name(page) for page in exam}
    all_names = repr(names)
    for page in pages:
        parts = [page.text, all_names]
        yield from keep(f"names/{relative(page.path)}", parts, partial(_check_page, page, names))
    yield from _navigation({path.stem: name for path, name in names.items()})
    yield from _lists(exam)


def _lists(exam: Sequence[Page]) -> Iterator[Fault]:
    """Two exercises with one number stand in different lists of the exam, and each says in which."""
    counted = Counter(exercise_name(page) for page in exam)
    for page in exam:
        name = exercise_name(page)
        if counted[name] > 1:
            message = f"two pages are exercise {name}; if the exam had one of the two, write `list: A` into one of them"
            yield page.fault(0, f"{message}, `list: B` into the other")


def _check_page(page: Page, names: dict[Path, str]) -> list[Fault]:
    text = page.without(HIDDEN)
    title = _title(page, text, names[page.path]) if page.path in names else ()
    return [*title, *_sections(page, text), *_links(page, text, names), *_known(page, text, set(names.values()))]


def _title(page: Page, text: str, name: str) -> Iterator[Fault]:
    for match in TITLE.finditer(text):
        if match["name"] != name:
            yield page.fault(match.start(), f"the title says exercise {match['name']}, the front matter {name}")


def _sections(page: Page, text: str) -> Iterator[Fault]:
    for match in SECTION.finditer(text):
        if match["number"] != match["id"]:
            yield page.fault(match.start(), f"this section says {match['number']}, its id exercise-{match['id']}")


def _links(page: Page, text: str, names: dict[Path, str]) -> Iterator[Fault]:
    """A link to an exercise says its number; a number in a link to elsewhere stands in the address."""
    for match in LINK.finditer(text):
        target = match["target"]
        if "://" in target:
            missing = [number for number in re.findall(r"\d+(?:\.\d+)*", match["shown"]) if number not in target]
            yield from (
                page.fault(match.start(), f"{number} does not stand in the address {target}") for number in missing
            )
            continue
        name = names.get(Path(normpath(page.path.parent / target)))
        for said in EXERCISE.finditer(match["shown"]):
            if name and said["number"] + said["letter"] not in (name, name.rstrip(LETTERS)):
                yield page.fault(match.start(), f"{target} is exercise {name}, not {said['number']}{said['letter']}")


def _known(page: Page, text: str, names: set[str]) -> Iterator[Fault]:
    known = names | {name.rstrip(LETTERS) for name in names}
    for match in EXERCISE.finditer(text):
        if match["number"] + match["letter"] not in known:
            there = ", ".join(sorted(names))
            yield page.fault(match.start(), f"there is no {' '.join(match[0].split())}; exercises are {there}")
    for match in HINT.finditer(text):
        if match["number"] not in ("1", "2"):
            yield page.fault(match.start(), f"there is no {' '.join(match[0].split())}; each part has hints 1 and 2")


def _navigation(names: dict[str, str]) -> Iterator[Fault]:
    text = here().config.read_text(encoding="utf-8")
    for match in ENTRY.finditer(text):
        name = names.get(match["slug"], match["name"])
        if name != match["name"]:
            line = text.count("\n", 0, match.start("name")) + 1
            yield Fault("mkdocs.yml", line, f"{match['slug']} is exercise {name}, not {match['name']}")


def check_counted(page: Page, covered: list[tuple[int, int]]) -> Iterator[Fault]:
    """A number that names one of several, where no page has the one before it; points of a grading name nothing."""
    places = defaultdict[str, dict[int, int]](dict)
    for match in NAMED.finditer(prose(page)):
        is_covered = any(start <= match.start("number") < end for start, end in covered)
        if not is_covered and "grading" not in page.folds_around(match.start()):
            places[match["word"].lower()].setdefault(int(match["number"]), match.start())
    for word, numbers in places.items():
        for number, position in numbers.items():
            if number != 1 and number - 1 not in numbers:
                told = f"{word} {number} is spoken of, and no {word} {number - 1}" if number else f"{word} 0"
                yield page.fault(position, f"{told}; they count from 1 on. Mend the number, or mark it <!--= path -->")
