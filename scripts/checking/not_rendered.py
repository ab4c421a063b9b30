"""Forms that other renderers know and this site shows as they were typed: each with what to write instead.

A pattern is sought in running text: code, formulas, comments, tags and addresses are blanked out before.
"""

import re
from collections.abc import Iterator
from html.entities import html5

from scripts.model.faults import Fault
from scripts.model.source import Page, blank, edited

HIDDEN = ("front", "fence", "comment", "code", "maths", "display", "tag", "target", "attributes")
FORMS = (
    (
        r"\\{1,2}[(\[](?=(?:.|\n(?![ ]*\n))*?\\[)\]])",
        "is no formula here; write $...$, or $$...$$ for one on a line of its own",
    ),
    (r"\\begin\s*\{\w+\*?\}", "is a formula outside of dollars; write $$ before it and $$ behind its \\end"),
    (r"\\[a-zA-Z]{2,}|(?<=[\w)}])[_^]\{", "is TeX outside of a formula; put the formula between $ and $"),
    (
        r"^[ ]*(?:!!!|\?\?\?\+?)[ ]+\S+",
        'opens no box here; write <details markdown="1">, or begin with a **bold** word',
    ),
    (r"^[ ]*:::", "opens no box here; begin the paragraph with a **bold** word"),
    (r"^[ ]*>[ ]*\[!\w+\]", "opens no box here; begin the paragraph with a **bold** word"),
    (r"\[\^[^\]\s]+\]", "is no footnote here; say it in the sentence, or in brackets"),
    (r"^\*\[[^\]]+\]:", "explains no abbreviation here; write it out where it stands first"),
    (r"~~(?=\S)", "strikes nothing out here; say in words what does not hold"),
    (r"==(?=[^\s=])[^\n=]*==", "marks nothing here; write **bold**"),
    (r"(?<=\w)~[^~\s]+~(?!~)", "sets nothing lower here; write a formula, $H_2O$"),
    (r"(?<=[\w)])\^[^\s^{]+\^?", "sets nothing higher here; write a formula, $x^2$"),
    (r"^[ ]*(?:[-+*]|\d+[.)])[ ]+\[[ xX]\](?=\s)", "is no box to tick here; write a plain list"),
    (r"(?<![\w:])(?!:\d+:):[a-z0-9_+-]{2,}:(?![\w:])", "is no picture here; write the sign itself, or a word"),
    (
        r"(?<![\w=<\[/.])(?<!\]\()(?<!\]: )(?:https?://|www\.)[^\s<>)\"]*",
        "is no link here; write <https://...>, or [its name](https://...)",
    ),
    (r"(?<![\w<:.+-])[\w.+-]+@[\w-]+\.[a-z]{2,}", "is no link here; write <name@example.org>"),
    (r"\[\[[^\[\]\n]+\]\](?!\()", "is no link here; write [its name](page.md)"),
    (r"^:[ ]+\S+", "explains no term here; write a list whose items begin with a **bold** word"),
    (r"^[ ]*[•‣◦▪][ \u00a0]*\S+", "makes no list here; begin each line with - and a blank"),
    (r"^[ ]*(?:-|\d+[.)])(?=[A-Za-z]\w)", "makes no list yet; write a blank behind it"),
    (
        r"^[ ]*(?:[-+*]|\d+[.)])\u00a0\S*|^\u00a0+[-+*#]",
        "begins with the blank U+00A0; type a common one",
    ),
    (r"^[ ]*\(?[a-h]\)[ ].*\n[ ]*\(?[b-i]\)[ ]", "runs into the line below; begin each line with - and a blank"),
    (r"\\\\[ ]*$", "breaks no line here; end the line with two blanks or with one backslash"),
    (r"(?<![\w`])#{1,6}(?=[^\W\d]\w*(?:[ ][^\n]*)?$)(?<=^#)", "is no heading yet; write a blank behind it"),
)
PATTERNS = tuple((re.compile(sign, re.M), what) for sign, what in FORMS)
DESCRIPTION = re.compile(r"(?<=!\[)[^\]]*(?=\]\()")
ENTITY = re.compile(r"&(\w+;)")
ENTITY_IN_CODE = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#\d+);")
CURLY = re.compile("[“”„‘’‚]")
DRAWN = re.compile(r"[ ]*(?:```+|~~~+)[ ]*\{?[ ]*\.?(?P<language>mermaid|geojson|topojson|stl|dot|plantuml)\b")


def check_not_rendered(page: Page) -> Iterator[Fault]:
    """Each form once for each place, by the first pattern that names it."""
    said = DESCRIPTION.finditer(page.text)  # what a screen reader says has no marks
    text, named = edited(page.without(HIDDEN), [(*match.span(), blank(match[0])) for match in said]), set[int]()
    for pattern, what in PATTERNS:
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start())
            if line not in named:
                yield page.fault(match.start(), f"{match[0].strip()[:40]!r} {what}")
            named.add(line)
    for match in ENTITY.finditer(text):
        if match[1] not in html5:
            yield page.fault(match.start(), f"there is no entity {match[0]}; write the sign itself")
    yield from _in_code(page)


def _in_code(page: Page) -> Iterator[Fault]:
    """What is shown in code as it was typed, and hardly meant so; pictures that are drawn elsewhere from a text."""
    for token in page.tokens:
        if token.kind == "code" and (match := ENTITY_IN_CODE.search(token.text)):
            yield page.fault(token.start, f"{match[0]} is shown in code as it is typed; write the sign itself")
        if token.kind == "code" and (match := CURLY.search(token.text)):
            yield page.fault(token.start, f"a curly {match[0]} in code; write ' or \" as the keyboard has them")
        if token.kind == "fence" and (match := DRAWN.match(token.text)):
            yield page.fault(token.start, f"{match['language']} is shown as code here; draw it with @figure")
