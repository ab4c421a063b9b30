"""A figure of the build is one file with two inks; the page says which one is shown.

WebKit, which is Safari's engine, tells an SVG in an `<img>` nothing of the page around it, and no engine tells it that
it is printed. So the ink of the dark page has an address of its own, `curve.svg#dark`, which is the content of the
image where `--on-dark` of `look/colours.css` is empty. Where it is `initial`, the declaration is void and `src` shown.
"""

import re

FIGURE = re.compile(r'<img\b[^>]*\bsrc="(?P<file>[^"]*\bgenerated/[^"]*\.svg)"')


def in_both_schemes(html: str) -> str:
    """Each figure with its address on the dark page."""
    return FIGURE.sub(r'\g<0> style="content: var(--on-dark) url(\g<file>#dark)"', html)
