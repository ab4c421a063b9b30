"""Compare lines of the key with formulas: `python -m scripts.computing.key_formulas`, pairs in, verdicts out.

The one judgement that needs SymPy. It runs in a process of its own, for lines and formulas that are new; the verdicts
are kept, so that any other line of the key is judged without it.
"""

import keyword
import pickle
import re
import sys
from decimal import Decimal
from typing import Any

import sympy
from sympy.functions.elementary.piecewise import ExprCondPair

from scripts.model.rounding import rounds_to
from snippets.values import deviation

NAMES = {**vars(sympy), "ExprCondPair": ExprCondPair}


def main() -> int:
    """Read (typed, srepr) pairs, write for each whether they agree, or what makes the line unreadable."""
    pairs = pickle.load(sys.stdin.buffer)
    pickle.dump([verdict(*pair) for pair in pairs], sys.stdout.buffer)
    return 0


def verdict(typed: Any, srepr: str) -> bool | str:
    """Whether the formula is what was typed; a text says why that cannot be read."""
    try:
        return agrees(typed, formula_of(srepr))
    except Exception as error:
        return str(error) or type(error).__name__


def formula_of(srepr: str) -> Any:
    """The formula as SymPy wrote it, in a build of ours."""
    return eval(srepr, dict(NAMES))


def agrees(typed: Any, value: Any) -> bool:
    """A number to the digits typed, a formula up to its form, a matrix entry by entry."""
    if isinstance(typed, str):
        return deviation(value, parse_formula(typed, value)) == 0
    if isinstance(typed, (int, float, Decimal)):
        return not hasattr(value, "__len__") and bool(value.is_number) and rounds_to(value, Decimal(typed))
    return (
        isinstance(typed, list)
        and hasattr(value, "__len__")
        and len(typed) == len(value)
        and all(map(agrees, typed, value))
    )


def parse_formula(text: str, like: Any) -> Any:
    """A formula typed with plain names: `gp_theta_3` stands for the symbol of the value called g'_{\\theta}(3)."""
    symbols = {plain_name(symbol.name): symbol for symbol in like.atoms(sympy.Symbol)}
    functions = {plain_name(f.func.__name__): f.func for f in like.atoms(sympy.core.function.AppliedUndef)}
    formula = sympy.sympify(text, locals={**functions, **symbols})
    known = set(symbols.values())
    if strangers := sorted(str(symbol) for symbol in getattr(formula, "free_symbols", set()) - known):
        raise ValueError(f"the key's formula uses {', '.join(strangers)}; known are {', '.join(sorted(symbols))}")
    return formula


def plain_name(name: str) -> str:
    """A symbol's LaTeX name as a Python name."""
    plain = re.sub(r"_+", "_", re.sub(r"\W", "_", name.replace("'", "p"))).strip("_")
    return f"{plain}_" if keyword.iskeyword(plain) else plain  # lambda_


if __name__ == "__main__":
    sys.exit(main())
