"""What a generator made of a piece of a page becomes what the site shows: tables that scroll, lighter listings."""

import re

from scripts.rendering.schemes import in_both_schemes

AS_THE_TEXT = re.compile(r'<span class="[npw]">([^<]*)</span>')  # names, punctuation, space: most words of any listing
REFERENCE = re.compile("&#(36|42|91|92|93|95|96|124);")  # Markdown would have read these signs, HTML does not
KEPT_OUT = re.compile('data-search-exclude="(?:data-search-exclude)?"')
LETTERED = re.compile(r"<ul>(?=\n<li>\([a-z]\) )")  # each item has its letter for a marker
STYLES = ("", *(f' style="text-align: {side};"' for side in ("left", "center", "right")))
FRAME = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table>'


def finished(html: str) -> str:
    """The HTML of a piece, its formulas still stubs.

    Words of a listing that have no colour of their own need no element: without them a long page is laid out sooner.
    Material puts tables into frames by a script that works on the text while it loads, a fifth of a phone's effort.
    """
    html = AS_THE_TEXT.sub(r"\1", html).replace("<pre><span></span>", "<pre>")
    html = KEPT_OUT.sub("data-search-exclude", html)
    html = REFERENCE.sub(lambda match: chr(int(match[1])), html)
    html = LETTERED.sub('<ul class="lettered">', html)
    html = html.replace("<table>", FRAME).replace("</table>", "</table></div></div>")
    for style in STYLES if "<th" in html else ():
        html = _with_heads(html, style)
    return in_both_schemes(html)


def _with_heads(html: str, style: str) -> str:
    """Cells of a head are headers; a corner without a word is none.

    One with a formula only gets a word, because axe-core does not read MathML.
    """
    html = html.replace(f"<th{style}></th>", "<td></td>")
    html = html.replace(f"<th{style}>", f'<th scope="col"{style}>')
    formula = f'<th scope="col"{style}><span class="formula"'
    return html.replace(formula, formula.replace("<span", '<span class="unseen">column </span><span'))
