"""Read the built site as files: its pages, their links and ids."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import lxml.html

from scripts.model.paths import here

BASE = "http://site.invalid/"  # stands for wherever the site lives


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@cache
def parsed(path: Path) -> lxml.html.HtmlElement:
    """A page as a tree, read once for all tests, none of which changes it."""
    return lxml.html.parse(str(path)).getroot()


def one_of_each(site: Path) -> list[Path]:
    """The pages, and of a practice one variant: the others are that page with other values in it."""
    named = [site / name / "index.html" for name in page_names(site)]
    return [*named, *(path for path in pages(site) if path.name != "index.html")]


def page_names(site: Path) -> list[str]:
    """The addresses of the pages, as a reader has them; of a practice one variant, for all of them are one page.

    Where variants have pages of their own, the page that leads to them is another one.
    """
    found = sorted(path.parent.relative_to(site).as_posix().removeprefix(".") for path in site.rglob("index.html"))
    kinds = {re.sub(r"(?<=^practice/)(\w+)(?:/\d+)?$", r"\1", name): name for name in found}
    kinds |= {f"all of {path.stem}": f"practice/{path.stem}" for path in here().practice.iterdir() if path.is_dir()}
    return sorted(kinds.values())


def address_of(site: Path, path: Path) -> str:
    return BASE + path.relative_to(site).as_posix().removesuffix("index.html")


def references(document: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Every address that a page names, with the attribute it stands in."""
    for element, attribute, link, _ in document.iterlinks():
        if not (element.tag == "link" and element.get("rel") in ("canonical", "prev", "next")):
            yield attribute, link


@cache
def ids(path: Path) -> set[str]:
    return {*parsed(path).xpath("//@id"), *parsed(path).xpath("//a/@name")}


def broken_links(site: Path, asked: Iterable[Path]) -> list[str]:
    """Addresses within the site that lead to no file, and fragments that lead to no id, on the pages asked for."""
    faults = []
    for path in asked:
        if path.name == "404.html":  # served from anywhere, so its links are absolute
            continue
        for _, link in references(parsed(path)):
            target, fragment = urldefrag(urljoin(address_of(site, path), link))
            if not target.startswith(BASE):
                continue
            file = site / unquote(urlparse(target).path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                faults.append(f"{path.relative_to(site)}: {link} leads nowhere")
            elif fragment and file.suffix == ".html" and unquote(fragment) not in ids(file):
                faults.append(f"{path.relative_to(site)}: {link} names no id")
    return faults


def foreign_resources(site: Path, asked: Iterable[Path]) -> list[str]:
    """Anything that a browser would load from another origin by itself."""
    loaded = "//link[not(@rel='canonical')]/@href | //script/@src | //img/@src | //iframe/@src | //source/@src"
    found = [(path, link) for path in asked for link in parsed(path).xpath(loaded)]
    return [f"{path.relative_to(site)}: {link}" for path, link in found if urlparse(link).netloc]


def squeezed(text: str) -> str:
    """Without white space, ligatures as two letters, a hyphen at a line's end as any other: paper breaks lines.

    A hyphen that a browser put into a word, which none of our texts has, is left out.
    """
    written = text.replace("\ufffe", "-").replace("\N{HYPHEN}", "")
    return "".join(unicodedata.normalize("NFKC", written).split())
