"""Read a published value from its JSON tree: for `answers.json`, as plain text, as TeX. Imports no mathematics."""

from typing import Any

Tree = Any  # bool, int, float, str, a formula's dict, or lists and dicts of them


def plain(tree: Tree) -> Any:
    """The value as `answers.json` gives it: a formula is its `srepr`, a program its name."""
    if isinstance(tree, dict):
        if "srepr" in tree:
            return tree.get("number", tree["srepr"])
        return tree["program"] if tree.keys() == {"program"} else {key: plain(cell) for key, cell in tree.items()}
    return [plain(item) for item in tree] if isinstance(tree, list) else tree


def display(tree: Tree) -> str:
    """The value as one line of plain text, numbers to six digits."""
    if isinstance(tree, bool):
        return "true" if tree else "false"
    if isinstance(tree, float):
        return f"{tree:.6g}"
    if isinstance(tree, dict):
        if "srepr" in tree:
            return tree["text"]
        return tree.get("program") or ", ".join(f"{key} {display(cell)}" for key, cell in tree.items())
    if isinstance(tree, list):
        rows = [display(item) for item in tree]
        return "; ".join(rows) if tree and isinstance(tree[0], dict) else f"({', '.join(rows)})"
    return str(tree)


def tex(tree: Tree) -> str:
    """The value as TeX, numbers to six digits."""
    if isinstance(tree, (bool, str)):
        return {"inf": r"\infty", "-inf": r"-\infty"}.get(str(tree), rf"\text{{{display(tree)}}}")
    if isinstance(tree, float):
        mantissa, _, exponent = f"{tree:.6g}".partition("e")
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa
    if isinstance(tree, dict) and "srepr" in tree:
        return tree["latex"][0]
    if isinstance(tree, list) and tree and isinstance(tree[0], list):
        return tex_matrix([list(map(tex, row)) for row in tree])
    if isinstance(tree, list) and not (tree and isinstance(tree[0], dict)):
        return f"({', '.join(map(tex, tree))})"
    return rf"\text{{{display(tree)}}}" if not isinstance(tree, int) else str(tree)


def tex_matrix(rows: list[list[str]]) -> str:
    """Rows of TeX as a matrix in round brackets."""
    body = r" \\ ".join(map(" & ".join, rows))
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"
