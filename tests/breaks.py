"""What can be broken on the small copy of the project: how, where the message must point, what it must say."""

from dataclasses import dataclass, replace

from tests.tiny_project import SNIPPET, Project

PAGE, SQUARE, KEY = "docs/exercises/square.md", "snippets/square.py", "tests/answer_key/square.toml"
TRIANGLES = "return 4 * (task.fence / 4 * task.fence / 8 / 2)\n"
WITNESS = f'@area.witness("four triangles")\ndef area_by_triangles(task):\n    {TRIANGLES}'
MEANING = "| $A$ | area | [0](exercises/square.md) |\n"
FIXED = "fix mends it"
REFUSED = "fix does not touch the page"


@dataclass(frozen=True)
class Break:
    """One thing broken: how, where messages must place it (a text that stands there), and what they say."""

    edits: tuple[tuple[str, str, str | None], ...]  # file, old, new; without old the file is new, without new removed
    place: tuple[str, str]  # file, and text on the line named; no text: any line
    says: str  # a regular expression
    fix: str = REFUSED
    is_built: bool = False  # whether a whole build is made of it

    def apply(self, project: Project) -> None:
        for name, old, new in self.edits:
            if new is None:
                project.remove(name)
            elif old:
                project.edit(name, old, new)
            else:
                project.write(name, new)

    def where(self, project: Project) -> str:
        name, text = self.place
        return project.line(name, text) if text else f"{name}:"


def page(old: str, new: str, says: str, fix: str = REFUSED) -> Break:
    """Something broken on the page, which is named at the line of the new text."""
    return Break(((PAGE, old, new),), (PAGE, new.lstrip("\n").partition("\n")[0]), says, fix)


def snippet(old: str, new: str, at: str, says: str) -> Break:
    """Something broken in the snippet, which is named at the line of the text `at`."""
    return Break(((SQUARE, old, new),), (SQUARE, at), says)


def key(old: str, new: str, at: str, says: str) -> Break:
    return Break(((KEY, old, new),), (KEY, at), says)


BROKEN = {
    "a wrong literal": page("**9**", "**8**", "page says 8, square.area is 9", FIXED),
    "a literal with a wrong last digit": page(
        r"\approx 0.39$", r"\approx 0.38$", r"page says 0.38, square.area@short is 0.39 \(0.390625\)", FIXED
    ),
    "a wrong literal in a table": page("`36`", "`35`", r"page says 35, square.longer_fences\[1\].area is 36", FIXED),
    "a symbol without a meaning": Break(
        (("docs/notation.md", "", "| Symbol | Meaning | Exercise |\n| --- | --- | --- |\n" + MEANING),),
        (PAGE, ""),
        r"the symbol \$f\$ has no meaning on the notation page: add it to a row of docs/notation\.md",
    ),
    "a claim with its sign turned": page(
        "{16} < f^2$", "{16} > f^2$", r"page says A = .*> f\^2, square.sixteenth is A = .*< f\^2", FIXED
    ),
    "a relation in a result that nothing checks": page(
        "<!--! square.sixteenth -->.",
        "<!--! square.sixteenth -->, $A > f$.",
        r"\$A > f\$ has nothing behind it; make it a claim",
    ),
    "a claim whose sign is turned in the snippet": snippet(
        "{16} < f^2", "{16} > f^2", "@claim(", "square.sixteenth: on exam .* does not hold: 9 and 144"
    ),
    "a claim with a wrong term": snippet(
        "{16} < f^2", "{15} < f^2", "@claim(", r"its side .* reads as 9.6, the function returns 9"
    ),
    "a wrong formula": page(
        r"\sqrt{2} s$", r"\sqrt{3} s$", r"page says \\sqrt\{3\} s, square.diagonal is \\sqrt\{2\} s", FIXED
    ),
    "a value not filled in": page("**9**", "**?**", "page says \\?, square.area is 9; `make fix` writes it", FIXED),
    "an unknown answer": page(
        "<!--= square.area -->,", "<!--= square.aera -->,", "no answer square.aera; there is .*area"
    ),
    "an unknown exercise": page(
        "<!--= square.area -->,", "<!--= circle.area -->,", "no exercise circle; there is square"
    ),
    "an unknown instance": page("square.task.fence", "square.task@long.fence", "no instance long; it has exam, short"),
    "a wrong key in a path": page("fences[1].area", "fences[1].aera", r"\[1\] has no .aera; it has fence, area"),
    "a wrong index in a path": page("fences[1].area", "fences[2].area", r"has no \[2\]; indices go from 0 to 1"),
    "a table bound whole": Break(
        ((PAGE, "fences[1].area", "fences"),),
        (PAGE, "`36`"),
        r"is a table; say which row and column, as in \[2\].delta",
    ),
    "a marker without a number": page("**9**", "**nine metres**", "has no number before its marker"),
    "an unreadable path": page(
        "<!--= square.area -->,", "<!--= square area -->,", "cannot read the path 'square area'"
    ),
    "an unreadable marker": page("<!--= square.area -->,", "<!--=~ -->,", "cannot read the marker"),
    "a marker in a formula": page(
        "Fences and squares.", "Areas $9<!--= square.area -->$.", "a marker stands inside a formula or never ends"
    ),
    "two paths without an equation": page(
        "Fences and squares.", "Areas 9, 9<!--= square.area; square.area -->.", "only the sides of an equation can hold"
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
    "a renamed definition": Break(
        ((PAGE, '"square.py:area"', '"square.py:aera"'),),
        (PAGE, '--8<-- "square.py:aera"'),
        "square.py has no definition aera; it has Task, TASKS, quarter, area",
    ),
    "a renamed snippet file": page('"square.py:area"', '"circle.py:area"', "no snippet circle.py"),
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
    "a broken link": page("(../index.md)", "(../indx.md)", r"no page \.\./indx\.md; there is \.\./index\.md"),
    "a broken fragment": page("(#a)", "(#nothing)", r"no place #nothing on exercises/square\.md"),
    "a page that the navigation omits": Break(
        (("docs/more.md", "", "# More\n\nWords.\n"),), ("docs/more.md", "# More"), "this page is not in the navigation"
    ),
    "a navigation to nowhere": Break(
        (("mkdocs.yml", "exercises/square.md", "exercises/sqare.md"),),
        ("mkdocs.yml", "sqare.md"),
        r"no page exercises/sqare\.md; there is exercises/square\.md",
    ),
    "a hand-typed decimal": page("Fences and squares.", "Fences of 3.5 metres.", "3.5 is typed by hand; mark it with"),
    "a hand-typed result": page("Fences and squares.", "Its side is **3**.", "3 is typed by hand; mark it with"),
    "a number in words after equals": page("Fences and squares.", "Its side equals three.", "three is typed by hand"),
    "a formula that is only a number": page("Fences and squares.", "Its side: $3$.", "3 is typed by hand"),
    "a number in a table": page("| fence | area |", "| fence | area of 6 |", "6 is typed by hand"),
    "a number in code": page("Fences and squares.", "Prints `3 metres`.", "3 metres is no piece of the code"),
    "a percentage": page("Fences and squares.", "All but 5% of it.", "5 is typed by hand"),
    "a number in words above twelve": page("Fences and squares.", "Of thirteen.", "thirteen is typed by hand"),
    "a number in HTML": page("Fences and squares.", '<i title="9 of it">x</i>', "9 is typed by hand"),
    "a number in the front matter": page("description: How much", "description: 9", "9 is typed by hand"),
    "a number on a page without a snippet": Break(
        (("docs/index.md", "# The exam\n", "# The exam\n\nThe answer: 0.75.\n"),),
        ("docs/index.md", "The answer"),
        "0.75 is typed by hand; mark it with",
    ),
    "an exercise that there is not": page(
        "Fences and squares.", "As in exercise 7.", "there is no exercise 7; exercises"
    ),
    "a title with another number": page(
        "# Exercise 1: The", "# Exercise 2: The", "the title says exercise 2, the front"
    ),
    "output by hand": Break(
        ((PAGE, "Fences and squares.", "```text\nout: 9\n```"),), (PAGE, "out: 9"), "output by hand; bind it with"
    ),
    "points that do not add up": page("the number 3, its", "the number 2, its", r"2 \+ 1 is not 4 points; write"),
    "points unlike the front matter": page("4 points: the number 3", "5 points: the number 4", "brings 4 points in"),
    "an unused exception": Break(
        (("scripts/checking/hand_typed.toml", "", '[[exception]]\ntext = "is three"\nreason = "none"\n'),),
        ("scripts/checking/hand_typed.toml", "text"),
        "no page needs the exception 'is three'; remove it",
    ),
    "a digit at its rounding boundary": page(
        r"\approx 0.39$", r"\approx 0.39063$", "0.39063 stands at a rounding boundary of 0.390625; show another number"
    ),
    "a wrong alternative text": page(
        "![A square of side 3.]",
        "![A square.]",
        "the alternative text of square.outline is: A square of side 3.",
        FIXED,
    ),
    "an unknown figure": page("square/outline.svg", "square/sketch.svg", "no figure generated/square/sketch.svg"),
    "an unused figure": Break(
        ((PAGE, "![A square of side 3.](../generated/square/outline.svg)", "No drawing."),),
        (SQUARE, "@figure"),
        f"square.outline is published, but {PAGE} does not show it",
    ),
    "an unused answer": Break(
        ((PAGE, "the diagonal $d = \\sqrt{2} s$<!--= square.diagonal -->", "no diagonal"),),
        (SQUARE, '@answer(instances=("exam",))\ndef diagonal'),
        f"square.diagonal is published, but {PAGE} does not show it",
    ),
    "an unused slip": Break(
        ((PAGE, " gives 36<!--= square.area_undivided -->", " is wrong"),),
        (SQUARE, "@area.slip"),
        f"square.area_undivided is published, but {PAGE} does not show it",
    ),
    "a raising snippet": snippet(
        "return quarter(task) ** 2",
        "return 1 / 0",
        "return 1 / 0",
        "square.area raised ZeroDivisionError: division by zero",
    ),
    "a raising witness": snippet(
        'return 2 * Symbol("s") / sqrt(2)',
        "raise RuntimeError('late')",
        "raise RuntimeError",
        "witness 'the half square' raised RuntimeError: late",
    ),
    "a raising slip": snippet(
        "return task.fence**2 / 4", "return [][0]", "return [][0]", "slip area_undivided raised IndexError"
    ),
    "a raising figure": snippet(
        "    side = quarter(task)\n    axes",
        "    side = missing\n    axes",
        "side = missing",
        "square.outline raised NameError",
    ),
    "an alternative text that Markdown cannot hold": snippet(
        '"A square of side {side:g}."', '"A square [{side:g}]."', "@figure", "must be one line of text without ]"
    ),
    "a snippet with a syntax error": snippet(
        "return quarter(task) ** 2",
        "return (quarter(task) ** 2",
        "return (quarter",
        "SyntaxError: '\\(' was never closed",
    ),
    "a snippet that ends the computation": Break(
        ((SQUARE, "TASKS = {", "raise SystemExit(0)\nTASKS = {"),),
        (SQUARE, "raise SystemExit"),
        "importing snippets.square raised SystemExit",
    ),
    "a function that ends the computation": snippet(
        "return quarter(task) ** 2", "raise SystemExit(1)", "raise SystemExit", "called sys.exit"
    ),
    "a snippet that crashes": Break(
        ((SQUARE, "TASKS = {", "import os\nos.abort()\nTASKS = {"),),
        (SQUARE, ""),
        "the process that computes square was ended or crashed; see the lines above",
    ),
    "a witness of another kind": snippet(
        TRIANGLES,
        "return [1, 2]\n",
        '@area.witness("four triangles")',
        "a number and a vector never agree, return the same kind",
    ),
    "a witness that allows too much": snippet(
        '@area.witness("four triangles")',
        '@area.witness("four triangles", within=0.9, because="it is rough")',
        '@area.witness("four triangles"',
        "would agree with the slip area_undivided as well; it allows too much",
    ),
    "a wide tolerance without a reason": snippet(
        '@area.witness("four triangles")',
        '@area.witness("four triangles", within=0.02)',
        '@area.witness("four triangles"',
        "area: witness 'four triangles': within=0.02 is wider than 0.01; make it smaller, or say why",
    ),
    "a tolerance that agrees with nothing": snippet(
        '@area.witness("four triangles")',
        '@area.witness("four triangles", within=10, because="it is rough")',
        '@area.witness("four triangles"',
        "within=10 is no tolerance; write a number from 0 to 0.01",
    ),
    "a wide tolerance of a figure": snippet(
        "@figure\n", "@figure(within=0.5)\n", "@figure(", "outline: within=0.5 is wider than 0.01"
    ),
    "a witness one off": Break(
        (
            (SQUARE, "return quarter(task) ** 2", "return int(quarter(task) ** 2) + 10**12"),
            (SQUARE, TRIANGLES, "return int(task.fence / 4 * task.fence / 8 / 2) * 4 + 10**12 + 1\n"),
        ),
        (SQUARE, '@area.witness("four triangles")'),
        "allowed 1e-09; whole numbers and fractions must be equal",
    ),
    "a witness that confirms fewer digits than are shown": Break(
        (
            (SQUARE, '@area.witness("four triangles")', '@area.witness("four triangles", within=0.01)'),
            (SQUARE, TRIANGLES, TRIANGLES.replace("\n", " * 1.001\n")),
            (PAGE, r"\approx 0.39$", r"\approx 0.3906$"),
        ),
        (PAGE, "0.3906"),
        "witness 'four triangles' says 0.391, which does not confirm 0.3906; show fewer digits, or sharpen the witness",
    ),
    "no tasks": snippet('TASKS = {"exam": Task(), "short": Task(2.5)}', "", '"""The square', "TASKS is missing; write"),
    "an empty dict of tasks": snippet(
        '{"exam": Task(), "short": Task(2.5)}',
        "{}",
        "TASKS =",
        "TASKS does not begin with the exam's own instance; write",
    ),
    "a list of tasks": snippet('{"exam": Task(), "short": Task(2.5)}', "[Task()]", "TASKS =", "TASKS is a list; write"),
    "an exercise without the exam's instance": snippet(
        '{"exam": Task(), ', '{"usual": Task(), ', "TASKS =", "TASKS does not begin with the exam's own instance"
    ),
    "an instance that no marker can name": snippet(
        '"short": Task(2.5)',
        '"short one": Task(2.5)',
        "TASKS =",
        "TASKS has an instance 'short one'; a marker can name",
    ),
    "two equal instances": snippet(
        '"short": Task(2.5)',
        '"short": Task(12.0)',
        "TASKS =",
        r"TASKS\['exam'\] and TASKS\['short'\] give the same data",
    ),
    "a class in the place of a task": snippet(
        '"exam": Task()', '"exam": Task', "TASKS =", r"TASKS\['exam'\] is the class itself; write Task\(\)"
    ),
    "a task that can be changed": snippet(
        "@dataclass(frozen=True)",
        "@dataclass",
        "TASKS =",
        r"TASKS\['exam'\] can be changed by whoever computes with it",
    ),
    "a snippet that imports the build": snippet(
        "import math\n",
        "import math\nfrom scripts.model.paths import ROOT\n",
        "from scripts",
        "a snippet knows nothing of the site",
    ),
    "a snippet that imports the tests beside others": snippet(
        "import math\n", "import math, tests.ways\n", "import math, tests", "import nothing of tests"
    ),
    "a figure alone": snippet(
        "def outline(task):",
        "def outline(task):\n    return 1\n",
        "@figure",
        "return the Matplotlib figure and its alternative text",
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
    "a marker that is no comment": page("**9**<!--= ", "**9**<!-= ", "is no comment; write <!-- ... -->"),
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
    "a mistake as the answer": page(
        "**9**<!--= square.area -->",
        "**36**<!--= square.area_undivided -->",
        "is a mistake, which can only be shown in",
    ),
    "a duplicate definition": snippet(
        WITNESS,
        f'{WITNESS}\n\n@answer\ndef area(task):\n    """Again."""\n',
        '@answer\ndef area(task):\n    """Again',
        "AnswerError: area: defined twice in snippets.square; rename one",
    ),
    "NaN": snippet(
        "return quarter(task) ** 2", 'return float("nan")', "@answer\ndef area", "square.area: the value is NaN"
    ),
    "an undeclared infinity": snippet(
        "return quarter(task) ** 2", 'return float("inf")', "@answer\ndef area", "infinite; declare it with @answer"
    ),
    "an answer with one witness": snippet(
        WITNESS, "", "@answer\ndef area", "square.area has one witness; two independent ways must agree with it"
    ),
    "a disagreeing witness": snippet(
        "task.fence / 8 / 2)\n",
        "task.fence / 8 / 2) + 0.5\n",
        '@area.witness("four triangles")',
        "square.area: witness 'four triangles' disagrees: answer 9, witness 9.5, deviation 0.056, allowed 1e-09",
    ),
    "a witness that calls its answer": snippet(
        TRIANGLES,
        "return area(task)\n",
        '@area.witness("four triangles")',
        "witness 'four triangles' of area also calls area, quarter; it must share nothing",
    ),
    "a witness that shares a helper": snippet(
        TRIANGLES,
        "return quarter(task) * quarter(task)\n",
        '@area.witness("four triangles")',
        "also calls quarter; it must share nothing",
    ),
    "a slip that is right": snippet(
        "return task.fence**2 / 4",
        "return task.fence**2 / 16",
        "@area.slip",
        "slip area_undivided equals square.area on every instance",
    ),
    "a key line that disagrees": key("area = 9\n", "area = 10\n", "area = 10\n", "the key says 10, square.area is 9"),
    "a key line of the first instance that disagrees": key(
        "area = 9\n", '"area@exam" = 10\n', '"area@exam"', "the key says 10, square.area is 9"
    ),
    "a key line for nothing": key(
        "area = 9\n", "area = 9\nperimeter = 12\n", "perimeter", "no answer square.perimeter; remove"
    ),
    "a key line for an instance without the answer": key(
        "area = 9\n",
        'area = 9\n"diagonal@short" = "s"\n',
        '"diagonal@short"',
        "no answer square.diagonal@short; remove",
    ),
    "no key line": key(
        '"area@short" = 0.39\n',
        "",
        "sixteenth",
        'no line for area@short, which a page shows; write it down from paper: "area@short" = \\.\\.\\.',
    ),
    "a key that is no TOML": key("area = 9\n", "area = = 9\n", "area = =", "the key cannot be read: Invalid value"),
    "a key formula with an unknown symbol": key(
        '"s * sqrt(2)"', '"t * sqrt(2)"', "diagonal", "the key's formula uses t; known are s"
    ),
    "a page without snippet": Break(((SQUARE, "", None),), (PAGE, "---"), "exercise square has no snippets/square.py"),
    "a snippet without page": Break(
        (("snippets/circle.py", "", SNIPPET.replace("square", "circle")),),
        ("snippets/circle.py", '"""The'),
        "exercise circle has no docs/exercises/circle.md",
    ),
    "a missing test file": Break(
        (("tests/test_square.py", "", None),),
        (PAGE, "---"),
        "exercise square has no tests/exercises/square/test_square.py",
    ),
    "a test file without a test": Break(
        (("tests/test_square.py", "", "import math\n"),),
        ("tests/test_square.py", "import"),
        "no test; write what the values",
    ),
    "what an author left for later": page("Fences and squares.", "TODO: why fences", "left to do: why fences"),
    "a missing key": Break(((KEY, "", None),), (PAGE, "---"), f"exercise square has no {KEY}"),
    "an empty page": Break(((PAGE, "", ""),), (PAGE[:-3], ""), "the front matter needs `title`"),
    "an unreadable mkdocs.yml": Break(
        (("mkdocs.yml", "strict: true", "strict: [true"),), ("mkdocs.yml", ""), r"mkdocs.yml\", line \d+"
    ),
}

# What only MkDocs or a process of its own notices, and one fault of each kind that must keep the last good site.
for name in (
    "an unreadable mkdocs.yml",
    "a snippet that crashes",
    "a wrong literal",
    "a broken formula",
    "a missing section",
    "a raising snippet",
    "a disagreeing witness",
    "a key line that disagrees",
    "no key line",
    "an unused answer",
    "a page without snippet",
):
    BROKEN[name] = replace(BROKEN[name], is_built=True)
