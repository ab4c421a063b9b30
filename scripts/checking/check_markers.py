"""Hold every marked literal and every figure of a page against what was computed."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.checking.confirmed import unconfirmed
from scripts.checking.typed_numbers import Typed
from scripts.model.binding import Binding, bind
from scripts.model.conditions import conditions
from scripts.model.entries import Answer, Entry, Figure
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault, shortened
from scripts.model.literals import NUMBER, UnreadableError, could_flip, scaled
from scripts.model.markers import BadPathError, Marker, find
from scripts.model.paths import here
from scripts.model.practice import OPTION
from scripts.model.source import Page
from scripts.model.tree import Tree, display

WIDEST = 0.1  # of the tolerances that results of training may have
DECIMAL = re.compile(r"\d+\.\d+")
FIGURE = re.compile(r"\bgenerated/[\w/-]+\.svg")
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s<>]+)\)")


@dataclass
class Report:
    """What a page says: its faults, the stretches that are computed, and the literals to rewrite."""

    faults: list[Fault] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)
    uncovered: list[Typed] = field(default_factory=list)
    rewrites: list[tuple[int, int, str]] = field(default_factory=list)
    near: list[Binding] = field(default_factory=list)  # results of training, within their tolerances
    shown: dict[str, int] = field(default_factory=dict)  # id of an answer or slip: position of its first marker
    figures: dict[str, int] = field(default_factory=dict)
    relations: dict[str, int] = field(default_factory=dict)  # how many relations have what behind them


def check_markers(page: Page, exercises: dict[str, Exercise]) -> Report:
    """Every literal agrees with its value to the digits it shows."""
    report = Report()
    for marker in find(page):
        if isinstance(marker, Marker):
            _check_marker(page, marker, exercises, report)
        else:
            report.faults.append(page.fault(*marker))
    for position, id in conditions(page):
        report.shown.setdefault(id, position)
    report.covered += [option.span("value") for option in OPTION.finditer(page.text)]  # check_options has seen it
    _check_same(page, report)
    _check_figures(page, exercises, report)
    return report


def _check_marker(page: Page, marker: Marker, exercises: dict[str, Exercise], report: Report) -> None:
    report.shown.setdefault(marker.path.answer, marker.start)
    try:
        start, end, literal, right, value = binding = bind(page, marker, exercises)
    except (BadPathError, UnreadableError) as error:
        report.faults.append(page.fault(marker.start, f"{marker.path.text}: {error}"))
        report.covered.append(_behind(page, marker))
        return
    report.covered.append((start, end))
    if wrong := _mistake_as_answer(page, marker, exercises[marker.path.slug]):
        report.faults.append(page.fault(marker.start, f"{marker.path.text} {wrong}"))
        return
    if marker.tolerance and not is_trained(exercises[marker.path.slug].entry(marker.path)):
        message = f"{marker.path.text} is not trained, so it has no tolerance; remove the ~"
        report.faults.append(page.fault(marker.start, message))
        return
    if marker.tolerance > WIDEST:
        message = f"{marker.path.text}: a tolerance of more than {WIDEST:.0%} backs no digit; make it smaller"
        report.faults.append(page.fault(marker.start, message))
        return
    report.faults += [page.fault(start, message) for message in _unconfirmed(marker, literal, exercises)]
    if is_within_tolerance(marker, literal, value):
        report.near += [binding] if agreed(exercises, marker) else []
        return
    if right != literal:
        is_agreed = agreed(exercises, marker)
        message = f"page says {shortened(literal)}, {marker.path.text} is {shortened(_told(right, value))}"
        report.faults.append(page.fault(start, message + _who_writes(literal, is_agreed=is_agreed)))
        report.rewrites += [(start, end, right)] if is_agreed else []
    elif could_flip(literal, value):
        report.faults.append(
            page.fault(
                start, f"{literal} stands at a rounding boundary of {display(value)}; show another number of digits"
            )
        )


def _who_writes(literal: str, *, is_agreed: bool) -> str:
    if not is_agreed:
        return "; `make fix` leaves it while a witness or the key disagrees"
    return "; `make fix` writes it" if literal == "?" else ""


def _unconfirmed(marker: Marker, literal: str, exercises: dict[str, Exercise]) -> Iterator[str]:
    """Who does not stand behind the digits shown; of given data and mistakes nobody has to."""
    entry = exercises[marker.path.slug].by_id.get(marker.path.answer)
    for who in unconfirmed(literal, marker.path, entry) if entry else ():
        yield f"{marker.path.text}: {who}, which does not confirm {literal}; show fewer digits, or sharpen the witness"


def _behind(page: Page, marker: Marker) -> tuple[int, int]:
    """What a marker that leads nowhere stands behind: one fault is enough for it."""
    if marker.bound:
        return marker.bound.start, marker.bound.end
    return max(page.text.rfind(edge, 0, marker.start) for edge in " \n"), marker.start


def _mistake_as_answer(page: Page, marker: Marker, exercise: Exercise) -> str:
    """What is wrong where a mistake could be taken for the answer, or the answer for a mistake."""
    if marker.path.answer not in exercise.slips:
        return ""
    if "mistakes" not in page.folds_around(marker.start):
        return 'is a mistake, which can only be shown in <details class="mistakes">'
    slip = exercise.slips[marker.path.answer][1]
    if slip.differs:
        return ""
    if any(other.differs for _, other in exercise.slips.values() if other.name == slip.name):
        return "is the same as the answer here, so it is no mistake; show it on another instance"
    return f"is the answer on every instance: either the answer makes this mistake, or it is none: {slip.mistake}"


def agreed(exercises: dict[str, Exercise], marker: Marker) -> bool:
    """Whether the witnesses and the key stand behind a value; given data needs neither."""
    entry = exercises[marker.path.slug].entry(marker.path)
    return entry is None or entry.agreed


def is_trained(entry: Entry | None) -> bool:
    return isinstance(entry, Answer) and entry.trained


def is_within_tolerance(marker: Marker, literal: str, value: Tree) -> bool:
    """Results of training keep the page's literal while the computed value is near it."""
    match = NUMBER.fullmatch(literal.strip())
    if not marker.tolerance or not match or not match["digits"] or not isinstance(value, (int, float)):
        return False
    shown = float(match["digits"]) * (-1 if match["sign"] else 1)
    right = float(scaled(match, value))
    return abs(shown - right) <= marker.tolerance * abs(right)


def _check_same(page: Page, report: Report) -> None:
    """Near is not enough for a result that the page shows twice: two literals would contradict each other."""
    said = defaultdict(set)
    for item in report.near:
        said[item.right, f"{item.value:.9g}"].add(item.literal)
    for item in report.near:
        others = said[item.right, f"{item.value:.9g}"] - {item.literal}
        if others and item.literal != item.right:
            told = f"page says {item.literal} here, and {', '.join(sorted(others))} elsewhere of the same result"
            report.faults.append(page.fault(item.start, f"{told}; write {item.right} everywhere"))
            report.rewrites.append((item.start, item.end, item.right))


def _told(right: str, value: Tree) -> str:
    """The right literal, with more digits where the literal shows few."""
    full = display(value)
    return right if isinstance(value, (bool, int, str, dict, list)) or right == full else f"{right} ({full})"


def _check_figures(page: Page, exercises: dict[str, Exercise], report: Report) -> None:
    """Each figure is one that there is, and stands on the page as a picture with its text."""
    known = {file: (figure, one) for one in exercises.values() for file, figure in one.by_file.items()}
    shown = list(images(page))
    for match in shown:
        target = match["target"].lstrip("./")
        if target in known:
            _check_figure(page, match, *known[target], report)
        elif target.startswith("generated/"):
            there = ", ".join(sorted(known)) or "none"
            report.faults.append(page.fault(match.start(), f"no figure {target}; there is {there}"))
    plain = [*(match.span("target") for match in shown), *_hidden(page)]
    for match in FIGURE.finditer(page.text):
        if not any(start <= match.start() < end for start, end in plain):
            folder = page.path.parent.relative_to(here().docs).as_posix()
            target = posixpath.relpath(match[0], folder)
            message = f"write the figure as ![its alternative text]({target}), without a title or brackets in the text"
            report.faults.append(page.fault(match.start(), message))


def _check_figure(page: Page, match: re.Match[str], figure: Figure, exercise: Exercise, report: Report) -> None:
    report.figures.setdefault(figure.id, match.start())
    report.covered.append(match.span("alt"))
    if figure.within and not any(map(is_trained, exercise.entries)):
        report.faults.append(page.fault(match.start(), f"{figure.id} shows nothing trained; remove its `within`"))
    if figure.alt and not says_the_same(match["alt"], figure):  # none: it could not be drawn, which is reported
        message = f"the alternative text of {figure.id} is: {figure.alt}; `make fix` writes it"
        report.faults.append(page.fault(match.start(), message))
        if not exercise.faults:  # its numbers are those of all the answers
            report.rewrites.append((*match.span("alt"), figure.alt))


def says_the_same(alt: str, figure: Figure) -> bool:
    """Word by word; decimals of trained nets may be a little away from what was computed."""
    if not figure.within:
        return alt == figure.alt
    pairs = zip(DECIMAL.findall(alt), DECIMAL.findall(figure.alt))
    near = all(abs(float(shown) - float(right)) <= figure.within * float(right) for shown, right in pairs)
    return near and DECIMAL.sub("?", alt) == DECIMAL.sub("?", figure.alt)


def images(page: Page) -> Iterator[re.Match[str]]:
    """Every image of a page, those in code and comments left out."""
    hidden = _hidden(page)
    for match in IMAGE.finditer(page.text):
        if not any(start <= match.start() < end for start, end in hidden):
            yield match


def _hidden(page: Page) -> list[tuple[int, int]]:
    return [(token.start, token.end) for token in page.tokens if token.kind in ("fence", "code", "comment")]
