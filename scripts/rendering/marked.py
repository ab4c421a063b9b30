"""Marked literals become `<data>` elements and formulas stubs: finished Markdown, which any generator may read."""

import html
import json
import re
from collections.abc import Iterator

from scripts.checking.check_claims import ClaimMarker, claim_entry, find_claims
from scripts.checking.check_markers import images, is_within_tolerance
from scripts.formulas.katex import BadFormulaError, Renderer, stub
from scripts.model.binding import Binding, bind
from scripts.model.conditions import is_condition, staged
from scripts.model.evidence import Exercise
from scripts.model.literals import UnreadableError
from scripts.model.markers import BadPathError, Marker, find
from scripts.model.paths import here, practised
from scripts.model.source import Edit, Page, Token, edited
from scripts.model.tree import plain

FIGURE = re.compile(r"generated/(?P<file>[\w/@-]+\.svg)$")
SIZE = re.compile(r'\b(?:width|height)="\d+"')
SPECIAL = {ord(character): f"&#{ord(character)};" for character in "|[]*_`\\$"}  # Markdown reads these in attributes


def with_answers(page: Page, exercises: dict[str, Exercise], renderer: Renderer) -> str:
    """The page's Markdown with computed values in their places, formulas as stubs, and figures with their size."""
    formulas: dict[Token, list[tuple[Marker, Binding]]] = {
        token: [] for token in page.tokens if token.kind in ("maths", "display")
    }
    edits = [*_values(page, exercises, formulas)]
    claims = dict(_claims(page, exercises, edits))
    edits += [_formula(page, token, marked, claims.get(token, ""), renderer) for token, marked in formulas.items()]
    edits += [(token.start, token.end, staged(token)) for token in page.tokens if is_condition(token)]
    return edited(page.text, [*edits, *_sizes(page)])


def _values(
    page: Page, exercises: dict[str, Exercise], formulas: dict[Token, list[tuple[Marker, Binding]]]
) -> list[Edit]:
    """Literals in text, code and fences; those in formulas wait for their formula."""
    edits: list[Edit] = []
    for marker in (found for found in find(page) if isinstance(found, Marker)):
        edits.append((marker.start, marker.end, ""))
        try:
            bound = bind(page, marker, exercises)
        except (BadPathError, UnreadableError):  # the check has reported it; the page keeps its literal
            continue
        if is_within_tolerance(marker, bound.literal, bound.value):
            bound = bound._replace(right=bound.literal)
        if marker.bound in formulas:
            formulas[marker.bound].append((marker, bound))
        elif marker.bound and marker.bound.kind == "fence":
            edits.append((bound.start, bound.end, bound.right))
        else:
            edits.append(_wrapped(page, marker, bound))
    return edits


def _claims(page: Page, exercises: dict[str, Exercise], edits: list[Edit]) -> list[tuple[Token, str]]:
    """What the formulas of claims say of themselves; one that nobody makes was reported by the check."""
    found = []
    for marker in (item for item in find_claims(page) if isinstance(item, ClaimMarker)):
        edits.append((marker.start, marker.end, ""))
        entry = claim_entry(exercises, marker)
        if entry and marker.formula:
            value = json.dumps(entry.value)
            found.append((marker.formula, f'value="{value}" data-answer="{html.escape(marker.id).translate(SPECIAL)}"'))
    return found


def _formula(page: Page, token: Token, marked: list[tuple[Marker, Binding]], claimed: str, renderer: Renderer) -> Edit:
    """A formula with the computed values in it, as an element that says what is behind it if something is."""
    start, end = token.inner
    inside = [(bound.start - start, bound.end - start, bound.right) for _, bound in marked]
    tex = edited(page.text[start:end], inside)
    kind = "formula display" if token.is_display else "formula"
    attributes, shown = _attributes(*marked[0]) if marked else claimed, _stub(tex, token.is_display, renderer)
    if not attributes:
        return token.start, token.end, f'<span class="{kind}" data-search-exclude>{shown}</span>'
    return token.start, token.end, f'<data class="answer {kind}" {attributes} data-search-exclude>{shown}</data>'


def _stub(tex: str, display: bool, renderer: Renderer) -> str:
    """A stub, whose HTML is in the store; of a broken formula, which the check has reported, its TeX."""
    try:
        renderer.render(tex, display)
    except BadFormulaError:
        return f"<code>{html.escape(tex).translate(SPECIAL)}</code>"
    return stub(tex, display)


def _wrapped(page: Page, marker: Marker, bound: Binding) -> Edit:
    """A literal in text, or the whole code span it stands in, as a `<data>` element."""
    start, end, shown = bound.start, bound.end, bound.right
    if marker.bound:  # a code span
        inside = (bound.start - marker.bound.start, bound.end - marker.bound.start, bound.right)
        start, end, shown = marker.bound.start, marker.bound.end, edited(marker.bound.text, [inside])
    return start, end, f'<data class="answer" {_attributes(marker, bound)}>{shown}</data>'


def _attributes(marker: Marker, bound: Binding) -> str:
    """The value to full precision, and the path that names it."""
    value = plain(bound.value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    pairs = {"value": text, "data-answer": marker.path.text}
    return " ".join(f'{name}="{html.escape(value).translate(SPECIAL)}"' for name, value in pairs.items())


def _sizes(page: Page) -> Iterator[Edit]:
    """Generated figures get their size, so that nothing moves while they load, and load when they come near.

    The drawing of a variant stands in the page itself, like its values.
    """
    for image in images(page):
        match = FIGURE.search(image["target"])
        path = here().figures / match["file"] if match else None
        if path and path.exists() and practised(path.parent.name):
            drawn = path.read_text(encoding="utf-8")
            yield image.start(), image.end(), f'<data class="answer drawing" data-search-exclude>{drawn}</data>'
        elif path and path.exists():
            sizes = SIZE.findall(path.read_text(encoding="utf-8")[:300])[:2]
            yield image.end(), image.end(), f'{{ {" ".join(sizes)} loading="lazy" decoding="async" }}'
