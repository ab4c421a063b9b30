"""The tokens of pages, kept: of all that is read here, a page that has not changed is not scanned again."""

from collections.abc import Sequence
from functools import partial

from scripts.model.source import Page, Token
from scripts.store.kept import kept_each

Stretch = tuple[str, int, int]  # a token without its text, which is a fifth of it to keep


def scan(name: str, pages: Sequence[Page]) -> None:
    """Let pages know their tokens, which every check asks for, by what was kept of them under a name."""
    found = kept_each(f"tokens/{name}", [], {page.text: partial(_stretches, page) for page in pages})
    for page in pages:
        tokens = [Token(kind, start, end, page.text[start:end]) for kind, start, end in found[page.text]]
        page.__dict__["tokens"] = tokens  # where its cached property would put them


def _stretches(page: Page) -> list[Stretch]:
    return [token[:3] for token in page.tokens]
