"""The locale changes nothing: whoever opens a file or a pipe says UTF-8.

The rule PLW1514 of ruff holds it where it knows a path for one, and knows nothing of pipes; this holds the rest.
"""

import ast
import subprocess
from collections.abc import Iterator

import pytest

from scripts.model.paths import here

ROOT = here().root
BINARY = {"Image.open", "os.open", "pikepdf.open", "tarfile.open"}  # they know no text
OF_A_PACKAGE = {"metadata.distribution(package).read_text"}  # UTF-8 wherever it is read
TRACKED = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, encoding="utf-8")
FILES = TRACKED.stdout.split() or [path.relative_to(ROOT).as_posix() for path in ROOT.glob("[dst]*/**/*.py")]


def unnamed(text: str) -> Iterator[int]:
    """The lines on which text is read or written without a word on its encoding."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _is_text(node) and "encoding" not in {word.arg for word in node.keywords}:
            yield node.lineno


def _is_text(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
    if name in ("read_text", "write_text"):
        return ast.unparse(call.func) not in OF_A_PACKAGE
    if name in ("open", "fdopen"):
        is_method = isinstance(call.func, ast.Attribute)
        mode = call.args[0 if is_method and name == "open" else 1 :][:1]
        return ast.unparse(call.func) not in BINARY and not (mode and "b" in str(ast.literal_eval(mode[0])))
    return any(
        word.arg in ("text", "universal_newlines") and getattr(word.value, "value", None) is True
        for word in call.keywords
    )


def test_every_file_and_pipe_of_text_names_its_encoding():
    found = {file: [*unnamed((ROOT / file).read_text(encoding="utf-8"))] for file in FILES}
    assert {file: lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "path.read_text()",
        "path.write_text(x)",
        "open(x)",
        "open(x, 'a')",
        "path.open()",
        "path.open('w')",
        "os.fdopen(x, 'w')",
        "run(x, text=True)",
    ],
)
def test_a_file_or_pipe_without_a_word_is_found(line):
    assert list(unnamed(f"x = 1\n{line}")) == [2]


@pytest.mark.parametrize(
    "line",
    [
        "open(x, 'rb')",
        "path.open('wb')",
        "Image.open(x)",
        "os.fdopen(x, 'rb')",
        "run(x)",
        "log('b', text=x)",
        "open(x, encoding='utf-8')",
    ],
)
def test_bytes_have_no_encoding(line):
    assert list(unnamed(line)) == []
