"""What a generator made of a piece of a page becomes what the site shows: lighter listings, named tables, languages."""

import re

from scripts.rendering.german import with_german
from scripts.rendering.tables import with_tables

AS_THE_TEXT = re.compile(r'<span class="[npw]">([^<]*)</span>')  # names, punctuation, space: most words of any listing
REFERENCE = re.compile("&#(36|42|91|92|93|95|96|124);")  # Markdown would have read these signs, HTML does not
KEPT_OUT = re.compile('data-search-exclude="(?:data-search-exclude)?"')
NUMBERED = re.compile(r'<table class="highlighttable">(<tr>.*?</tr>)</table>', re.S)  # a listing beside its numbers
# A figure is one file with two inks. WebKit, which is Safari's engine, tells an SVG in an `<img>` nothing of the page
# around it, and no engine tells it that it is printed. So the ink of the dark page has an address of its own,
# `curve.svg#dark`, which is the content of the image where `--on-dark` of `look/colours.css` is empty. Where it is
# `initial`, the declaration is void and `src` shown.
FIGURE = re.compile(r'<img\b[^>]*\bsrc="(?P<file>[^"]*\bgenerated/[^"]*\.svg)"')
ON_DARK = r'\g<0> style="content: var(--on-dark) url(\g<file>#dark)"'
LETTERED = re.compile(r"<ul>(?=\n<li>\([a-z]\) )")  # each item has its letter for a marker


def finished(html: str) -> str:
    """The HTML of a piece, its formulas still stubs.

    Words of a listing that have no colour of their own need no element: without them a long page is laid out sooner.
    """
    html = AS_THE_TEXT.sub(r"\1", html).replace("<pre><span></span>", "<pre>")
    html = NUMBERED.sub(r'<table class="highlighttable" role="presentation"><tbody>\1</tbody></table>', html)
    html = KEPT_OUT.sub("data-search-exclude", html)
    html = REFERENCE.sub(lambda match: chr(int(match[1])), html)
    html = LETTERED.sub('<ul class="lettered">', html)
    return FIGURE.sub(ON_DARK, with_german(with_tables(html)))
