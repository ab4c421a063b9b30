"""Values on a page: wrong, unbound, typed by hand."""

from tests.breaks.how import FIXED, PAGE, SQUARE, Break, page

TRIANGLES = "return 4 * (task.fence / 4 * task.fence / 8 / 2)\n"

LITERALS = {
    "a wrong literal": page("**9**", "**8**", "page says 8, square.area is 9", FIXED),
    "a literal with a wrong last digit": page(
        r"\approx 0.39$", r"\approx 0.38$", r"page says 0.38, square.area@short is 0.39 \(0.390625\)", FIXED
    ),
    "a wrong literal in a table": page("`36`", "`35`", r"page says 35, square.longer_fences\[1\].area is 36", FIXED),
    "a claim with its sign turned": page(
        "{16} < f^2$", "{16} > f^2$", r"page says A = .*> f\^2, square.sixteenth is A = .*< f\^2", FIXED
    ),
    "a relation in a result that nothing checks": page(
        "<!--! square.sixteenth -->.",
        "<!--! square.sixteenth -->, $A > f$.",
        r"\$A > f\$ has nothing behind it; make it a claim",
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
    "a witness that confirms fewer digits than are shown": Break(
        (
            (SQUARE, '@area.witness("four triangles")', '@area.witness("four triangles", within=0.01)'),
            (SQUARE, TRIANGLES, TRIANGLES.replace("\n", " * 1.001\n")),
            (PAGE, r"\approx 0.39$", r"\approx 0.3906$"),
        ),
        (PAGE, "0.3906"),
        "witness 'four triangles' says 0.391, which does not confirm 0.3906; show fewer digits, or sharpen the witness",
    ),
    "a marker that is no comment": page("**9**<!--= ", "**9**<!-= ", "is no comment; write <!-- ... -->"),
    "a mistake as the answer": page(
        "**9**<!--= square.area -->",
        "**36**<!--= square.area_undivided -->",
        "is a mistake, which can only be shown in",
    ),
}
