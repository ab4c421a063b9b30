"""Every relation on an exercise page is a value, a claim, a definition or a condition; in a derivation also a step."""

import re
from collections.abc import Iterator

from scripts.checking.check_claims import ClaimMarker, body_of, claim_entry, find_claims
from scripts.checking.check_markers import IMAGE, Report
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault, shortened
from scripts.model.relations import is_definition, is_vague, relations
from scripts.model.source import Page, Token

KINDS = ("computed", "claimed and parsed", "claimed", "argued in words")
DERIVATIONS = {"hint", "solution", "beyond"}  # folds in which a step of a derivation may stand
CONDITION = re.compile(
    r"\b(?:for|if|where|when|with|unless|whenever|let)\s+(?:all|every|each|any|some|only|both|the)?\s*$", re.I
)
AND = re.compile(r"\s*(?:,|and|or|, and)\s*$")
IN_PROSE = re.compile(r"[≤≥≠]|(?<=\w) ?[=≈] ?(?=\w)")


def check_relations(page: Page, exercises: dict[str, Exercise], report: Report) -> None:
    """Count what stands behind each relation of a page, and report those that need something and have nothing."""
    claims = {found.formula: found for found in find_claims(page) if isinstance(found, ClaimMarker)}
    report.relations = dict.fromkeys(KINDS, 0)
    conditions: set[Token] = set()
    for token in page.formulas:
        literal = body_of(token)[2]
        chains = relations(literal)
        if not (chains or is_vague(literal)) or is_definition(literal) or page.section_at(token.start, {"task"}):
            continue
        if _is_condition(page, token, conditions):
            conditions.add(token)
        elif token in claims:
            entry = claim_entry(exercises, claims[token])
            report.relations["claimed and parsed" if entry and entry.is_read else "claimed"] += 1
        elif _signs_before_values(token, report.covered) <= 1:
            report.relations["computed"] += 1
        else:
            report.relations["argued in words"] += 1
            if not _is_step(page, token):
                report.faults.append(page.fault(token.start, _unmarked(token, report.covered)))
    report.faults += _in_prose(page, report.covered)


def _signs_before_values(token: Token, covered: list[tuple[int, int]]) -> float:
    """How many signs stand before the first computed literal of a formula; infinity without one."""
    starts = [start for start, end in covered if token.start <= start and end <= token.end]
    if not starts:
        return float("inf")
    before = relations(token.text[token.inner[0] - token.start : min(starts) - token.start] + "x")
    return sum(len(chain.signs) for chain in before)


def _is_condition(page: Page, token: Token, conditions: set[Token]) -> bool:
    """One relation about one named quantity right behind *for*, *if*, *where*, *when*, *with*, or in their list."""
    chains = relations(body_of(token)[2])
    simple = len(chains) == 1 and len(chains[0].signs) <= 2 and all(map(_is_quantity, chains[0].sides))
    before = page.text[max(0, token.start - 60) : token.start]
    listed = any(other.end < token.start and AND.fullmatch(page.text[other.end : token.start]) for other in conditions)
    return simple and (bool(CONDITION.search(before)) or listed)


def _is_quantity(side: str) -> bool:
    """A number or a name with its index, norm or sign: nothing that is added, divided or applied."""
    bare = re.sub(r"[_^] (?:\{[^{}]*\}|\S+)", "", side).lstrip("-+ ")
    return not re.search(r"[+*/-]|\\(?:[td]?frac|sum|prod|int|log|exp|[st]?anh?|cosh|sinh|pm)(?![a-z])", bare)


def _is_step(page: Page, token: Token) -> bool:
    """Whether a formula stands in a derivation, and in no table."""
    row = page.line_at(token.start).lstrip()
    return not row.startswith("|") and bool(DERIVATIONS & set(page.folds_around(token.start)))


def _unmarked(token: Token, covered: list[tuple[int, int]]) -> str:
    shown = shortened(token.text, 100)
    if _signs_before_values(token, covered) < float("inf"):
        return (
            f"{shown}: its value stands behind the last sign only; part the formula, make the rest <!--! slug.claim -->"
        )
    return f"{shown} has nothing behind it; make it a claim <!--! slug.claim -->, a value, or a definition with :="


def _in_prose(page: Page, covered: list[tuple[int, int]]) -> Iterator[Fault]:
    text = page.without(
        {"front", "fence", "comment", "code", "tag", "target", "attributes", "maths", "display", "escape"}
    )
    text = IMAGE.sub(lambda image: " " * len(image[0]), text)  # a figure's text comes from its function
    for match in IN_PROSE.finditer(text):
        if not any(start <= match.end() + 2 and match.start() - 2 <= end for start, end in covered):
            yield page.fault(match.start(), f"{match[0].strip()} in a sentence; write the relation as a formula")
