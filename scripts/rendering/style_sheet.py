"""The one style sheet of the site: the theme's, that of formulas and ours, less the rules that no page needs.

A page waits for one file. What may go is decided by all pages together and by the words of all scripts, so the sheet is
made when these are there, kept by the names in use, and published under an address that changes with it.
"""

import hashlib
import json
import re
import subprocess
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scripts.formulas.katex import node, version
from scripts.model.faults import UnusableError
from scripts.model.paths import here
from scripts.store import kept

STYLES = (
    "colours",
    "page",
    "frame",
    "search",
    "exercise",
    "values",
    "bank",
    "formulas",
    "content",
    "demo",
    "notebook",
    "print",
    "sheets",
)  # later ones may overrule
ADDRESS = "generated/fonts/style.css"  # beside the fonts that it names
PROGRAM = Path(__file__).with_suffix(".mjs")
KINDS = ("tag", "class", "id", "attribute", "value")
TAG = re.compile(r"<([a-z][\w-]*)([^>]*)>")
ATTRIBUTE = re.compile(r'\s([a-z][\w:-]*)(?:="([^"]*)")?')
TEXTS = {"alt", "content", "d", "data-answer", "href", "src", "style", "title", "value"}  # of these no rule asks more
SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
WORD = re.compile(r"[\w-]+")


def style_sheet() -> str:
    """All rules, in the order in which later ones may overrule; a live site shows this one."""
    look = here().docs / "assets" / "look"
    sheets = [of_the_theme(), here().fonts / "katex.css", *(look / f"{name}.css" for name in STYLES)]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def of_the_theme() -> Path:
    """The style sheet of Material for MkDocs."""
    found = find_spec("material")
    places = found.submodule_search_locations if found else None
    (sheet,) = Path(places[0] if places else "", "templates/assets/stylesheets").glob("main.*.css")
    return sheet


def names_in(html: str) -> frozenset[str]:
    """What a rule may ask for: `tag p`, `class answer`, `id __search`, `attribute open`, `value checkbox`."""
    tags = set(TAG.findall(html))
    found = {f"tag {name}" for name, _ in tags}
    for name, value in {pair for _, inside in tags for pair in ATTRIBUTE.findall(inside)}:
        found.add(f"attribute {name}")
        if name in ("class", "id"):
            found |= {f"{name} {word}" for word in value.split()}
        elif name not in TEXTS:
            found.add(f"value {value}")
    return frozenset(found)


def names_in_formulas(keys: Iterable[str], formulas: Mapping[str, Any]) -> frozenset[str]:
    """The same of rendered formulas, kept: there are a thousand of them, each longer than a paragraph."""
    keys = sorted(keys)
    parts = [version(), *keys]
    return kept.kept("names_in_formulas", parts, lambda: names_in("".join(formulas[key]["html"] for key in keys)))


def publish(site: Path, names: Collection[str]) -> str:
    """Put the sheet for pages with these names into a site, under an address of its own, which its pages then have.

    Returns the address, for pages that are still to come.
    """
    not_found = (site / "404.html").read_text(encoding="utf-8")
    css = purged({*names, *names_in(not_found)}, words_of_scripts(site, not_found))
    sheet = ADDRESS.replace("style.css", f"style.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css")
    (site / ADDRESS).unlink()
    (site / sheet).write_text(css, encoding="utf-8")
    for page in site.rglob("*.html"):
        page.write_bytes(page.read_bytes().replace(ADDRESS.encode(), sheet.encode()))
    return sheet


def words_of_scripts(site: Path, page: str) -> set[str]:
    """What scripts may call an element, a class or an attribute: any word in their files, or in those on each page."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.js"))]
    found = kept.kept_each("words", [], {text: partial(_words, text) for text in [*texts, *SCRIPT.findall(page)]})
    return set().union(*found.values())


def _words(script: str) -> frozenset[str]:
    return frozenset(WORD.findall(script))


def purged(names: Iterable[str], words: Iterable[str]) -> str:
    """The rules that pages with these names need, and what scripts with these words may ask for."""
    css = style_sheet()
    there = set(WORD.findall(css))
    used = sorted(name for name in names if name.partition(" ")[2] in there)
    told = sorted(there.intersection(words))
    return kept.kept("style_sheet", [css, *used, "words", *told], lambda: _without_unused(css, used, told))


def _without_unused(css: str, used: list[str], words: list[str]) -> str:
    if not (here().node_modules / "purgecss").exists():
        raise UnusableError(f"PurgeCSS is missing in {here().node_modules.name}; run `make setup`")
    names: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for kind, _, name in (name.partition(" ") for name in used):
        names[kind].append(name)
    given = json.dumps({"css": css, "names": names, "words": words})
    command, root = [node(), str(PROGRAM)], here().root
    return subprocess.run(command, cwd=root, input=given, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
