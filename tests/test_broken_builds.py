"""Every check can fail: one thing is broken on a copy of the project, and the build says so and publishes nothing.

The builds of the table below are run two at a time, those of the tests that were asked for only.
"""

import json
import os
import re
import shutil
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

from scripts.paths import DOCS
from tests.tiny_project import SNIPPET, Outcome, Project

PAGE, SQUARE, KEY = "docs/exercises/square.md", "snippets/square.py", "tests/answer_key/square.toml"
TRIANGLES = "return 4 * (task.fence / 4 * task.fence / 8 / 2)\n"
WITNESS = f'@area.witness("four triangles")\ndef area_by_triangles(task):\n    {TRIANGLES}'
FIXED = "fix mends it"
REFUSED = "fix does not touch the page"


@dataclass(frozen=True)
class Break:
    """One thing broken: how, where messages must place it (a text that stands there), and what they say."""

    edits: tuple[tuple[str, str, str | None], ...]  # file, old, new; without old the file is new, without new removed
    place: tuple[str, str]  # file, and text on the line named; no text: any line
    says: str  # a regular expression
    fix: str = REFUSED

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
    "a wrong formula": page(
        r"\sqrt{2} s$", r"\sqrt{3} s$", r"page says \\sqrt\{3\} s, square.diagonal is \\sqrt\{2\} s", FIXED
    ),
    "a value not filled in": page("**9**", "**?**", "page says \\?, square.area is 9", FIXED),
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
        ((PAGE, "<!-- ledger: square -->", "Trust us."),),
        (PAGE, "Nowhere. Back"),
        "missing under Check it yourself: <!-- ledger: square -->",
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
    "a broken link": Break(((PAGE, "(../index.md)", "(../nowhere.md)"),), (PAGE, ""), "link '../nowhere.md'"),
    "a broken fragment": Break(
        ((PAGE, "(#a)", "(#nothing)"),), (PAGE, ""), "no such anchor|does not contain an anchor|there is no such anchor"
    ),
    "a hand-typed decimal": page("Fences and squares.", "Fences of 3.5 metres.", "3.5 is typed by hand; mark it with"),
    "a hand-typed result": page("Fences and squares.", "Its side is **3**.", "3 is typed by hand; mark it with"),
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
        (SQUARE, ""),
        "the computation of square ended early",
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
        '"area@short" = 0.39\n', "", "diagonal", "no line for area@short, which a page shows; write it down"
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
        (("tests/test_square.py", "", None),), (PAGE, "---"), "exercise square has no tests/test_square.py"
    ),
    "a missing key": Break(((KEY, "", None),), (PAGE, "---"), f"exercise square has no {KEY}"),
    "an empty page": Break(((PAGE, "", ""),), (PAGE[:-3], ""), "the front matter needs `title`"),
    "an unreadable mkdocs.yml": Break(
        (("mkdocs.yml", "strict: true", "strict: [true"),), ("mkdocs.yml", ""), r"mkdocs.yml\", line 3\d"
    ),
}


@dataclass(frozen=True)
class Result:
    project: Project
    outcome: Outcome
    where: str


def attempt(good: Project, folder: Path, broken: Break) -> Result:
    """Break a copy and build it."""
    project = good.copy(folder / "project")
    broken.apply(project)
    return Result(project, project.run(), broken.where(project))


@pytest.fixture(scope="module")
def attempts(
    request: pytest.FixtureRequest, built_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Result]]]:
    """The builds that the collected tests ask for, on their way."""
    calls = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    wanted = dict.fromkeys(params["broken"] for params in calls if "broken" in params)
    with ThreadPoolExecutor(2) as pool:
        folders = {name: tmp_path_factory.mktemp("broken") for name in wanted}
        yield {name: pool.submit(attempt, built_project, folder, BROKEN[name]) for name, folder in folders.items()}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("broken", BROKEN)
def test_the_build_fails_and_says_where_and_why(broken, attempts, built_project):
    result = attempts[broken].result()
    assert result.outcome.code == 1, result.outcome
    lines = [line.strip() for line in result.outcome.said.splitlines()]
    hits = [line for line in lines if re.search(BROKEN[broken].says, line)]
    assert hits, result.outcome
    assert any(result.where in line or result.where.removeprefix("docs/").rstrip(":") in line for line in hits), (
        result.where,
        result.outcome,
    )
    assert "Traceback" not in result.outcome.said, result.outcome
    assert result.project.site() == built_project.site(), "site/ is not the last good one"


@pytest.mark.parametrize("broken", [name for name, item in BROKEN.items() if item.fix == FIXED])
def test_fix_mends_it(broken, attempts, built_project):
    project = attempts[broken].result().project
    outcome = project.run("fix")
    assert outcome.code == 0, outcome
    assert "1 literals rewritten" in outcome.said
    assert project.read(PAGE) == built_project.read(PAGE)


@pytest.mark.parametrize(
    "broken",
    ["a disagreeing witness", "a witness that calls its answer", "a key line that disagrees", "a key that is no TOML"],
)
def test_fix_refuses_to_write_a_value_without_agreement(broken, attempts, tmp_path):
    project = attempts[broken].result().project.copy(tmp_path / "project")
    project.edit(PAGE, "**9**", "**8**")
    project.edit(PAGE, "![", "![Not ")
    page = project.read(PAGE)
    outcome = project.run("fix")
    assert outcome.code == 1
    assert "the alternative text of square.outline is" in outcome.said
    assert "page says 8, square.area is 9" in outcome.said
    assert project.read(PAGE) == page


@pytest.mark.parametrize("broken", ["a raising figure", "a raising snippet", "a snippet with a syntax error"])
def test_fix_leaves_the_page_alone_where_nothing_was_computed(broken, attempts, built_project):
    project = attempts[broken].result().project
    assert project.run("fix").code == 1
    assert project.read(PAGE) == built_project.read(PAGE)


@pytest.mark.parametrize("broken", ["a raising witness", "a snippet with a syntax error", "a page without snippet"])
def test_one_cause_is_one_line(broken, attempts):
    said = attempts[broken].result().outcome.said
    faults = [line for line in said.splitlines() if re.match(r"  [\w/.]+:\d+: ", line)]
    assert len(faults) == 1, said


def test_the_direct_term_only_is_caught_by_every_witness(project):
    """As in "Accepted when": the answer itself becomes a slip."""
    project.edit(SQUARE, "return quarter(task) ** 2", "return task.fence**2 / 4")
    outcome = project.run()
    assert outcome.code == 1
    for witness in ("half the square of the diagonal", "four triangles"):
        assert f"square.area: witness {witness!r} disagrees: answer 36, witness 9, deviation 0.75" in outcome.said
    before = project.read(PAGE)
    assert project.run("fix").code == 1
    assert project.read(PAGE) == before


def test_an_error_of_the_build_itself_shows_its_traceback_and_publishes_nothing(project, built_project):
    project.edit("scripts/rendering/furniture.py", "def furnish(", "def unfurnish(")
    outcome = project.run()
    assert outcome.code == 1
    assert "ImportError: cannot import name 'furnish'" in outcome.said
    assert "failed; site/ is still the last good one" in outcome.said
    assert project.site() == built_project.site()


def test_a_mended_project_builds_again(project):
    project.edit(PAGE, "**9**", "**8**")
    assert project.run().code == 1
    project.edit(PAGE, "**8**", "**9**")
    assert project.run().code == 0


# Interruptions and neighbours


def wait_for(condition, process) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert process.poll() is None, "the build ended before it could be killed"
        assert time.monotonic() < end
        time.sleep(0.001)


def said(process, text: str) -> None:
    """Read the terminal up to a line with the text."""
    for line in process.stderr:
        if text in line:
            return
    pytest.fail(f"the build never said {text!r}")


MOMENTS = {
    "while computing": lambda project, process: said(process, "computing square"),
    "after computing": lambda project, process: said(process, "computed square"),
    "while rendering": lambda project, process: wait_for((project.root / ".cache/site.next/assets").exists, process),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_the_last_good_site_and_the_next_one_succeeds(moment, project, built_project):
    project.edit(SQUARE, "TASKS = {", "# a new line makes the computation stale\nTASKS = {")
    project.edit(PAGE, "Fences and squares.", "Fences, killed.")
    with project.start() as process:
        MOMENTS[moment](project, process)
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert project.site() == built_project.site()
    outcome = project.run()
    assert outcome.code == 0, outcome
    assert "Fences, killed." in project.page()


def test_a_worker_that_outlives_its_killed_build_is_waited_for(project):
    """Else it could write old evidence over new."""
    project.edit(SQUARE, "TASKS = {", "import time\ntime.sleep(1.5)\nTASKS = {")
    with project.start() as process:
        said(process, "computing square")
        time.sleep(0.3)
        os.kill(process.pid, signal.SIGKILL)
        project.edit(SQUARE, "import time\ntime.sleep(1.5)\n", "")
        outcome = project.run()
    assert "another build is running; waiting for it" in outcome.said
    assert outcome.code == 0, outcome


def test_of_two_builds_at_once_the_second_waits_and_both_succeed(project):
    project.edit(PAGE, "Fences and squares.", "Fences, twice.")
    with project.start() as first:
        said(first, "building")
        second = project.run()
        first.communicate()
    assert (first.returncode, second.code) == (0, 0)
    assert second.said.split("\n")[:2] == [
        "  another build is running; waiting for it",
        "nothing changed; site/ is up to date",
    ]


# What a build does not need


def poison(folder: Path, *modules: str) -> dict[str, str]:
    """Variables under which importing one of the modules ends the build."""
    folder.mkdir()
    for name in modules:
        (folder / f"{name}.py").write_text(f"raise SystemExit('{name} was imported')")
    return {"PYTHONPATH": str(folder)}


def test_the_poison_works(project, tmp_path):
    project.edit(PAGE, "Fences and squares.", "Fences, poisoned.")
    outcome = project.run(**poison(tmp_path / "poison", "mkdocs"))
    assert outcome.code == 1
    assert "mkdocs was imported" in outcome.said


def test_nothing_changed_starts_nothing(project, tmp_path):
    heavy = ("mkdocs", "doit", "yaml", "markdown", "jinja2", "numpy", "sympy", "torch", "matplotlib", "subprocess")
    outcome = project.run(**poison(tmp_path / "poison", *heavy[:-1]))
    assert (outcome.code, outcome.said) == (0, "nothing changed; site/ is up to date\n")


def test_an_edited_sentence_imports_no_mathematics(project, tmp_path):
    project.edit(PAGE, "Fences and squares.", "Fences, edited.")
    outcome = project.run(**poison(tmp_path / "poison", "numpy", "sympy", "torch", "matplotlib"))
    assert outcome.code == 0, outcome
    assert "reused square" in outcome.said
    assert "Fences, edited." in project.page()


NO_NETWORK = """
import socket
real = socket.socket.connect
def connect(self, address):
    if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise SystemExit(f"a connection to {address}")
    return real(self, address)
socket.socket.connect = connect
def getaddrinfo(host, *args, **kwargs):
    raise SystemExit(f"a look-up of {host}")
socket.getaddrinfo = getaddrinfo
"""


def test_a_build_from_nothing_needs_no_network(built_project, tmp_path):
    project = built_project.copy(tmp_path / "project")
    for folder in (".cache", "site"):
        shutil.rmtree(project.root / folder)
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    dead = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    outcome = project.run(PYTHONPATH=str(tmp_path), **dead)
    assert outcome.code == 0, outcome
    gzipped = "sitemap.xml.gz"  # holds the time of day
    one, two = project.site(), built_project.site()
    assert {name for name in one | two if one.get(name) != two.get(name)} <= {gzipped}


def test_a_figure_lost_from_the_cache_is_drawn_again(project):
    project.remove(".cache/generated/square/outline.svg")
    project.edit(PAGE, "Fences and squares.", "Fences, redrawn.")
    outcome = project.run()
    assert outcome.code == 0, outcome
    assert "computing square" in outcome.said
    assert "generated/square/outline.svg" in project.site()


def test_a_file_lost_from_the_site_is_built_again(project, built_project):
    project.remove("site/answers.json")
    assert project.run().code == 0
    assert project.site().keys() == built_project.site().keys()


# What a build publishes


def test_answers_json_is_valid_and_complete(built_project):
    edition = json.loads(built_project.read("site/answers.json"))
    jsonschema.validate(edition, json.loads((DOCS / "answers.schema.json").read_text()))
    entries = {entry["id"]: entry for entry in edition["answers"]}
    assert list(entries) == ["square.area", "square.area@short", "square.longer_fences", "square.diagonal"]
    area = entries["square.area"]
    assert (area["value"], area["kind"], area["part"], area["points"], area["anchor"]) == (9.0, "number", "a", 4, "a")
    assert [witness["value"] for witness in area["witnesses"]] == pytest.approx([9.0, 9.0])
    assert area["slips"][0]["value"] == 36.0
    assert area["source"] == built_project.line(SQUARE, "@answer\ndef area")
    assert edition["figures"][0]["alt"] == "A square of side 3."


def test_the_page_shows_values_proofs_listing_and_figure(built_project):
    html = built_project.page()
    assert '<strong><data class="answer" value="9.0" data-answer="square.area">9</data></strong>' in html
    assert "<code>36</code></data>" in html
    assert '<p class="exam-line">Exercise 1 · Geometry · 4 points · about 5 minutes</p>' in html
    assert "half the square of the diagonal: agrees" in html
    assert '<span class="k">def</span>' in html
    assert 'loading="lazy"' in html
    assert "<!--=" not in html
    assert "katex-mathml" in html


def test_without_an_address_sources_are_plain_text(built_project):
    assert f"<code>{built_project.line(SQUARE, '@answer' + chr(10) + 'def area')}</code>" in built_project.page()
    assert "/blob/main/" not in built_project.page()


def test_with_the_address_of_the_repository_sources_are_links(project):
    outcome = project.run(REPO_URL="https://example.org/us/exam/")
    assert outcome.code == 0, outcome
    html = project.page()
    line = project.line(SQUARE, "@answer\ndef area").rpartition(":")[2]
    assert f'href="https://example.org/us/exam/blob/main/snippets/square.py#L{line}"' in html
    assert 'href="https://example.org/us/exam/edit/main/docs/exercises/square.md"' in html
    assert 'href="https://example.org/us/exam/issues/new?template=wrong_answer.yml' in html
