"""Python-Markdown extension: marked literals become `<data>` elements, formulas become HTML with MathML.

It works on Markdown text and the evidence alone, so any generator that runs Python-Markdown can use it.
"""

import html
import json
import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from scripts.checking.check_claims import ClaimMarker, claim_entry, find_claims
from scripts.checking.check_markers import is_within_tolerance
from scripts.formulas.katex import BadFormulaError, Renderer, stub
from scripts.model.binding import Binding, bind
from scripts.model.evidence import read_all
from scripts.model.literals import UnreadableError
from scripts.model.markers import BadPathError, Marker, find
from scripts.model.paths import DOCS, FIGURES
from scripts.model.source import Page, Token
from scripts.model.tree import plain

FIGURE = re.compile(r"generated/(?P<file>[\w/-]+\.svg)$")
SIZE = re.compile(r'\b(width|height)="(\d+)"')
SPECIAL = {ord(character): f"&#{ord(character)};" for character in "|[]*_`\\$"}  # Markdown reads these in attributes


class AnswersExtension(Extension):
    """Values and formulas before the text is split into blocks, sizes of figures when the tree is built."""

    def __init__(self, **options: Any) -> None:
        self.config = {"stubs": [False, "leave the formulas to `katex.with_formulas`"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        answers = AnswersPreprocessor(md, stubs=self.getConfig("stubs"))
        md.preprocessors.register(answers, "answers", 27)  # after snippets (32), before fences (25)
        md.treeprocessors.register(FigureSizes(md), "figure_sizes", 15)


def makeExtension(**options: Any) -> AnswersExtension:
    return AnswersExtension(**options)


class AnswersPreprocessor(Preprocessor):
    """Replaces marked literals and formulas by HTML that the later stages leave alone."""

    def __init__(self, md: Markdown, *, stubs: bool) -> None:
        super().__init__(md)
        self.stubs = stubs

    def run(self, lines: list[str]) -> list[str]:
        page = Page(DOCS / "page.md", "\n".join(lines))
        self.edits: list[tuple[int, int, str]] = []
        self.formulas: dict[Token, list[tuple[Marker, Binding]]] = {
            token: [] for token in page.tokens if token.kind in ("maths", "display")
        }
        self.claims: dict[Token, str] = {}
        self.mark(page)
        self.mark_claims(page)
        self.render(page)
        return _edited(page.text, self.edits).split("\n")

    def mark(self, page: Page) -> None:
        """Wrap literals in text and code; those in formulas wait for their formula."""
        exercises = read_all()
        for marker in filter(lambda item: isinstance(item, Marker), find(page)):
            assert isinstance(marker, Marker)
            self.edits.append((marker.start, marker.end, ""))
            try:
                bound = bind(page, marker, exercises)
            except (BadPathError, UnreadableError):  # the check has reported it; the page keeps its literal
                continue
            if is_within_tolerance(marker, bound.literal, bound.value):
                bound = bound._replace(right=bound.literal)
            if marker.bound in self.formulas:
                self.formulas[marker.bound].append((marker, bound))
            elif marker.bound and marker.bound.kind == "fence":
                self.edits.append((bound.start, bound.end, bound.right))
            else:
                self.edits.append(_wrapped(page, marker, bound))

    def mark_claims(self, page: Page) -> None:
        """Note which formulas are claims; one that nobody makes was reported by the check and stays a formula."""
        exercises = read_all()
        for marker in (found for found in find_claims(page) if isinstance(found, ClaimMarker)):
            self.edits.append((marker.start, marker.end, ""))
            entry = claim_entry(exercises, marker)
            if entry and marker.formula:
                value = json.dumps(entry["value"])
                self.claims[marker.formula] = f'value="{value}" data-answer="{html.escape(marker.id)}"'

    def render(self, page: Page) -> None:
        """Formulas with the computed values in them, kept from the later stages."""
        renderer = Renderer()
        for token, marked in self.formulas.items():
            start, end = token.inner
            edits = [(bound.start - start, bound.end - start, bound.right) for _, bound in marked]
            tex = _edited(page.text[start:end], edits)
            kind = "formula display" if token.kind == "display" else "formula"
            attributes = _attributes(*marked[0]) if marked else self.claims.get(token, "")
            shown = _formula(self.rendered(renderer, tex, token.kind == "display"), kind, attributes)
            self.edits.append((token.start, token.end, self.md.htmlStash.store(shown)))
        renderer.close()

    def rendered(self, renderer: Renderer, tex: str, display: bool) -> str:
        """A formula's HTML or its stub; of one that is broken, which the check has reported, its TeX."""
        try:
            rendered = renderer.render(tex, display)
        except BadFormulaError:
            return f"<code>{html.escape(tex)}</code>"
        return stub(tex, display) if self.stubs else rendered


def _formula(rendered: str, kind: str, attributes: str) -> str:
    """A formula, as an element that says what is behind it if something is."""
    if not attributes:
        return f'<span class="{kind}" data-search-exclude>{rendered}</span>'
    return f'<data class="answer {kind}" {attributes} data-search-exclude>{rendered}</data>'


def _wrapped(page: Page, marker: Marker, bound: Binding) -> tuple[int, int, str]:
    """A literal in text, or the whole code span it stands in, as a `<data>` element."""
    start, end, shown = bound.start, bound.end, bound.right
    if marker.bound:  # a code span
        inside = (bound.start - marker.bound.start, bound.end - marker.bound.start, bound.right)
        start, end, shown = marker.bound.start, marker.bound.end, _edited(marker.bound.text, [inside])
    return start, end, f'<data class="answer" {_attributes(marker, bound)}>{shown}</data>'


def _attributes(marker: Marker, bound: Binding) -> str:
    """The value to full precision, and the path that names it."""
    value = plain(bound.value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    pairs = {"value": text, "data-answer": marker.path.text}
    return " ".join(f'{name}="{html.escape(value).translate(SPECIAL)}"' for name, value in pairs.items())


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, replacement in sorted(set(edits), reverse=True):  # two paths share one marker
        text = text[:start] + replacement + text[end:]
    return text


class FigureSizes(Treeprocessor):
    """Generated figures get their size, so that nothing moves while they load, and load when they come near."""

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            match = FIGURE.search(image.get("src", ""))
            path = FIGURES / match["file"] if match else None
            if path and path.exists():
                for name, size in SIZE.findall(path.read_text(encoding="utf-8")[:300])[:2]:
                    image.set(name, size)
                image.set("loading", "lazy")
                image.set("decoding", "async")
