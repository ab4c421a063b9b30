"""The same drawing in fewer bytes: paths go from point to point, with as many digits as an eye can see."""

import re

PATH = re.compile(r'(?<=\bd=")[^"]+')
PLACE = re.compile(r'(?<=\b[xy]=")[^"]+|(?<=\bwidth=")[^"]+|(?<=\bheight=")[^"]+|(?<=\btransform=")[^"]+')
NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
STEP = re.compile(r"([MLQCz])([^MLQCz]*)")  # all that Matplotlib writes
UNUSED = re.compile(r'(?<=<g) id="[\w.]+"|<!--.*?-->\s*', re.S)
DIGITS = 2  # of a point


def lighter(svg: str) -> str:
    """An SVG as Matplotlib writes it, made short."""
    svg = PATH.sub(lambda found: in_steps(found[0]), svg)
    svg = PLACE.sub(lambda found: NUMBER.sub(lambda number: short(float(number[0])), found[0]), svg)
    return UNUSED.sub("", svg)


def in_steps(path: str) -> str:
    """Each step of a path told from where the last one ended: what is drawn twice is written alike, and packs well."""
    steps, here, start = [], (0, 0), (0, 0)
    for sign, told in STEP.findall(path):
        points = in_hundredths(told)
        moved = [(x - here[0], y - here[1]) for x, y in points]
        here = points[-1] if points else start
        start = here if sign == "M" else start
        steps.append(sign.lower() + joined(moved))
    return "".join(steps)


def in_hundredths(told: str) -> list[tuple[int, int]]:
    """Points in whole numbers, so that no rounding adds up along a path."""
    found = [round(float(number) * 10**DIGITS) for number in told.split()]
    return list(zip(found[::2], found[1::2]))


def joined(points: list[tuple[int, int]]) -> str:
    """`1.5-.25 3 4`."""
    told = " ".join(short(number / 10**DIGITS) for point in points for number in point)
    return told.replace(" -", "-")


def short(number: float) -> str:
    """To two decimals; of a small number, which may be a scale, four digits that count: `.01562`."""
    text = f"{number:.4g}" if abs(number) < 1 else f"{number:.{DIGITS}f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", text)
