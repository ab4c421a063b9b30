"""What a build survives, what it does without, what it does not do twice, and what it publishes."""

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.breaks import PAGE, SQUARE
from tests.edition_rules import published
from tests.some import full, some

INDEX = "site/search/search_index.json"

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


@pytest.mark.parametrize("moment", some(MOMENTS, ["while rendering"]))
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


@full
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


@full
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
        (folder / f"{name}.py").write_text(f"raise SystemExit('{name} was imported')", encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


def test_the_poison_works(project, tmp_path):
    project.edit(PAGE, "Fences and squares.", "Fences, poisoned.")
    outcome = project.run(**poison(tmp_path / "poison", "mkdocs"))
    assert outcome.code == 1
    assert "mkdocs was imported" in outcome.said


@pytest.mark.measured
def test_nothing_changed_starts_nothing(project, tmp_path):
    heavy = ("mkdocs", "yaml", "markdown", "jinja2", "numpy", "sympy", "torch", "matplotlib", "subprocess")
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


@full
def test_a_build_from_nothing_needs_no_network(built_project, tmp_path):
    project = built_project.copy(tmp_path / "project")
    for folder in (".cache", "site"):
        shutil.rmtree(project.root / folder)
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    dead = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    outcome = project.run(PYTHONPATH=str(tmp_path), **dead)
    assert outcome.code == 0, outcome
    gzipped = "sitemap.xml.gz"  # holds the time of day
    one, two = project.site(), built_project.site()
    assert {name for name in one | two if one.get(name) != two.get(name)} <= {gzipped}


@full
def test_a_figure_lost_from_the_cache_is_drawn_again(project):
    project.remove(".cache/generated/square/outline.svg")
    project.edit(PAGE, "Fences and squares.", "Fences, redrawn.")
    outcome = project.run()
    assert outcome.code == 0, outcome
    assert "computing square" in outcome.said
    assert "generated/square/outline.svg" in project.site()


@full
def test_a_file_lost_from_the_site_is_built_again(project, built_project):
    project.remove("site/answers.json")
    assert project.run().code == 0
    assert project.site().keys() == built_project.site().keys()


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("exercises/square.md#nowhere", "docs/index.md:3: no place #nowhere on exercises/square.md"),
        ("exercises/circle.md", "docs/index.md:3: no page exercises/circle.md; there is exercises/square.md"),
    ],
)
def test_a_broken_link_is_told_again_by_each_build(project, link, says):
    """A page whose links are kept must not lose its fault."""
    project.edit("docs/index.md", "# The exam", f"# The exam\n\nSee [the square]({link}).")
    for _ in range(2):
        outcome = project.run()
        assert outcome.code == 1
        assert says in outcome.said


# What a build publishes


def test_answers_json_is_valid_and_complete(built_project):
    edition = published(*(built_project.read(f"site/{name}") for name in ("answers.json", "answers.schema.json")))
    entries = {entry.short: entry for entry in edition.answers}
    assert list(entries) == [
        "square.area",
        "square.area@short",
        "square.longer_fences",
        "square.diagonal",
        "square.sixteenth",
    ]
    area = entries["square.area"]
    assert (area.value, area.kind, area.part, area.points, area.anchor) == (9.0, "number", "a", 4, "a")
    assert [witness.value for witness in area.witnesses] == pytest.approx([9.0, 9.0])
    assert area.slips[0].value == 36.0
    assert area.source == built_project.line(SQUARE, "@answer\ndef area")
    assert [task.given["fence"] for task in edition.instances] == [12, 2.5]
    assert edition.figures[0].alt == "A square of side 3."


def test_the_page_shows_values_proofs_listing_and_figure(built_project):
    html = built_project.page()
    assert '<strong><data class="answer" value="9.0" data-answer="square.area">9</data></strong>' in html
    assert "<code>36</code></data>" in html
    assert "4 points" in html.partition('<p class="exam-line">')[2].partition("</p>")[0]
    assert "half the square of the diagonal: agrees" not in html
    assert '<span class="k">def</span>' in html
    assert 'loading="lazy"' in html
    assert "<!--=" not in html
    assert "</math><" in html


def test_the_sceptics_page_shows_the_ledger_and_what_to_edit(built_project):
    html = built_project.checked()
    assert "half the square of the diagonal: agrees" in html
    assert 'id="value-square-area-at-short"' in html
    assert "docs/exercises/square.md" in html
    assert 'href="checked/#a"' in built_project.page()
    addresses = [row[0] for row in json.loads(built_project.read(INDEX))["rows"]]
    assert any("exercises/square/" in address for address in addresses)
    assert not any("checked" in address for address in addresses)


def test_without_an_address_sources_are_plain_text(built_project):
    assert f"<code>{built_project.line(SQUARE, '@answer' + chr(10) + 'def area')}</code>" in built_project.checked()
    assert "/blob/main/" not in built_project.checked()


@full
def test_with_the_address_of_the_repository_sources_are_links(project):
    outcome = project.run(REPO_URL="https://example.org/us/exam/")
    assert outcome.code == 0, outcome
    html = project.checked()
    line = project.line(SQUARE, "@answer\ndef area").rpartition(":")[2]
    assert f'href="https://example.org/us/exam/blob/main/snippets/square.py#L{line}"' in html
    assert 'href="https://example.org/us/exam/edit/main/docs/exercises/square.md"' in html
    assert 'href="https://example.org/us/exam/issues/new?template=wrong_answer.yml' in project.page()


@full
def test_without_git_the_site_is_built_and_has_no_commit(project):
    project.edit("docs/exercises/square.md", "Fences and squares.", "Squares and fences.")
    outcome = project.run("site", PATH="/nowhere")
    assert outcome.code == 0, outcome
    assert '"commit":""' in project.read("site/answers.json")
