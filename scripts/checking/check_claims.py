"""Hold every claimed formula of a page against the TeX of its claim: `$...$<!--! optimization.hessian_splits -->`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scripts.checking.check_markers import Report
from scripts.model.entries import Claim
from scripts.model.evidence import Exercise
from scripts.model.faults import shortened
from scripts.model.markers import bound_before
from scripts.model.relations import same_relation
from scripts.model.source import Page, Token

CLAIM = re.compile(r"<!--\s*!(?P<body>.*?)-->", re.S)
NAME = re.compile(r"\s*(?P<slug>\w+)\.(?P<name>\w+)\s*")
STOPS = re.compile(r"[\s.,;]*$")


class ClaimMarker(NamedTuple):
    """A comment that binds the formula right before it to a claim."""

    id: str
    slug: str
    start: int
    end: int
    formula: Token | None


def find_claims(page: Page) -> Iterator[ClaimMarker | tuple[int, str]]:
    """Every claim's marker on a page; one that cannot be read is a position and what is wrong."""
    for index, token in enumerate(page.tokens):
        match = CLAIM.fullmatch(token.text) if token.kind == "comment" else None
        if not match:
            continue
        name = NAME.fullmatch(match["body"])
        if name is None:
            yield token.start, f"cannot read the claim {token.text!r}; write <!--! slug.claim -->"
            continue
        bound = bound_before(page, index)
        formula = bound if bound and bound.kind in ("maths", "display") else None
        yield ClaimMarker(f"{name['slug']}.{name['name']}", name["slug"], token.start, token.end, formula)


def check_claims(page: Page, exercises: dict[str, Exercise], report: Report) -> None:
    """Every claimed formula has the TeX of its claim."""
    for found in find_claims(page):
        if isinstance(found, ClaimMarker):
            _check(page, found, exercises, report)
        else:
            report.faults.append(page.fault(*found))


def _check(page: Page, marker: ClaimMarker, exercises: dict[str, Exercise], report: Report) -> None:
    entry = claim_entry(exercises, marker)
    if entry is None or marker.formula is None:
        wrong = f"no claim {marker.id}{_there_is(exercises, marker.slug)}" if entry is None else _UNBOUND
        report.faults.append(page.fault(marker.start, wrong))
        return
    report.shown.setdefault(marker.id, marker.start)
    start, end, literal = body_of(marker.formula)
    report.covered.append((start, end))
    if not same_relation(literal, entry.latex):
        report.faults.append(
            page.fault(start, f"page says {shortened(literal, 120)}, {marker.id} is {shortened(entry.latex, 120)}")
        )
        if entry.agreed:
            report.rewrites.append((start, end, entry.latex))


_UNBOUND = "this claim binds no formula; put it right behind the closing $"


def claim_entry(exercises: dict[str, Exercise], marker: ClaimMarker) -> Claim | None:
    """What was computed for the claim of a marker, if there is one."""
    exercise = exercises.get(marker.slug)
    entry = exercise.by_id.get(marker.id) if exercise else None
    return entry if isinstance(entry, Claim) else None


def body_of(formula: Token) -> tuple[int, int, str]:
    """Where the TeX of a formula stands, and the TeX; punctuation at its end belongs to the sentence."""
    literal = STOPS.sub("", formula.body)
    start = formula.inner[0] + len(literal) - len(literal.lstrip())
    return start, start + len(literal.lstrip()), literal.lstrip()


def _there_is(exercises: dict[str, Exercise], slug: str) -> str:
    known = exercises[slug].of(Claim) if slug in exercises else ()
    names = sorted(entry.name for entry in known)
    return f"; {slug} claims {', '.join(names) or 'nothing'}"
