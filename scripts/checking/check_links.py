"""Every link of a page leads somewhere: to a page, to a place on it, to a file of the site. Told before any rendering.

MkDocs finds the same later, without lines; what only HTML tells, such as an address in a tag, it does not read at all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from posixpath import dirname, join, normpath, relpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from markdown.extensions.toc import slugify, unique

from scripts.checking.check_attributes import IDS
from scripts.checking.check_statements import StatementText
from scripts.model.entries import Question
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault
from scripts.model.paths import here, notebooks, page_of, relative, snippet_of
from scripts.model.practice import own_variant
from scripts.model.source import Page
from scripts.model.views import calls
from scripts.store.kept import Known, made

HIDDEN = ("front", "fence", "comment", "code", "maths", "display")
INLINE = re.compile(r"(?P<image>!\[[^\]]*)?\]\([ ]*<?(?P<target>[^()\s<>]+(?:\([^()\s]*\)[^()\s<>]*)?)>?(?=[\s)])")
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ ]*<?(?P<target>[^\s<>]+)", re.M)
IN_TAG = re.compile(r"\b(?:href|src)[ ]*=[ ]*[\"']?(?P<target>[^\"'\s>]+)")
MARKS = re.compile(r"<!--.*?-->|<[^>]*>|!?\[([^\]]*)\]\([^)]*\)|[*`$]", re.S)
ENTRY = re.compile(r"^[ ]*-[ ]+(?:[^:\n]+:[ ]+)?(?P<target>[\w./-]+\.(?:md|ipynb))\b", re.M)
NAVIGATION = re.compile(r"^nav:[ ]*\n(?:[ ]+.*\n|[ ]*(?:#.*)?\n)+", re.M)
UNPUBLISHED = (  # of docs/: what other files are made from
    *("assets/look/", "assets/offline/", "assets/site/"),
    *("german.toml", "macros.toml", "notebooks/"),
)


class Link(NamedTuple):
    """Where a link stands, what it leads to, and whether it is an address in HTML, which nobody rewrites."""

    start: int
    target: str
    in_html: bool = False
    is_image: bool = False


class Places(NamedTuple):
    """What a link may lead to, by path below `docs/`: the ids of each page, all files of the site, by address too."""

    ids: dict[str, set[str]]
    files: dict[str, str]
    addresses: dict[str, str]


Found = tuple[list[Link], list[str]]  # of a page: its links and its ids


def check_links(
    pages: Sequence[Page],
    everything: Sequence[Page],
    exercises: Mapping[str, Exercise],
    texts: Iterable[StatementText] = (),
    found_in: Known[Found] = made,
) -> Iterator[Fault]:
    """What leads nowhere on some pages and in texts of statements, of all that there is.

    What the build puts on pages of exercises that are not given is not missed: it could not be computed.
    `found_in` may know the links and ids of a page that has not changed.
    """
    texts = list(texts)
    found = found_in({page.text: partial(_read, page) for page in [*everything, *texts]})
    ids = {
        _name(page): {*found[page.text][1], *_made_ids(page, exercises)}
        for page in everything
        if page.slug in exercises or not snippet_of(page.slug).exists()
    }
    files = sorted(_files(exercises))
    known = Places(ids, {file: file for file in files}, {_address(file): file for file in files})
    for page in pages:
        yield from _leading_nowhere(page, _name(page), found[page.text][0], known)
    for text in (text for text in texts if found[text.text][0]):
        slug = text.path.relative_to(here().snippets).parts[0].removesuffix(".py")
        yield from _leading_nowhere(text, page_of(slug).relative_to(here().docs).as_posix(), found[text.text][0], known)


def _name(page: Page) -> str:
    return page.path.relative_to(here().docs).as_posix()


def _read(page: Page) -> Found:
    return [*links(page)], [*_typed_ids(page), *_ids_of_headings(page)]


def links(page: Page) -> Iterator[Link]:
    """Every link and picture of a page, those in code left out."""
    text = page.without(HIDDEN)
    for match in INLINE.finditer(text):
        yield Link(match.start("target"), match["target"], is_image=bool(match["image"]))
    for match in DEFINITION.finditer(text):
        yield Link(match.start("target"), match["target"])
    for token in (token for token in page.tokens if token.kind == "tag"):
        for match in IN_TAG.finditer(token.text):
            yield Link(token.start + match.start("target"), match["target"], in_html=True)


def _typed_ids(page: Page) -> Iterator[str]:
    for token in page.tokens:
        if token.kind in IDS:
            yield from IDS[token.kind].findall(token.text)


def _ids_of_headings(page: Page) -> Iterator[str]:
    """The id that Python-Markdown gives to each heading without one: its words, numbered where they stand twice."""
    seen = {section.id for section in page.sections if section.id}
    for section in page.sections:
        if not section.id:
            yield unique(slugify(MARKS.sub(r"\1", section.title), "-"), seen)


def _made_ids(page: Page, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """The ids of what the build puts in the place of views: values in the ledger, statements, points."""
    own = exercises[page.slug].entries if page.slug in exercises else []
    shown = {(found.name, found.argument) for found in calls(page)} if own else set()
    for entry in own:
        if isinstance(entry, Question) and ("statements", entry.topic) in shown:
            yield entry.name.replace("_", "-")
        if ("ledger", page.slug) in shown:
            yield f"value-{entry.id.replace('.', '-').replace('@', '-at-')}"


def _files(exercises: Mapping[str, Exercise]) -> set[str]:
    """Every file of the site: what stands in `docs/` and is not left out, and what the build makes."""
    docs = (path.relative_to(here().docs).as_posix() for path in here().docs.rglob("*") if path.is_file())
    figures = (path.relative_to(here().figures).as_posix() for path in here().figures.rglob("*") if path.is_file())
    books = notebooks()
    return {
        *(name for name in docs if not name.startswith(UNPUBLISHED)),
        *(f"generated/{name}" for name in figures),
        *(file for exercise in exercises.values() for file in exercise.by_file),
        *("answers.json", "answers.schema.json", "altklausur.apkg"),
        *(f"notebooks/{name}.ipynb" for name in books),
        *(f"generated/notebooks/{name}{ending}.ipynb" for name in books for ending in ("", "_exercise")),
    }


def _address(name: str) -> str:
    """Where a file stands on the site: `exercises/rnn`, without the last slash of a page."""
    page = re.fullmatch(r"(.*)\.md|(notebooks/.*)\.ipynb", name)
    bare = page[page.lastindex or 0] if page else name
    return "." if bare == "index" else bare


def _leading_nowhere(page: Page, name: str, links: list[Link], known: Places) -> Iterator[Fault]:
    for link in links:
        figure = link.target.lstrip("./") if link.is_image else ""
        told = figure.startswith("generated/") and figure not in known.files  # by the check of figures
        if not told and (wrong := _wrong(link, name, known)):
            yield page.fault(link.start, wrong)


def _wrong(link: Link, name: str, known: Places) -> str:
    """What is wrong with a link on a page of this name; empty for one that leads somewhere, or to another site."""
    address = urlsplit(link.target)
    path, anchor = unquote(address.path), unquote(address.fragment)
    if address.scheme or address.netloc:
        return ""
    if path.startswith(("/", "\\")):
        return f"{link.target} begins at the top of the server, where no page of ours is; write the way from this page"
    # In Markdown a way leads from source to source, in HTML, which nobody rewrites, from place to place on the site.
    base, places = (_address(name), known.addresses) if link.in_html else (dirname(name) or ".", known.files)
    target = places.get(normpath(join(base, path)), "") if path else name
    if target not in known.files:
        near = get_close_matches(path.removesuffix("/"), sorted(relpath(place, base) for place in places), 3, 0.5)
        return f"no {'file' if '.' in path.removesuffix('.md').strip('./') else 'page'} {path}{_there_is(near)}"
    if anchor and anchor not in known.ids.get(target, {anchor}):
        near = get_close_matches(anchor, sorted(known.ids[target]), 3, 0.3)
        return f"no place #{anchor} on {target}{_there_is([f'#{id}' for id in near])}"
    return ""


def _there_is(near: list[str]) -> str:
    return f"; there is {', '.join(near)}" if near else ""


def check_navigation(pages: Iterable[Page]) -> Iterator[Fault]:
    """Each entry of the navigation is a page, and each page has an entry; to a variant's the page of all leads."""
    config = here().config.read_text(encoding="utf-8")
    listed = NAVIGATION.search(config)
    matches = list(ENTRY.finditer(config, *listed.span())) if listed else []
    sources = {_name(page): relative(page.path) for page in pages if not own_variant(page)}
    sources |= {f"notebooks/{name}.md": relative(here().notebooks / f"{name}.py") for name in notebooks()}
    for match in matches:
        if match["target"] not in sources:
            near = _there_is(get_close_matches(match["target"], sources, 3, 0.5))
            line = config.count("\n", 0, match.start("target")) + 1
            yield Fault("mkdocs.yml", line, f"no page {match['target']}{near}")
    for name in sorted(sources.keys() - {match["target"] for match in matches}):
        mend = f"add the line `- Its title: {name}` to nav in mkdocs.yml"
        yield Fault(sources[name], 1, f"this page is not in the navigation; {mend}")
