"""The ledger under "Check it yourself": every value of an exercise, who agrees with it and how closely."""

import html
from collections.abc import Iterable, Sequence

from scripts.checking.check_relations import KINDS
from scripts.model.edition import Answer, Claim, Entry, Relations, Witness
from scripts.model.repository import source_link
from scripts.model.source import Page

LONGEST = 60  # characters of a value in its row
NO_MATHS = {ord("$"): "&#36;"}  # in text that is no formula


def ledger(entries: Sequence[Entry], relations: Relations) -> str:
    """A foldable row for each answer and claim, behind a count of relations."""
    claims = [entry for entry in entries if isinstance(entry, Claim)]
    values = [entry for entry in entries if isinstance(entry, Answer)]
    witnesses = sum(len(entry.witnesses) for entry in values)
    head = f"{len(values)} published values, {witnesses} agreements of a second way with them."
    folds = [_fold(head, map(_row, values))]
    if claims:
        folds.append(_fold(f"{len(claims)} claims: relations that are tested, sign by sign.", map(_claim, claims)))
    return "\n\n".join([*_counted(relations), '<div class="ledger">\n' + "\n".join(folds) + "\n</div>"])


def _fold(head: str, rows: Iterable[str]) -> str:
    return f"<details><summary>{head}</summary>\n" + "\n".join(rows) + "\n</details>"


def _counted(relations: Relations) -> list[str]:
    """How many relations the page has, and what stands behind them."""
    total = sum(relations.counts)
    if not total:
        return []
    words = (
        "end in a computed value",
        "are claims that are tested, with sides evaluated from their own text",
        "are claims that are tested",
        "are steps of a derivation, which only a reader checks",
    )
    told = "; ".join(f"{count} {said}" for count, said in zip(relations.counts, words))
    return [f'<p class="relations">Of {total} relations (=, ≤, &lt; ...) on this page, {told}.</p>']


def _claim(entry: Claim) -> str:
    """One claim: what it says in words, where it was tested, and how much of its text was evaluated."""
    sides = sum(side.read for side in entry.sides)
    tested = f"Tested on {', '.join(entry.tested)}; {sides} of {len(entry.sides)} sides evaluated from their own text"
    proof = "; proved for all values by SymPy" if entry.proofs else ""
    summary = f"<summary><code>{html.escape(entry.name)}</code> <span>{entry.display}</span></summary>"
    proven = f"<p>{tested}{proof}. Computed by {source_link(entry.source)}.</p>"
    return f'<details id="value-{_anchor(entry)}">{summary}<p>{_prose(entry.fact)}</p>{proven}</details>'


def _anchor(entry: Entry) -> str:
    return entry.short.replace(".", "-").replace("@", "-at-")


def _row(entry: Answer) -> str:
    said = "".join(_witness(witness) for witness in entry.witnesses)
    summary = f"<summary><code>{html.escape(entry.name)}</code> <span>{_value(entry)}</span></summary>"
    formula = f"<p>${entry.latex}$</p>" if entry.kind == "formula" and len(entry.latex) <= LONGEST else ""
    shown = f' Shown in part <a href="#{entry.anchor}">({entry.part})</a>.' if entry.part else ""
    proof = f"<p>Computed by {source_link(entry.source)}.{shown}</p><ul>{said}</ul>"
    return f'<details id="value-{_anchor(entry)}">{summary}<p>{_prose(entry.fact)}</p>{formula}{proof}</details>'


def _witness(witness: Witness) -> str:
    allowed = f"; {witness.within:g} is allowed: {_prose(witness.because)}" if witness.because else ""
    return f"<li>{html.escape(witness.name)}: {witness.said} ({source_link(witness.source)}){allowed}</li>"


def _value(entry: Answer) -> str:
    """The value as far as a row has room; a formula, whose fonts a first view would have to load, waits in the fold."""
    if entry.kind == "table" and isinstance(entry.value, list):
        return f"table of {len(entry.value)} rows"
    if entry.kind == "formula":
        return "formula"
    text = entry.display
    return html.escape(text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}...").translate(NO_MATHS)


def _prose(text: str) -> str:
    """Text with formulas between dollars, which the extension renders later and which must not be escaped."""
    return "$".join(part if index % 2 else html.escape(part) for index, part in enumerate(text.split("$")))


def relations_at_a_glance(counted: dict[str, Relations], exam: list[Page]) -> str:
    """What stands behind the relations of each exercise, as a table with the sums."""
    titles = {page.slug: page.front_matter["title"].replace("|", "&#124;") for page in exam}
    rows = [[titles.get(slug, slug), *counts.counts, sum(counts.counts)] for slug, counts in counted.items()]
    sums = ["**In all**", *(sum(column) for column in list(zip(*rows))[1:])]
    head = ["Exercise", *KINDS, "relations"]
    table = [head, ["---", *["---:"] * (len(head) - 1)], *rows, sums]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in table)
