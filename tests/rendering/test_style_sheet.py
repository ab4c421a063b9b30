"""The style sheet has every rule that a page or a script needs, under an address that changes with it, and no other."""

import pytest

from scripts.model.faults import UnusableError
from scripts.model.paths import here
from scripts.rendering import style_sheet
from scripts.rendering.style_sheet import names_in, names_in_formulas, publish, purged

CSS = """/* Words */
:root { --used: red; --unused: blue; --by-script: 1 }
p , .shown { color: var(--used) }
p > em { color: green !important }
.gone, div.gone p, p.gone { color: blue }
.set-by-script { animation: turn 1s; opacity: var(--by-script) }
.never { animation: rest 1s }
[dir=ltr] p { left: 0 }
[dir=rtl] p { right: 0 }
p:not(.gone):hover { top: 0 }
@media print { .shown { content: "a  /* b */, c" } .gone { top: 0 } }
@media (min-width: 9em) { .gone { top: 0 } }
@keyframes turn { to { top: 0 } }
@keyframes rest { to { top: 1px } }
"""
LEFT = (
    ":root{--used:red;--by-script:1}p,.shown{color:var(--used)}p>em{color:green!important}"
    ".set-by-script{animation:turn 1s;opacity:var(--by-script)}[dir=ltr] p{left:0}p:not(.gone):hover{top:0}"
    '@media print{.shown{content:"a  /* b */, c"}}@keyframes turn{to{top:0}}'
)
PAGE = '<html lang="en"><body dir="ltr"><p class="shown big" id="top">one <em>two</em></p></body></html>'


@pytest.fixture(autouse=True)
def small(monkeypatch, standing_in, tmp_path):
    """A small sheet in the place of the whole one, and nothing kept."""
    monkeypatch.setattr(style_sheet, "style_sheet", lambda: CSS)
    standing_in(kept=tmp_path / "kept")


def test_names_are_those_that_a_rule_may_ask_for():
    assert names_in('<p class="a b" id="top" data-x title="words">text <br>') == {
        *("tag p", "tag br", "class a", "class b", "id top"),
        *("attribute class", "attribute id", "attribute data-x", "attribute title", "value "),
    }


def test_rules_go_that_no_page_and_no_script_asks_for():
    assert purged(names_in(PAGE), {"set-by-script", "words"}) == LEFT


def test_what_was_purged_is_purged_once_while_the_names_are_the_same(standing_in):
    first = purged(names_in(PAGE), {"set-by-script"})
    standing_in(node_modules=here().root / "nowhere")
    assert purged(names_in(PAGE) | {"class of-no-rule"}, {"set-by-script", "others"}) == first
    with pytest.raises(UnusableError, match="PurgeCSS is missing in nowhere; run `make setup`"):
        purged(names_in(PAGE) | {"class gone"}, {"set-by-script"})


def test_names_in_formulas_are_those_of_the_formulas_in_use():
    formulas = {"a": {"html": '<i class="x">'}, "b": {"html": '<b class="y">'}}
    assert names_in_formulas({"a"}, formulas) == {"tag i", "class x", "attribute class"}


def site(folder, *words: str):
    """A site of two pages before it gets its style sheet; its scripts say some words."""
    (folder / "rnn").mkdir(parents=True)
    (folder / "generated" / "fonts").mkdir(parents=True)
    (folder / "generated" / "fonts" / "style.css").write_text(CSS, encoding="utf-8")
    (folder / "site.js").write_text(" ".join(words), encoding="utf-8")
    for page, up in [("404.html", "/"), ("rnn/index.html", "../")]:
        link = f'<link rel="stylesheet" href="{up}generated/fonts/style.css">'
        (folder / page).write_text(f"{link}<script>set-by-script</script>{PAGE}", encoding="utf-8")
    return folder


def test_pages_name_the_sheet_by_its_content(tmp_path):
    addresses = []
    for number, words in enumerate([(), ("never",), ()]):
        folder = site(tmp_path / str(number), *words)
        publish(folder, names_in(PAGE))
        (sheet,) = (folder / "generated" / "fonts").iterdir()
        assert f'href="../generated/fonts/{sheet.name}"' in (folder / "rnn/index.html").read_text(encoding="utf-8")
        assert f'href="/generated/fonts/{sheet.name}"' in (folder / "404.html").read_text(encoding="utf-8")
        assert (".never" in sheet.read_text(encoding="utf-8")) == bool(words)
        addresses.append(sheet.name)
    assert addresses[0] == addresses[2] != addresses[1]


def test_a_built_site_has_one_style_sheet(built_project):
    site = built_project.site()
    apart = tuple(f"assets/{name}/" for name in ("explorable", "mock", "practice", "quiz"))
    (sheet,) = (name for name in site if name.endswith(".css") and not name.startswith(apart))
    assert f'href="../../{sheet}"' in built_project.page()
    assert b".md-typeset" in site[sheet]
    assert b"KaTeX_Main" in site[sheet]
    assert b".md-tabs" not in site[sheet]
    assert site[sheet] in site["404.html"]


def test_a_built_site_has_nothing_of_the_theme_that_no_page_asks_for(built_project):
    of_theme = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
    assert [name for name in built_project.site() if name.startswith(of_theme) or name.endswith(".map")] == []
