"""What a generator made of a piece of a page becomes what the site shows: lighter listings, named tables, languages."""

import re

from scripts.rendering.german import with_german
from scripts.rendering.schemes import in_both_schemes
from scripts.rendering.tables import with_tables

AS_THE_TEXT = re.compile(r'<span class="[npw]">([^<]*)</span>')  # names, punctuation, space: most words of any listing
REFERENCE = re.compile("&#(36|42|91|92|93|95|96|124);")  # Markdown would have read these signs, HTML does not
KEPT_OUT = re.compile('data-search-exclude="(?:data-search-exclude)?"')
NUMBERED = re.compile(r'<table class="highlighttable">(<tr>.*?</tr>)</table>', re.S)  # a listing beside its numbers
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
    return in_both_schemes(with_german(with_tables(html)))
