"""What ties pages, snippets, tests and navigation together."""

from tests.breaks.how import KEY, PAGE, SQUARE, Break, page
from tests.tiny_exercise import SNIPPET

SITE = {
    "a renamed definition": Break(
        ((PAGE, '"square.py:area"', '"square.py:aera"'),),
        (PAGE, '--8<-- "square.py:aera"'),
        "square.py has no definition aera; it has Task, TASKS, quarter, area",
    ),
    "a renamed snippet file": page('"square.py:area"', '"circle.py:area"', "no snippet circle.py"),
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
    "a missing key": Break(((KEY, "", None),), (PAGE, "---"), f"exercise square has no {KEY}"),
    "an empty page": Break(((PAGE, "", ""),), (PAGE[:-3], ""), "the front matter needs `title`"),
    "an unreadable mkdocs.yml": Break(
        (("mkdocs.yml", "strict: true", "strict: [true"),), ("mkdocs.yml", ""), r"mkdocs.yml\", line \d+"
    ),
}
