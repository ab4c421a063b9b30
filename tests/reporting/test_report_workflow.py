"""The workflow: what it annotates, what it may do, and what never stands in it."""

import json
import re
from functools import cache
from typing import Any

import pytest
import yaml

from scripts.model.faults import Fault
from scripts.model.paths import here

GITHUB = here().root / ".github"
FILES = [GITHUB / "workflows" / "ci.yml", GITHUB / "actions" / "setup" / "action.yml"]
PINNED = re.compile(r"uses: (?:\$/\.github/actions/\w+|[\w-]+(?:/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$")
INDEX = re.compile(r"https?://|pypi\.org|pytorch\.org|--(?:extra-)?index-url")


@cache
def workflow() -> dict[Any, Any]:
    return yaml.safe_load(FILES[0].read_text(encoding="utf-8"))


def matched(line: str) -> tuple[str, ...] | None:
    """File, line and message of an annotation, if the matcher makes one of a line."""
    (matcher,) = json.loads((GITHUB / "problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
    (pattern,) = matcher["pattern"]
    match = re.search(pattern["regexp"], line)
    return tuple(match[pattern[name]] for name in ("file", "line", "message")) if match else None


@pytest.mark.parametrize(
    "line",
    [
        f"  {Fault('docs/exercises/rnn.md', 41, 'page says 3, rnn.gradient is 5')}",
        "tests/answer_key/rnn.toml:9: nobody publishes that",
        "mkdocs.yml:12: exercises/toy.md is not in nav",
        "scripts/build.py:34: error: Missing return statement  [return]",
        "tests/model/test_tree.py:61: AssertionError",
    ],
)
def test_faults_tests_and_types_are_annotations(line):
    assert matched(line) == tuple(re.split(r":(?: )?", line.strip(), maxsplit=2))


@pytest.mark.parametrize("line", ["reused rnn", "site/ is ready, 9.1 s", "12:30: now", "../x.py:3: no file of ours"])
def test_other_lines_are_none(line):
    assert matched(line) is None


def test_every_action_is_pinned_by_its_hash():
    uses = [
        line.strip().removeprefix("- ")
        for path in FILES
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]
    assert len(uses) > 8
    assert [line for line in uses if not PINNED.match(line)] == []
    assert not PINNED.match("uses: actions/cache@v5")


def test_no_address_of_an_index_stands_anywhere():
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in [*FILES, here().root / ".devcontainer" / "devcontainer.json"]
    )
    assert not INDEX.search(text.replace("https://{0}.github.io/{1}/", ""))
    assert INDEX.search("pip install --index-url x")


def test_a_job_may_read_and_only_the_deployment_more():
    assert workflow()["permissions"] == {"contents": "read"}
    assert {name for name, job in workflow()["jobs"].items() if "permissions" in job} == {"deploy"}
    assert "secrets" not in FILES[0].read_text(encoding="utf-8")
    assert set(workflow()[True]) == {"push", "pull_request"}  # YAML reads `on` as a truth


def test_site_cache_and_report_are_kept_when_a_test_fails():
    steps = {step.get("name"): step.get("if", "") for step in workflow()["jobs"]["test"]["steps"]}
    for name in ("Keep what was computed", "Tell what changed for a reader", "Keep the site"):
        assert "!cancelled()" in steps[name]


def test_only_a_tested_site_is_published():
    job = workflow()["jobs"]["deploy"]
    assert set(job["needs"]) == {"test", "lint"}
    assert "always()" not in job["if"]
    assert "cancelled()" not in job["if"]


def test_the_container_is_that_of_the_projects_python():
    container = json.loads((here().root / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert container["image"].startswith("python:3.11")
    assert container["postCreateCommand"] == "make setup"
