"""What a generator makes of a piece becomes what the site shows."""

import pytest

from scripts.rendering.finished import FRAME, finished


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<span class="n">a</span><span class="kc">b</span>', 'a<span class="kc">b</span>'),
        ("<pre><span></span><code>a</code></pre>", "<pre><code>a</code></pre>"),
        ('<div data-search-exclude="">a</div>', "<div data-search-exclude>a</div>"),
        ('<data data-answer="ex.a&#95;b&#91;0&#93;">&#60;</data>', '<data data-answer="ex.a_b[0]">&#60;</data>'),
        ("<table><td>a</td></table>", f"{FRAME}<td>a</td></table></div></div>"),
        ("<ul>\n<li>(a) one</li>\n</ul>", '<ul class="lettered">\n<li>(a) one</li>\n</ul>'),
        ("<ul>\n<li>one (a) </li>\n</ul>", "<ul>\n<li>one (a) </li>\n</ul>"),
        ("<th></th><th>a</th>", '<td></td><th scope="col">a</th>'),
        ('<th style="text-align: right;">a</th>', '<th scope="col" style="text-align: right;">a</th>'),
        (
            '<img alt="a" src="../../generated/a/b.svg" width="3"><img src="../generated/c.png"><img src="d.svg">',
            '<img alt="a" src="../../generated/a/b.svg" '
            'style="content: var(--on-dark) url(../../generated/a/b.svg#dark)" width="3"><img src="../generated/c.png"><img src="d.svg">',
        ),
        (
            '<th><span class="formula">a</span></th>',
            '<th scope="col"><span class="unseen">column </span><span class="formula">a</span></th>',
        ),
    ],
)
def test_a_piece_is_finished(html, shown):
    assert finished(html) == shown
