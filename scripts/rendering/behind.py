"""What stands behind a value, in words: who computed it, who agrees. Ledger and card say the same."""

import html

from scripts.formulas.typeset import typeset
from scripts.model.edition import Answer, Claim, Entry, Question, Slip, Witness
from scripts.model.repository import source_link

LONGEST = 60  # characters of a formula that has room in a line


def behind(entry: Entry, *, with_sources: bool = True) -> str:
    """What an entry claims, by whom it was computed, who agrees; formulas stand between dollars in the HTML.

    A card has no room for the sources of the witnesses.
    """
    if isinstance(entry, Question):  # what it claims stands on the page
        told = f"Decided by a check that runs: {source_link(entry.source)}."
    elif isinstance(entry, Claim):
        told = f"{tested(entry)}. Computed by {source_link(entry.source)}."
    else:
        told = f"Computed by {source_link(entry.source)}."
    said = "".join(_witness(witness, with_sources) for witness in entry.witnesses)
    return f"{_fact(entry)}<p>{told}</p><ul>{said}</ul>"


def _fact(entry: Entry) -> str:
    if isinstance(entry, Question):
        return ""
    mistake = "A mistake: " if isinstance(entry, Claim) and not entry.value else ""
    is_short = isinstance(entry, Answer) and entry.kind == "formula" and len(entry.latex) <= LONGEST
    return f"<p>{mistake}{prose(entry.fact)}</p>" + (f"<p>${entry.latex}$</p>" if is_short else "")


def tested(claim: Claim) -> str:
    """Where a claim was tested, and how much of its text was evaluated."""
    sides = sum(side.read for side in claim.sides)
    proof = "; proved for all values by SymPy" if claim.proofs else ""
    where = f"Tested on {', '.join(claim.tested)}"
    return f"{where}; {sides} of {len(claim.sides)} sides evaluated from their own text{proof}"


def behind_slip(slip: Slip, entry: Answer) -> str:
    """What was done wrong, where it is computed, and what is right."""
    right = (
        f"${entry.latex}$" if 0 < len(entry.latex) <= LONGEST else f"<code>{html.escape(entry.display[:400])}</code>"
    )
    wrong = f"<p>Mistake: {prose(slip.mistake)}</p><p>Computed, wrongly, by {source_link(slip.source)}.</p>"
    return f"{wrong}<p>The answer is {right}.</p>"


def _witness(witness: Witness, with_source: bool) -> str:
    allowed = f"; {witness.within:g} is allowed: {prose(witness.because)}" if witness.because else ""
    source = f" ({source_link(witness.source)})" if with_source else ""
    return f"<li>{prose(witness.name)}: {witness.said}{source}{allowed}</li>"


def prose(text: str) -> str:
    """Text with formulas between dollars, which must not be escaped; plain maths becomes such formulas."""
    parts = typeset(text).split("$")
    return "$".join(part if index % 2 else html.escape(part) for index, part in enumerate(parts))
