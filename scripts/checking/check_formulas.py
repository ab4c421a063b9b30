"""Every formula is one that KaTeX reads; the fonts hold what all of them show."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from scripts.formulas import macros
from scripts.formulas.fonts import build_fonts
from scripts.formulas.katex import BadFormulaError, Renderer, key_of
from scripts.model.faults import Fault, shortened
from scripts.model.source import Page
from scripts.store.kept import Known, made

Read = tuple[list[str], list[tuple[int, str]]]  # of a page: KaTeX's names of its formulas; what is wrong, and where


def check_formulas(pages: Sequence[Page], *, with_fonts: bool = True, known: Known[Read] = made) -> list[Fault]:
    """Render every formula and report what KaTeX rejects; `with_fonts` writes the fonts that the formulas need.

    `known` gives what was found on a page that has not changed.
    """
    renderer = Renderer()
    found = known({page.text: partial(_read, renderer, page) for page in pages})
    if with_fonts:
        keys = {key for page in pages for key in found[page.text][0]}
        build_fonts(keys, lambda: _rendered(renderer, pages))
    renderer.close()
    return [page.fault(position, message) for page in pages for position, message in found[page.text][1]]


def _read(renderer: Renderer, page: Page) -> Read:
    keys, wrong = [], []
    for token in page.formulas:
        try:
            renderer.render(token.body, token.is_display)
            keys.append(key_of(token.body, token.is_display))
        except BadFormulaError as error:
            wrong.append((token.inner[0] + error.position, f"formula {shortened(token.text)}: {error}"))
    return keys, wrong


def _rendered(renderer: Renderer, pages: Sequence[Page]) -> Iterator[str]:
    """The HTML of every formula that can be read."""
    for tex, display in {(token.body, token.is_display) for page in pages for token in page.formulas}:
        try:
            yield renderer.render(tex, display)
        except BadFormulaError:
            continue


def check_macros(pages: Iterable[Page]) -> list[Fault]:
    """The macros of all formulas are new names, and some formula of some page uses each."""
    renderer = Renderer()
    tex = [token.text for page in pages for token in page.formulas]
    faults = list(macros.check_macros(tex, renderer.knows))
    renderer.close()
    return faults
