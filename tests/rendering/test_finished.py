"""What a generator makes of a piece becomes what the site shows."""

import pytest

from scripts.rendering.finished import finished


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<span class="n">a</span><span class="kc">b</span>', 'a<span class="kc">b</span>'),
        ("<pre><span></span><code>a</code></pre>", "<pre><code>a</code></pre>"),
        ('<div data-search-exclude="">a</div>', "<div data-search-exclude>a</div>"),
        ('<data data-answer="ex.a&#95;b&#91;0&#93;">&#60;</data>', '<data data-answer="ex.a_b[0]">&#60;</data>'),
        (
            '<table class="highlighttable"><tr><td>1</td></tr></table>',
            '<table class="highlighttable" role="presentation"><tbody><tr><td>1</td></tr></tbody></table>',
        ),
        ("<ul>\n<li>(a) one</li>\n</ul>", '<ul class="lettered">\n<li>(a) one</li>\n</ul>'),
        ("<ul>\n<li>one (a) </li>\n</ul>", "<ul>\n<li>one (a) </li>\n</ul>"),
        (
            '<img alt="a" src="../../generated/a/b.svg" width="3"><img src="../generated/c.png"><img src="d.svg">',
            '<img alt="a" src="../../generated/a/b.svg" '
            'style="content: var(--on-dark) url(../../generated/a/b.svg#dark)" width="3">'
            '<img src="../generated/c.png"><img src="d.svg">',
        ),
        ("<p>target (Zielwert)</p>", '<p>target (<span lang="de">Zielwert</span>)</p>'),
    ],
)
def test_a_piece_is_finished(html, shown):
    assert finished(html) == shown


def test_tables_are_framed():
    assert 'class="md-typeset__scrollwrap"' in finished("<table></table>")
