"""`make report` as it is called: with a git ref, a file, an address, and with what is none of them."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts.reporting.report import main
from tests.reporting.report_small import FILES, SVG, built, committed, data, edition, repository, second, write


@pytest.fixture
def project(tmp_path, monkeypatch, standing_in):
    """The small project, committed and built; its commit is `project.commit`."""
    repository(tmp_path, monkeypatch, standing_in)
    return tmp_path


def told(capsys, *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def refused(capsys, *words: str) -> str:
    """The one line that bad input gets."""
    assert main(list(words)) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert shown.err.count("\n") == 1
    return shown.err


def test_nothing_changed_is_one_line_for_each_kind_of_base(project, capsys):
    file = "site/answers.json"
    for base, name in (("HEAD", "HEAD"), (str(project / "site"), file), (str(project / file), file)):
        text = told(capsys, base)
        assert text.startswith(f"Nothing changed for a reader since `{name}`, commit ")
        assert "5 answers and 1 figures" in text
        assert text.count("\n") == 1
    assert "not built" not in text


def test_a_changed_answer_since_a_ref_is_told_by_page_key_and_code(project, capsys):
    for file, pair in {
        "docs/exercises/square.md": ("**9**", "**16**"),
        "docs/index.md": (" 9<", " 16<"),
        "tests/answer_key/square.toml": ("area = 9\n", "area = 16\n"),
    }.items():
        write(project / file, FILES[file].replace(*pair))
    changed = data()
    changed["answers"][0] |= {"value": 16.0, "display": "16"}
    built(project / "site", "", changed)
    text = told(capsys, "HEAD")
    assert "**`square.area`**, exercises/square/#a, part (a) of 4 points" in text
    assert "- square.area on its page: from `9` to `16`" in text
    changed = "- key, tests/answer_key/square.toml:2: from `area = 9` to `area = 16`; on paper"
    assert f"{changed}, as before: `12 / 4 = 3, 3 * 3 = 9`" in text
    key = FILES["tests/answer_key/square.toml"].replace(
        "# 12 / 4 = 3, 3 * 3 = 9\narea = 9\n", "# 4 * 4\narea = 16  # so\n"
    )
    write(project / "tests/answer_key/square.toml", key)
    assert f"{changed}: `4 * 4 so`" in told(capsys, "HEAD")
    assert "- guarded by half the square of the diagonal (1e-09 allowed); four triangles (exactly)" in text
    line = FILES["docs/exercises/square.md"].partition("**9**")[0].count("\n") + 1
    assert f"- shown in exercises/square/#a (line {line - 7}, {line}); the front page (line 3)" in text
    assert "The base was not built" in text
    assert "Dependants are read off" in text


def test_words_mistakes_and_claims_since_a_ref_are_read_off_the_snippets(project, capsys):
    text = FILES["snippets/square.py"]
    old = (
        text.replace("The fence encloses the square", "It encloses the square")
        .replace("squared before dividing", "not divided")
        .replace(r"\frac{f^2}{16} < f^2", r"\frac{f^2}{16} \le f^2")
        .replace("def outline(", "def sketch(")
    )
    write(project / "snippets/square.py", old)
    commit = committed(project)
    write(project / "snippets/square.py", text)
    text = told(capsys, commit[:10])
    assert ": 3 changed answers, 1 changed explanation. " in text
    assert "- in words: from `It encloses the square of" in text
    assert "- mistake square.area_undivided: from `not divided` to `squared before dividing`" in text
    assert r"- its relation: from `A = \frac{f^2}{16} \le f^2`" in text
    assert "- figure removed: from `square.sketch` to nothing" in text
    assert "- figure added: from nothing to `A square of side 3.`" in text


def test_an_edition_is_compared_with_the_sources_of_its_commit(project, capsys):
    base = project / "base"
    changed = data()
    changed["figures"][0]["alt"] = "A square."
    built(base, committed_with_other_words(project), changed)
    write(base / "generated/square/outline.svg", SVG.replace("1.0", "7.0"))
    text = told(capsys, str(base))
    assert "- the text beside it: from `A square.` to `A square of side 3.`" in text
    assert "from `base/generated/square/outline.svg (sha256 " in text
    assert "**`exercises/square/#task`**\n- text: from `wire` to `fence`" in text
    assert "**`docs/notebooks/notes.py`**\n- text: from `A` to `One`" in text
    assert "**`docs/assets/page.css`**\n- look, behaviour or navigation of the site" in text
    assert "**`square.diagonal`**, exercises/square/#a, part (a) of 4 points\n- the key alone\n- key, " in text


def committed_with_other_words(project) -> str:
    """A commit with another sentence, another colour and another line of the key; the files are as before."""
    others = {
        "docs/exercises/square.md": ("A fence is", "A wire is"),
        "docs/notebooks/notes.py": ("One", "A"),
        "docs/assets/page.css": ("p", "q"),
        "tests/answer_key/square.toml": ("s * sqrt(2)", "sqrt(2) * s"),
    }
    for file, pair in others.items():
        write(project / file, FILES[file].replace(*pair))
    commit = committed(project)
    for file in others:
        write(project / file, FILES[file])
    return commit


def test_a_commit_that_is_not_in_the_clone_leaves_the_pages_out(project, capsys):
    built(project / "base", "0" * 40)
    assert "pages and key were not compared: commit 0000000 is not in this clone." in told(
        capsys, str(project / "base")
    )
    built(project / "base", "")
    assert "were not compared: it names no commit." in told(capsys, str(project / "base"))


def test_an_address_is_fetched_with_its_figures(project, capsys):
    changed = data()
    changed["answers"][0]["value"] = 8.0
    built(project / "base", "", changed)
    (project / "base/generated/square/outline.svg").unlink()
    with ThreadingHTTPServer(("127.0.0.1", 0), QuietHandler.of(project / "base")) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/"
            text = told(capsys, address)
            missing = refused(capsys, f"{address}nothing.json")
        finally:
            server.shutdown()
    assert f"**`square.area`**, [exercises/square/#a]({address}exercises/square/#a), part (a)" in text
    assert "- on exam: from `8.0` to `9.0`" in text
    assert "404" in missing


class QuietHandler(SimpleHTTPRequestHandler):
    """Files of a folder, without a word on the terminal."""

    @classmethod
    def of(cls, folder):
        return partial(cls, directory=folder)

    def log_message(self, *words):
        pass


def test_without_a_network_an_address_gets_one_line(project, capsys):
    assert "cannot be fetched (" in refused(capsys, "https://127.0.0.1:1/")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "no answers.json: it has no schema_version"),
        ("[]", "no answers.json: it has no schema_version"),
        ('{"schema_version": 3}', "schema_version 3 is not known; this report reads 1 and 2"),
        ('{"schema_version": 1}', "no answers.json: KeyError 'answers' in its entries"),
        ('{"schema_version": 2, "answers": [3], "figures": []}', "no answers.json: TypeError"),
    ],
)
def test_what_is_no_edition_gets_one_line(project, capsys, content, why):
    write(project / "other.json", content)
    assert why in refused(capsys, str(project / "other.json"))


def test_a_file_that_is_no_text_gets_one_line(project, capsys):
    (project / "other.json").write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in refused(capsys, str(project / "other.json"))


def test_bad_calls_get_one_line(project, capsys):
    assert "say what to compare with" in refused(capsys)
    assert "say what to compare with" in refused(capsys, " ")
    assert "no git ref, file or address" in refused(capsys, "no-such-branch")
    assert "no git ref, file or address" in refused(capsys, "--output=x")
    (project / "site/answers.json").unlink()
    assert "run `make site` first" in refused(capsys, "HEAD")


def test_of_several_bases_the_first_is_taken_that_is_of_a_commit_at_hand(project, capsys):
    built(project / "newer", "0" * 40)
    assert main([f"no-such-ref {project / 'newer'} HEAD", "HEAD"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("Nothing changed for a reader since `HEAD`")
    assert [line.partition(":")[0] for line in shown.err.splitlines()] == ["passed over"] * 2
    assert "newer: its commit is not in this clone" in shown.err


def test_without_git_a_ref_is_none(project, capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert "no git ref, file or address" in refused(capsys, "HEAD")


def test_the_report_stands_in_the_summary_of_a_job(project, capsys, monkeypatch):
    summary = project / "summary.md"
    write(summary, "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    text = told(capsys, "HEAD")
    assert summary.read_text(encoding="utf-8") == f"before\n{text}"


def test_ids_are_whole_in_either_version():
    assert list(edition().answers)[:3] == ["square.area@exam", "square.area@short", "square.longer_fences@exam"]


def test_the_next_version_has_every_instance_in_its_ids(project, capsys):
    write(project / "next.json", json.dumps(second()))
    assert told(capsys, str(project / "next.json")).startswith("Nothing changed")
