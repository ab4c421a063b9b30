"""Write a value the way a page wrote it: the digits, the brackets and the notation of the literal stay.

`rewrite(literal, value)` is the literal with the right value in it; the page is right when that changes nothing.
"""

import re
from decimal import Decimal
from typing import Any

from scripts.model.number_words import CARDINALS, VALUES, WHOLE, says
from scripts.model.rounding import digit_could_flip, exact, round_half_up
from scripts.model.source import edited
from scripts.model.tree import Tree, display, tex, tex_matrix

MINUS = r"[-−–]"
NUMBER = re.compile(
    rf"""
    (?P<frac> {MINUS}? \\[td]?frac\{{\d+\}}\{{\d+\}} | (?<![\w.]){MINUS}?(?P<slash>\d+/\d+) )
    | (?:(?<![\w.)}}])(?P<sign>{MINUS}))?  # the dash of a range is no sign
      (?: (?P<inf>\\infty|∞|infinite|infinity)
        | (?P<digits>\d+(?:\.\d+)?)
          (?P<power> [ ]*(?:\\cdot|\\times|·|×)[ ]*10\^ (?: \{{(?P<exponent>-?\d+)\}} | (?P<digit>\d) ) )?
          (?P<percent> [ ]?(?:\\,)?\\?% )? )
    """,
    re.X,
)
TRUTHS = [("yes", "no"), ("true", "false"), ("holds", "fails"), ("✓", "✗"), ("right", "wrong"), ("agrees", "disagrees")]
SPACING = re.compile(r"\\left(?![a-z])|\\right(?![a-z])|\\[,;:! ]|\s+")

ARRAY = re.compile(
    r"[(\[]?N(?:[,;]N)*[)\]]?|\\begin\{(\w*matrix)\}N(?:[&;]N)*\\end\{\1\}"
)  # N is a number, ; ends a row


class UnreadableError(ValueError):
    """A literal that cannot hold the value it is marked with; the message says why."""


def rewrite(literal: str, value: Tree) -> str:
    """The literal with the right value; `?` becomes the value with four significant digits."""
    if literal.strip() == "?":
        return literal.replace("?", default(value))
    if isinstance(value, list):
        return _rewrite_array(literal, value)
    if isinstance(value, bool):
        return _rewrite_truth(literal, value)
    if isinstance(value, dict) and "srepr" in value and "number" not in value:
        return literal if _same_tex(literal, value["latex"]) else value["latex"][0]
    if isinstance(value, str) and value not in ("inf", "-inf"):
        return value
    if literal.strip().lower() in VALUES:
        return _rewrite_word(literal, value)
    match = NUMBER.fullmatch(literal.strip())
    return literal.replace(match[0], _number(match, value)) if match else default(value)


def could_flip(literal: str, value: Tree) -> bool:
    """Whether a shown digit stands or falls with the numerical error of the computation."""
    if literal.strip().lower() in WHOLE:
        return digit_could_flip(value, 0)
    pairs = zip(NUMBER.finditer(literal), leaves(value))
    return any(leaf is not None and digit_could_flip(scaled(match, leaf), decimals(match)) for match, leaf in pairs)


def default(value: Tree) -> str:
    """The value as `make fix` first writes it: numbers to four significant digits."""
    if isinstance(value, bool):
        return TRUTHS[0][0 if value else 1]
    if isinstance(value, float):
        return _four_digits(value)
    if isinstance(value, list) and value and not isinstance(value[0], list) and not _is_row(value[0]):
        return f"({', '.join(map(_entry, value))})"
    if isinstance(value, list) and value and isinstance(value[0], list):
        return tex_matrix([list(map(_entry, row)) for row in value])
    if isinstance(value, list) or (isinstance(value, dict) and "srepr" not in value):
        raise UnreadableError("is a table; say which row and column, as in [2].delta")
    return value if isinstance(value, str) and value not in ("inf", "-inf") else tex(value)


def _entry(value: Tree) -> str:
    """A fraction's sign stands close to it, so that it is read as its own when the array is written again."""
    return re.sub(r"^- (?=\\frac)", "-", default(value))


def _is_row(value: Tree) -> bool:
    """Whether it is a row of a table, not a fraction or another formula."""
    return isinstance(value, dict) and "srepr" not in value


def first_in_text(value: Tree) -> str:
    r"""The value as `make fix` first writes it into running text, where no TeX is read: 1/3, not \frac{1}{3}."""
    if isinstance(value, dict) and "number" in value:
        return str(value["text"])
    return default(value).replace(r"\infty", "∞")


def _four_digits(value: float) -> str:
    decimals = max(0, 3 - Decimal(value).adjusted()) if value else 0
    while digit_could_flip(value, decimals):
        decimals += 1
    text = f"{round_half_up(value, decimals):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rewrite_array(literal: str, value: list[Any]) -> str:
    """Each number of the literal replaced by its entry; another shape, or a sign beside it, is written anew."""
    matches, entries = list(NUMBER.finditer(literal)), list(leaves(value))
    rows = literal.count(r"\\") + 1
    bare = SPACING.sub("", NUMBER.sub("N", literal.replace(r"\\", ";")))
    other_shape = len(matches) != len(entries) or (isinstance(value[0], list) and rows != len(value))
    if not ARRAY.fullmatch(bare) or other_shape or None in entries:
        return default(value)
    return edited(literal, [(*match.span(), _number(match, leaf)) for match, leaf in zip(matches, entries)])


def leaves(value: Tree) -> Any:
    """The numbers of a value in reading order; None for what is none."""
    if isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, dict):
        yield value["text"] if "number" in value else None
    else:
        yield value if not isinstance(value, (bool, str)) or value in ("inf", "-inf") else None


def _number(match: re.Match[str], value: Any) -> str:
    """The value in the notation of the matched number."""
    if isinstance(value, dict):
        value = value["text"]
    if value in ("inf", "-inf"):
        return f"{_minus(match) if value == '-inf' else ''}{match['inf'] or chr(92) + 'infty'}"
    if match["frac"]:
        return _fraction(match, value)
    if match["inf"]:
        return default(value) if not isinstance(value, str) else value
    if (
        re.fullmatch(r"-?\d+/\d+", str(value))
        and match["digits"].isdigit()
        and not (match["power"] or match["percent"])
    ):
        return _fraction(match, value)  # where a whole number stood: no digits were asked for, so it is written exactly
    rounded = round_half_up(scaled(match, value), decimals(match))
    return f"{_minus(match) if rounded < 0 else ''}{abs(rounded):f}{match['power'] or ''}{match['percent'] or ''}"


def _minus(match: re.Match[str]) -> str:
    """The minus sign that the literal uses."""
    return match[0][0] if re.match(MINUS, match[0]) else "-"


def _fraction(match: re.Match[str], value: Any) -> str:
    """Fractions are exact: p/q in lowest terms, in the notation of the literal."""
    numerator, _, denominator = str(value).partition("/")
    if not denominator or not re.fullmatch(r"-?\d+", numerator):
        return str(value) if not isinstance(value, float) else default(value)
    sign, digits = (_minus(match), numerator[1:]) if numerator.startswith("-") else ("", numerator)
    if match["slash"]:
        return f"{sign}{digits}/{denominator}"
    command = (re.search(r"\\[td]?frac", match[0]) or [r"\frac"])[0]
    return f"{sign}{command}{{{digits}}}{{{denominator}}}"


def scaled(match: re.Match[str], value: Any) -> Any:
    """The value in the unit of the literal: percent, or a power of ten."""
    exponent = int(match["exponent"] or match["digit"] or 0) if match["digits"] else 0
    if match["digits"] and match["percent"]:
        exponent -= 2
    if not exponent:
        return value
    return float(exact(value).scaleb(-exponent)) if isinstance(value, float) else exact(value).scaleb(-exponent)


def decimals(match: re.Match[str]) -> int:
    return len((match["digits"] or "").partition(".")[2])


def _rewrite_truth(literal: str, value: bool) -> str:
    word = literal.strip()
    for pair in TRUTHS:
        if word.lower() in pair:
            right = pair[0 if value else 1]
            return literal.replace(word, right.capitalize() if word[0].isupper() else right)
    return default(value)


def _rewrite_word(literal: str, value: Any) -> str:
    """The same word where it is right, another one for a whole number below a hundred; digits are the reader's."""
    word = literal.strip()
    if isinstance(value, dict):
        value = value["text"]
    if value in ("inf", "-inf"):
        return default(value)
    if says(word.lower(), value):
        return literal
    if word.lower() not in CARDINALS:
        raise UnreadableError(f"says {word}, the value is {display(value)}; say it in other words, or in digits")
    if not isinstance(value, int) or not 0 <= value < len(CARDINALS):
        return default(value)
    return literal.replace(word, CARDINALS[value].capitalize() if word[0].isupper() else CARDINALS[value])


def _same_tex(literal: str, texts: list[str]) -> bool:
    return SPACING.sub("", literal) in {SPACING.sub("", text) for text in texts}
