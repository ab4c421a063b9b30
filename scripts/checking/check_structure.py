"""The skeleton of an exercise page: front matter, sections and parts, and the files that go with a slug."""

import re
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path

from scripts.model.faults import Fault
from scripts.model.paths import here, page_of, practised, relative, slugs, snippet_of
from scripts.model.source import Page, Section

FIELDS = {"title": str, "description": str, "exercise": int, "topic": str, "minutes": int, "parts": dict}
SECTIONS = {"task": "Task", "check": "Check it yourself", "protocol": "Where the protocol was wrong or ambiguous"}
FOREIGN = re.compile(r"^[ \t]*(?:from[ \t]+|import[ \t]+(?:[^#\n]*,[ \t]*)?)(scripts|tests)\b", re.M)
LEFT_TO_DO = re.compile(r"\bTODO\b:?[ \t]*(.*?)[\s\"]*$", re.M)
FOLDED = ("Hint 1", "Hint 2", "Result", "Solution", "Common mistakes", "How it is graded")


def check_structure(page: Page) -> Iterator[Fault]:
    """A student finds the same rooms on every page."""
    yield from check_front_matter(page)
    if page.front_fault:
        return
    sections = {section.id: section for section in page.sections if section.id}
    for id, title in SECTIONS.items():
        if id not in sections:
            yield page.fault(len(page.text) - 1, f"missing section: ## {title} {{ #{id} }}")
    for part in page.parts:
        yield from _check_part(page, part, sections)
    if f"<!-- view: ledger {page.slug} -->" not in page.text:
        yield page.fault(len(page.text) - 1, f"missing under Check it yourself: <!-- view: ledger {page.slug} -->")


def check_front_matter(page: Page) -> Iterator[Fault]:
    """The front matter holds what titles, tables and points are made of."""
    if page.front_fault:
        yield page.front_fault
        return
    for field, kind in FIELDS.items():
        if not isinstance(page.front_matter.get(field), kind):
            yield page.fault(0, f"the front matter needs `{field}` ({kind.__name__})")
    given = page.front_matter.get("parts")
    for part in map(str, given if isinstance(given, dict) else ()):
        if not isinstance(page.parts.get(part, {}).get("title"), str):
            yield page.fault(0, f"part {part} needs `title` and `points`")


def _check_part(page: Page, part: str, sections: dict[str, Section]) -> Iterator[Fault]:
    section = sections.get(part)
    if section is None:
        yield page.fault(len(page.text) - 1, f"missing section of part {part}: ## ({part}) ... {{ #{part} }}")
        return
    text = page.text[section.start : section.end]
    for folded in FOLDED:
        if f"<summary>{folded}</summary>" not in text:
            yield page.fault(section.start, f"part {part} has no block <summary>{folded}</summary>")


def exercise_modules() -> set[str]:
    """The snippets that state tasks, by slug."""
    files = [*here().snippets.glob("*.py"), *here().snippets.glob("*/__init__.py")]
    return {
        file.parent.name if file.name == "__init__.py" else file.stem
        for file in files
        if "TASKS" in file.read_text(encoding="utf-8")
    }


def badly_named() -> dict[str, Fault]:
    """The slugs that can be no module, and the fault of each; what follows from it need not be told."""
    found = {}
    for slug in slugs():
        if slug != (better := module_name(slug)):
            message = f"{slug} is no name for a module of Python; call the page and its three files {better}"
            found[slug] = Fault(relative(page_of(slug)), 1, message)
    return found


def module_name(slug: str) -> str:
    """The slug itself, or a name near it if no module of Python can be called so."""
    if re.fullmatch(r"[a-z][a-z0-9_]*", slug) and not iskeyword(slug):
        return slug
    name = re.sub(r"[^a-z0-9]+", "_", slug.lower()).strip("_")
    return name if re.match("[a-z]", name) and not iskeyword(name) else f"the_{name}".strip("_")


def check_imports() -> Iterator[Fault]:
    """Mathematics stays mathematics: no snippet imports what builds or tests the site."""
    for file in sorted(here().snippets.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for match in FOREIGN.finditer(text) if "scripts" in text or "tests" in text else ():
            line = text[: match.start()].count("\n") + 1
            yield Fault(relative(file), line, f"a snippet knows nothing of the site; import nothing of {match[1]}")


def check_files() -> Iterator[Fault]:
    """A slug has all its files, be it an exercise or a page beside them."""
    pages = set(slugs())
    for slug in sorted(pages | exercise_modules()):
        wanted = files_of(slug)
        there = [path for path in wanted if path.exists()]
        for missing in (path for path in wanted if not path.exists()):
            yield Fault(relative(there[0]), 1, f"exercise {slug} has no {relative(missing)}")
        if snippet_of(slug).exists() and slug in pages and not (here().evidence / f"{slug}.json").exists():
            yield Fault(
                relative(snippet_of(slug)),
                1,
                f"the process that computes {slug} was ended or crashed; see the lines above",
            )


def check_left_to_do(slug: str) -> Iterator[Fault]:
    """What `make new` left to the author, or an author to later; and a test file that tests nothing."""
    for path in filter(Path.exists, files_of(slug)):
        text = path.read_text(encoding="utf-8")
        for match in LEFT_TO_DO.finditer(text) if "TODO" in text else ():
            line = text[: match.start()].count("\n") + 1
            yield Fault(relative(path), line, f"left to do: {match[1]}")
        if path == test_of(slug) and "def test_" not in text:
            message = "no test; write what the values stand for, at the edges too: def test_...(): assert ..."
            yield Fault(relative(path), 1, message)


def files_of(slug: str) -> list[Path]:
    """One slug is one page, snippet, key and test; a practice has the key and the test of its exercise."""
    if practised(slug):
        return [page_of(slug), snippet_of(slug)]
    return [page_of(slug), snippet_of(slug), here().answer_key / f"{slug}.toml", test_of(slug)]


def test_of(slug: str) -> Path:
    """The test of an exercise where it should stand, else the first one, wherever that stands below `tests/`."""
    usual = here().root / "tests" / "exercises" / slug / f"test_{slug}.py"
    found = () if usual.exists() else sorted((here().root / "tests").rglob(usual.name))  # a walk that takes long
    return found[0] if found else usual


def check_demo(page: Page) -> Iterator[Fault]:
    """A page that shows trained nets has them; an export that failed has said why on the terminal."""
    for match in re.finditer(r'data-nets="(?:\.\./)*generated/([^"]*)/"', page.text):
        if not (here().figures / match[1] / "nets.json").exists():
            yield page.fault(match.start(), "the nets of this demo were not exported; see the message above")


def check_explorables(page: Page) -> Iterator[Fault]:
    """Each explorable of a page has its script and its formulas; what could not be printed was told on the terminal."""
    for match in re.finditer(r'data-explorable="([^"]*)"', page.text):
        script = here().explorables / f"{match[1]}.js"
        if not script.exists():
            yield page.fault(match.start(), f"there is no {relative(script)} for this explorable")
        elif not (here().figures / page.slug / "formulas.js").exists():
            yield page.fault(match.start(), "the formulas of this explorable were not printed; see the message above")


def check_keywords(page: Page) -> Iterator[Fault]:
    """Keywords of the front matter, which only the search sees, are lists of words, each for a section of the page."""
    given = page.front_matter.get("keywords")
    if given is None:
        return
    start = page.front.index("keywords")
    if not isinstance(given, dict) or not all(map(_is_list_of_words, given.values())):
        yield page.fault(start, "keywords are lists of words, by the id of a section: keywords: {b: [Konditionszahl]}")
        return
    ids = [section.id for section in page.sections if section.id]
    for id in (str(id) for id in given if str(id) not in ids):
        place = page.front.find(f"{id}:", start)
        yield page.fault(max(place, start), f"keywords for {id}, which is no section here; there are {', '.join(ids)}")


def _is_list_of_words(words: object) -> bool:
    return isinstance(words, list) and bool(words) and all(isinstance(word, str) for word in words)
