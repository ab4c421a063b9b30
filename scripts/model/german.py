"""German terms in brackets behind English ones, "the target (Zielwert)": which there are, `docs/german.toml` says."""

import re
import tomllib
from functools import lru_cache

from scripts.model.paths import here

BRACKET = re.compile(r"\((?P<inside>[^()<>{}\[\]$§`]{3,80})\)")
ITEM = re.compile(r"[^,;:]+")
SPACE = re.compile(r"\s+")


def terms() -> dict[str, frozenset[str]]:
    """The terms of each language; none while the file cannot be read, which the check tells."""
    try:
        return _parsed(here().german.read_text(encoding="utf-8") if here().german.exists() else "")
    except tomllib.TOMLDecodeError:
        return _parsed("")


@lru_cache(maxsize=2)
def _parsed(text: str) -> dict[str, frozenset[str]]:
    table = tomllib.loads(text)
    return {language: frozenset(table.get(language, ())) for language in ("german", "english")}


def plain(item: str) -> str:
    """A term as the list has it: on one line."""
    return SPACE.sub(" ", item).strip()
