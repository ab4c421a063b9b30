"""Copies of the snippets with section markers, so that pages show what is run and the modules stay clean."""

import ast
import re
from contextlib import suppress
from pathlib import Path

from scripts.model.faults import Fault
from scripts.model.markers import MARKER
from scripts.model.paths import here, write_if_changed
from scripts.model.source import Page, Token

INCLUDE = re.compile(
    r'^[ ]*--8<--[ ]+"(?P<file>[^":]+)(?::(?P<section>[\w-]+))?"(?P<bare>[ ]without[ ]words)?[ ]*$', re.M
)

MARK = re.compile(r"^# --8<-- \[(?:start|end):\w+\]\n", re.M)
START = re.compile(r"^# --8<-- \[start:(\w+)\]$", re.M)


def definitions(text: str) -> dict[str, tuple[int, int]]:
    """The first and last line of every top-level definition, decorators included."""
    found = {}
    for node in ast.parse(text).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            found[node.name] = (first, node.end_lineno or first)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {name.id: (node.lineno, node.end_lineno or 0) for name in targets if isinstance(name, ast.Name)}
    return found


def with_markers(text: str) -> str:
    """The module with each definition between section markers."""
    lines = text.splitlines()
    for name, (first, last) in sorted(definitions(text).items(), key=lambda item: -item[1][0]):
        lines[last:last] = [f"# --8<-- [end:{name}]"]
        lines[first - 1 : first - 1] = [f"# --8<-- [start:{name}]"]
    return "\n".join(lines) + "\n"


def write_listings() -> None:
    """Bring the copies up to date; one that no longer parses keeps its last good copy."""
    for path in here().snippets.rglob("*.py"):
        text, copy = path.read_text(encoding="utf-8"), here().listings / path.relative_to(here().snippets)
        if copy.exists() and MARK.sub("", copy.read_text(encoding="utf-8")) == text:
            continue
        with suppress(SyntaxError):  # the computation reports it with file and line
            write_if_changed(copy, with_markers(text))


def listing(match: re.Match[str]) -> str:
    """What an include shows: a definition, with its docstring or without words, or the whole module.

    One that names nothing stays as it is; the check has reported it.
    """
    copy, section = here().listings / match["file"], match["section"]
    text = copy.read_text(encoding="utf-8") if copy.exists() else ""
    if section:
        _, _, text = text.partition(f"# --8<-- [start:{section}]\n")
        text = text.partition(f"# --8<-- [end:{section}]\n")[0]
    shown = MARK.sub("", text).rstrip("\n")
    shown = without_words(shown) if match["bare"] else shown
    indent = match[0][: len(match[0]) - len(match[0].lstrip(" "))]
    return "\n".join(f"{indent}{line}".rstrip() for line in shown.split("\n")) if shown else match[0]


def without_words(code: str) -> str:
    """The definition that code begins with, its docstring left out."""
    for definition in ast.parse(code).body[:1]:
        match definition:
            case ast.FunctionDef(body=[ast.Expr(ast.Constant(str()), lineno=first, end_lineno=int(last)), *_]):
                lines = code.split("\n")
                code = "\n".join([*lines[: first - 1], "\n".join(lines[last:]).lstrip("\n")])
    return code


def check_listings(page: Page) -> list[Fault]:
    """Every `--8<--` names a snippet and a definition in it; what else a fence holds is marked or says whose it is."""
    faults = [page.fault(match.start(), wrong) for match in INCLUDE.finditer(page.text) if (wrong := _wrong(match))]
    for token, behind in zip(page.tokens, [*page.tokens[1:], None]):
        if token.kind == "fence" and not (behind and _is_marked(page, token, behind)):
            faults += [page.fault(position, message) for position, message in _by_hand(token)]
    return faults


def _is_marked(page: Page, fence: Token, behind: Token) -> bool:
    """Whether a marker stands on the line below a fence."""
    return page.text[fence.end : behind.start] == "\n" and bool(MARKER.fullmatch(behind.text))


PYTHON = re.compile(
    r"[ `~{.]*(?:code-cell[ }]+)?(?:i?python[\w.-]*|ipy\w*|py[3ix]?)(?![\w-])", re.I
)  # {.python .input} too
BY_HAND = 'code by hand; show what is run with --8<-- "file.py:name", or say whose code it is: ```python title="..."'
OUTPUT_BY_HAND = (
    "output by hand; bind it with <!--= slug.answer --> on the line below the fence, or say whose it is: "
    '```text title="..."'
)


def _by_hand(token: Token) -> list[tuple[int, str]]:
    """Where the first line stands that is no listing, in a fence without a title, and what to do about it."""
    head, *body = token.text.splitlines(keepends=True)
    if re.search(r"\btitle=[\"']?[^\s\"'}]", head):
        return []
    message = BY_HAND if PYTHON.match(head) else OUTPUT_BY_HAND
    wrong = [number for number, line in enumerate(body[:-1]) if line.strip() and not INCLUDE.match(line)]
    return [(token.start + len(head) + sum(map(len, body[:number])), message) for number in wrong[:1]]


def _wrong(match: re.Match[str]) -> str:
    path = here().snippets / match["file"]
    if not path.is_file():
        return f"no snippet {match['file']}; listings come from {Path('snippets')}/"
    copy = here().listings / match["file"]
    if not copy.exists():
        return f"{match['file']} cannot be parsed, so nothing of it can be shown"
    text = copy.read_text(encoding="utf-8")
    if not match["section"] or f"# --8<-- [start:{match['section']}]\n" in text:
        return ""
    return f"{match['file']} has no definition {match['section']}; it has {', '.join(START.findall(text))}"
