"""What a page is written in: sections, folds, formulas, HTML, front matter."""

from tests.breaks.how import PAGE, Break, page

MEANING = "| $A$ | area | [0](exercises/square.md) |\n"

PAGES = {
    "a symbol without a meaning": Break(
        (("docs/notation.md", "", "| Symbol | Meaning | Exercise |\n| --- | --- | --- |\n" + MEANING),),
        (PAGE, ""),
        r"the symbol \$f\$ has no meaning on the notation page: add it to a row of docs/notation\.md",
    ),
    "a missing section": Break(
        ((PAGE, "## Where the protocol was wrong or ambiguous { #protocol }", "## Doubts"),),
        (PAGE, "Nowhere. Back"),
        r"missing section: ## Where the protocol was wrong or ambiguous \{ #protocol \}",
    ),
    "code by hand": page('--8<-- "square.py:area"', '--8 < --"square.py:area"', "code by hand; show what is run"),
    "a missing part": Break(
        ((PAGE, "## (a) Area { #a }", "## (a) Area { #area }"), (PAGE, "(#a)", "(#area)")),
        (PAGE, "Nowhere. Back"),
        r"missing section of part a: ## \(a\) ... \{ #a \}",
    ),
    "a missing block": Break(
        ((PAGE, "<summary>Hint 2</summary>", "<summary>Hint two</summary>"),),
        (PAGE, "## (a) Area"),
        "part a has no block <summary>Hint 2</summary>",
    ),
    "a missing ledger": Break(
        ((PAGE, "<!-- view: ledger square -->", "Trust us."),),
        (PAGE, "Nowhere. Back"),
        "missing under Check it yourself: <!-- view: ledger square -->",
    ),
    "a formula in a heading": page("## (a) Area {", "## (a) Area $A$ {", "a heading holds a formula"),
    "a broken formula": page(
        "Fences and squares.", "Fences $\\frac{1}$ and squares.", r"formula \$\\frac\{1\}\$: .*(Expected|expected)"
    ),
    "a broken display formula": Break(
        ((PAGE, "Fences and squares.", "Fences\n\n$$\na\n\\undefined b\n$$\n\nand squares."),),
        (PAGE, "\\undefined"),
        r"Undefined control sequence: \\undefined",
    ),
    "an unreadable front matter": page("minutes: 5", "minutes: [5", "the front matter cannot be read: while parsing"),
    "a front matter without minutes": Break(
        ((PAGE, "minutes: 5\n", ""),), (PAGE, "---"), r"the front matter needs `minutes` \(int\)"
    ),
    "a part without points": Break(
        ((PAGE, "{title: Area, points: 4}", "{title: Area}"),), (PAGE, "---"), "part a needs `title` and `points`"
    ),
    "an exercise that there is not": page(
        "Fences and squares.", "As in exercise 7.", "there is no exercise 7; exercises"
    ),
    "a title with another number": page(
        "# Exercise 1: The", "# Exercise 2: The", "the title says exercise 2, the front"
    ),
    "a fold that is not closed": Break(
        ((PAGE, "its unit 1.\n\n</details>", "its unit 1."),),
        (PAGE, '<details class="grading"'),
        "this fold is never closed; write </details>",
    ),
    "a fold closed twice": page("Nowhere. Back", "</details> Nowhere. Back", "this </details> closes nothing"),
    "a fold of raw Markdown": page(
        '<details class="grading" markdown="1">', '<details class="grading">', 'write <details markdown="1">'
    ),
    "a formula that is not closed": page(
        "Fences and squares.", "Fences of $5 and squares.", r"a \$ opens a formula that never ends"
    ),
    "a misspelt directive": page(
        "<!-- view: ledger square -->", "<!-- view: ledgre square -->", "mean <!-- view: ledger square -->"
    ),
    "a directive of another page": page(
        "<!-- view: ledger square -->", "<!-- view: ledger circle -->", "no ledger of circle here"
    ),
    "a picture without a description": page("Fences and squares.", "![?](../mine.png)", "a picture without a descript"),
    "a formula in a description": page("Fences and squares.", "![of $s$](../mine.png)", "where no formula is rendered"),
    "a footnote": page("Fences and squares.", "Fences.[^1]", "is no footnote here; say it in the sentence"),
    "bold text that never ends": page("Fences and squares.", "**Fences and squares.", "close the bold text"),
    "a heading in a fold": page(
        "4 points: the number", "### Points\n\n4 points: the number", "a heading inside a fold"
    ),
    "a tag that is misspelt": page("Fences and squares.", "Fences <spna>and</spna>.", "there is no element <spna>"),
    "a line of a formula that is left out": page(
        "Fences and squares.", "$$x \\\\ y$$", r"put \\begin\{aligned\} before the lines"
    ),
    "a command of a package": page("Fences and squares.", "$\\norm{x}$", r"\\norm; write \\lVert x \\rVert"),
    "TeX outside of dollars": page(
        "Fences and squares.", "Fences of \\(x\\).", r"is no formula here; write \$\.\.\.\$"
    ),
    "a mark in the front matter": page(
        "topic: Geometry", "topic: '**Geometry**'", "in the front matter is shown as it is"
    ),
    "an id that stands twice": Break(
        ((PAGE, "Fences and squares.", "Fences. { #a }"),), (PAGE, "## (a) Area"), "the id a stands twice"
    ),
    "a byte order mark": page("---\ntitle: The", "\ufeff---\ntitle: The", "begins with a byte order mark"),
    "a picture from elsewhere": page(
        "Fences and squares.", "![A fence.](https://elsewhere.invalid/x.png)", "a picture from elsewhere"
    ),
    "what an author left for later": page("Fences and squares.", "TODO: why fences", "left to do: why fences"),
}
