"""Numbers in words: `seven`, `twenty-four`, `twice`, `threefold`, `a quarter`, `a millionth`."""

from fractions import Fraction
from typing import Any

from scripts.model.rounding import SLACK, exact, round_half_up

SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
POWERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
SHARES = {"half": 2, "third": 3, "quarter": 4, "tenth": 10} | {f"{word}th": ten for word, ten in POWERS.items()}

CARDINALS = [*SMALL, *TEENS, *(f"{ten}-{unit}".removesuffix("-zero") for ten in TENS for unit in SMALL[:10])]
WHOLE = {word: number for number, word in enumerate(CARDINALS)} | POWERS | {"once": 1, "twice": 2, "thrice": 3}
WHOLE |= {f"{word}fold": number for word, number in WHOLE.items() if word in SMALL[2:] or word in POWERS}
VALUES: dict[str, Fraction] = {
    **{word: Fraction(number) for word, number in WHOLE.items()},
    **{word: Fraction(1, number) for word, number in SHARES.items()},
}


def says(word: str, value: Any) -> bool:
    """Whether a word is right: a whole number as it would be in digits, a share to the last digit."""
    if word in WHOLE:
        return round_half_up(value, 0) == WHOLE[word]
    return abs(exact(value) - exact(VALUES[word])) <= exact(VALUES[word]) * exact(SLACK)
