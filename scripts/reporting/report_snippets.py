"""Snippets read as text: which functions publish what, the words in them, and which use which.

Words that are put together at run time are left out: what is not known is not compared.
"""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from scripts.reporting.report_editions import Edition, Entry
from scripts.reporting.report_sources import Sources

PUBLISHING = ("answer", "claim", "statement", "point", "choice", "figure")
PARAGRAPHS = {"statement": ("fact", "reason"), "point": ("fact", "instead", "reason"), "choice": ("fact",)}
KINDS = {"claim": "claim", "statement": "truth", "point": "truth", "choice": "choice"}


class Published(NamedTuple):
    """A function that publishes something: which kind, where it stands, and its words."""

    slug: str
    kind: str
    node: str  # `snippets.rnn.backpropagation:gradient`
    words: Entry


@dataclass(frozen=True)
class Snippets:
    """Every module of snippets/, parsed."""

    sources: Sources

    @cached_property
    def modules(self) -> dict[str, ast.Module]:
        """The modules by their dotted name; one that cannot be parsed is left out."""
        found = {}
        for file in sorted(self.sources.files):
            if file.startswith("snippets/") and file.endswith(".py"):
                try:
                    found[_module(file)] = ast.parse(self.sources.text(file))
                except SyntaxError:
                    continue
        return found

    @cached_property
    def published(self) -> dict[str, Published]:
        """What each function publishes, by `slug.name`."""
        found: dict[str, Published] = {}
        functions = [(module, item) for module, tree in self.modules.items() for item in _functions(tree)]
        for module, function in functions:
            if f"{module}:{function.name}" in self.gathered:
                _note(found, module, function)
        owners = {item.node: item for item in found.values()}
        for module, function in functions:
            _note_beside(owners, self.known[module], function)
        return found

    @cached_property
    def gathered(self) -> set[str]:
        """The functions that exercises publish: a package those that its `__init__` imports, and all of its topics.

        What only a practice imports is published by that, and is in no edition.
        """
        found: set[str] = set()
        for module in (module for module in self.modules if module.count(".") == 1):
            topics = [self.known[module].get(name, "").replace(":", ".") for name in _topics(self.modules[module])]
            for part in (module, *topics):
                found |= {
                    node
                    for node in self.known.get(part, {}).values()
                    if f"{node}.".startswith((f"{module}:", f"{module}."))
                }
        return found

    @cached_property
    def known(self) -> dict[str, dict[str, str]]:
        """What each name at the top of a module stands for, by module."""
        folders = {_module(file): PurePosixPath(file).parent.parts for file in self.sources.files}
        return {module: _known(module, folders[module], tree) for module, tree in self.modules.items()}

    @cached_property
    def uses(self) -> dict[str, set[str]]:
        """What each name at the top of a module refers to, by node: functions, classes and constants of snippets."""
        return {
            f"{module}:{name}": refs
            for module, tree in self.modules.items()
            for name, refs in _uses(module, tree, self.known[module])
        }

    def users(self, id: str) -> list[str]:
        """Every other publication that comes to call the function of this one, directly or through others."""
        if id not in self.published:
            return []
        used_by: dict[str, set[str]] = {}
        for node, names in self.uses.items():
            for name in names:
                used_by.setdefault(name, set()).add(node)
        found: set[str] = set()
        ahead = [self.published[id].node]
        while ahead:
            fresh = used_by.get(ahead.pop(), set()) - found
            found |= fresh
            ahead += fresh
        return [other for other, publication in self.published.items() if publication.node in found and other != id]

    def edition(self, name: str, commit: str, like: Edition) -> Edition:
        """What can be known of an edition without building it: its words, on the instances that another edition has."""
        answers: dict[str, Entry] = {}
        figures: dict[str, Entry] = {}
        for id, found in self.published.items():
            if found.kind == "figure":
                figures[id] = {"id": id, **found.words, **self.sources.figures.get(id, {})}
                continue
            instances = [entry["instance"] for entry in like.instances(id)] or [""]
            for instance in instances:
                answers[f"{id}@{instance}"] = {"id": f"{id}@{instance}", "slug": found.slug, **found.words}
        return Edition(name, answers, figures, commit, is_whole=False)


def _module(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [item for item in tree.body if isinstance(item, ast.FunctionDef)]


def _topics(tree: ast.Module) -> list[str]:
    """The modules in the table `TOPICS` of an exercise."""
    tables = [node.value for node in tree.body if isinstance(node, ast.Assign) and _names(node) == ["TOPICS"]]
    return [item.id for table in tables for item in ast.walk(table) if isinstance(item, ast.Name)]


def _note(found: dict[str, Published], module: str, function: ast.FunctionDef) -> None:
    """The publication of a function."""
    slug = module.split(".")[1]
    for decorator in function.decorator_list:
        match decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], []):
            case ast.Call(ast.Name(kind)) as call if kind in PUBLISHING:
                published = Published(slug, kind, f"{module}:{function.name}", _words(kind, function, call))
                found.setdefault(f"{slug}.{function.name}", published)


def _note_beside(owners: dict[str, Published], known: dict[str, str], function: ast.FunctionDef) -> None:
    """The witness and the mistake that a function is of a publication."""
    for decorator in function.decorator_list:
        match decorator:
            case ast.Call(ast.Attribute(ast.Name(name), what), [ast.Constant(text), *_]) if known.get(name) in owners:
                owner = owners[known[name]]
                if what == "witness":
                    owner.words["witnesses"].append({"name": text})
                if what == "slip":
                    owner.words["slips"].append({"id": f"{owner.slug}.{function.name}", "mistake": text})


def _words(kind: str, function: ast.FunctionDef, call: ast.Call) -> Entry:
    """The words that an entry of `answers.json` would have, as far as they stand there as text."""
    doc = ast.get_docstring(function, clean=False) or ""
    words: Entry = {"kind": KINDS[kind]} if kind in KINDS else {}
    if kind in PARAGRAPHS:
        paragraphs = [" ".join(part.split()) for part in inspect.cleandoc(doc).split("\n\n")]
        words |= dict(zip(PARAGRAPHS[kind], paragraphs))
    elif kind != "figure":
        words |= {"fact": doc.strip().partition("\n")[0]}
    if kind == "answer":
        words |= {"witnesses": [], "slips": []}
    if kind in ("claim", "point") and call.args and isinstance(call.args[0], ast.Constant):
        words |= {"latex" if kind == "claim" else "class": call.args[0].value}
    for item in call.keywords:
        if item.arg in ("topic", "costs_marks", "within") and isinstance(item.value, ast.Constant):
            words[item.arg] = item.value.value
    return words


def _uses(module: str, tree: ast.Module, known: dict[str, str]) -> Iterator[tuple[str, set[str]]]:
    """Each name at the top of a module with the nodes that stand in its definition."""
    for name, node in [(name, top) for top in tree.body for name in _names(top)]:
        yield name, set(_referred(node, known)) - {f"{module}:{name}"}


def _known(module: str, folder: tuple[str, ...], tree: ast.Module) -> dict[str, str]:
    """What is imported, and what is defined there."""
    return _imported(folder, tree) | {name: f"{module}:{name}" for node in tree.body for name in _names(node)}


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def _imported(folder: tuple[str, ...], tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for: a node, or a module of ours."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            above = folder[: len(folder) + 1 - node.level] if node.level else ()
            source = ".".join([*above, *([node.module] if node.module else [])])
            found |= {name.asname or name.name: f"{source}:{name.name}" for name in node.names}
    return {name: node for name, node in found.items() if node.startswith("snippets")}


def _referred(node: ast.stmt, known: dict[str, str]) -> Iterator[str]:
    """What a definition names, decorators aside; `module.function` too, where the module was imported by name."""
    body = [*node.body, node.args] if isinstance(node, ast.FunctionDef) else [node]
    for item in (item for part in body for item in ast.walk(part)):
        if isinstance(item, ast.Name) and item.id in known:
            yield known[item.id]
        if isinstance(item, ast.Attribute) and isinstance(item.value, ast.Name) and item.value.id in known:
            yield f"{known[item.value.id].replace(':', '.')}:{item.attr}"
