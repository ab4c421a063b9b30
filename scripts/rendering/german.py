"""German terms in brackets get their language, so that a screen reader does not read them in an English voice."""

import re

from scripts.model.german import BRACKET, ITEM, plain, terms

KEPT = re.compile(r"<(pre|code)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.S)  # no running text


def with_german(html: str) -> str:
    """The HTML of a piece with `lang` on each German term that stands in brackets."""
    pieces, last = [], 0
    for kept in KEPT.finditer(html):
        pieces += [_marked(html[last : kept.start()]), kept[0]]
        last = kept.end()
    return "".join([*pieces, _marked(html[last:])])


def _marked(text: str) -> str:
    if "(" not in text:
        return text
    return BRACKET.sub(lambda bracket: f"({ITEM.sub(_item, bracket['inside'])})", text)


def _item(item: re.Match[str]) -> str:
    term = item[0].strip()
    return item[0].replace(term, f'<span lang="de">{term}</span>') if plain(term) in terms()["german"] else item[0]
