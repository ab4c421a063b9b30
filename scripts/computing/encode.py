"""Published values as JSON trees: numbers and text as themselves, formulas as TeX and SymPy's `srepr`."""

import math
from dataclasses import fields
from typing import Any

import numpy as np
import sympy
from sympy.core.numbers import Infinity, NegativeInfinity

from scripts.model.tree import Tree
from snippets.values import AnswerError, kind_of

MATRICES = {"mat_str": "pmatrix", "mat_delim": ""}


def encode(value: Any) -> Tree:
    """The value with every leaf in a form that JSON and the check of the pages understand."""
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, (int, np.integer, sympy.Integer)):
        return int(value)
    if isinstance(value, (float, np.floating, sympy.Float, Infinity, NegativeInfinity)):
        return _float(float(value))
    if isinstance(value, (sympy.Basic, sympy.MatrixBase)):
        return _formula(value)
    if isinstance(value, dict):
        return {key: encode(cell) for key, cell in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [encode(item) for item in value]
    return {"program": value.__name__}


def _float(value: float) -> float | str:
    """Infinity has no number in JSON; -0.0 is 0."""
    return value + 0.0 if math.isfinite(value) else str(value)


def _formula(value: Any) -> Tree:
    """TeX in SymPy's order and in the order written, which a page may choose between."""
    texts = [sympy.latex(value, **MATRICES), sympy.latex(value, order="none", **MATRICES)]
    leaf = {"srepr": sympy.srepr(value), "latex": list(dict.fromkeys(texts)), "text": str(value)}
    return {**leaf, "number": float(value)} if isinstance(value, sympy.Number) else leaf


def encode_task(task: Any) -> Tree:
    """What a task gives: the fields that can be published; cells and other functions are left out."""
    given = {}
    for field in fields(task):
        value = getattr(task, field.name)
        try:
            kind = "text" if isinstance(value, str) else kind_of(value, infinite=True)
        except AnswerError:
            continue
        if kind != "program":
            given[field.name] = encode(value)
    return given
