"""The ledger under "Check it yourself": every value of an exercise, who agrees with it and how closely."""

import html
from collections.abc import Iterable
from typing import Any

from scripts.checking.check_relations import KINDS
from scripts.model.repository import source_link
from scripts.model.source import Page

LONGEST = 60  # characters of a value in its row
NO_MATHS = {ord("$"): "&#36;"}  # in text that is no formula


def ledger(entries: list[dict[str, Any]], relations: dict[str, int]) -> str:
    """A foldable row for each answer and claim, from the entries of `answers.json`, behind a count of relations."""
    claims = [entry for entry in entries if entry["kind"] == "claim"]
    values = [entry for entry in entries if entry["kind"] != "claim"]
    witnesses = sum(len(entry["witnesses"]) for entry in values)
    head = f"{len(values)} published values, {witnesses} agreements of a second way with them."
    folds = [_fold(head, map(_row, values))]
    if claims:
        folds.append(_fold(f"{len(claims)} claims: relations that are tested, sign by sign.", map(_claim, claims)))
    return "\n\n".join([*_counted(relations), '<div class="ledger">\n' + "\n".join(folds) + "\n</div>"])


def _fold(head: str, rows: Iterable[str]) -> str:
    return f"<details><summary>{head}</summary>\n" + "\n".join(rows) + "\n</details>"


def _counted(relations: dict[str, int]) -> list[str]:
    """How many relations the page has, and what stands behind them."""
    total = sum(relations.values())
    if not total:
        return []
    words = {
        "computed": "end in a computed value",
        "claimed and parsed": "are claims that are tested, with sides evaluated from their own text",
        "claimed": "are claims that are tested",
        "argued in words": "are steps of a derivation, which only a reader checks",
    }
    told = "; ".join(f"{relations[kind]} {said}" for kind, said in words.items())
    return [
        f'<p class="relations">Of {total} relations (=, ≤, < ...) on this page, {told}.</p>'.replace(
            "< ...", "&lt; ..."
        )
    ]


def _claim(entry: dict[str, Any]) -> str:
    """One claim: what it says in words, where it was tested, and how much of its text was evaluated."""
    name, told = entry["id"].partition(".")[2], entry["claim"]
    sides = sum(side["read"] for side in told["sides"])
    tested = (
        f"Tested on {', '.join(told['tested'])}; {sides} of {len(told['sides'])} sides evaluated from their own text"
    )
    proof = "; proved for all values by SymPy" if told["proofs"] else ""
    summary = f"<summary><code>{html.escape(name)}</code> <span>{entry['display']}</span></summary>"
    proven = f"<p>{tested}{proof}. Computed by {source_link(entry['source'])}.</p>"
    return f'<details id="value-{_anchor(entry["id"])}">{summary}<p>{_prose(entry["fact"])}</p>{proven}</details>'


def _anchor(id: str) -> str:
    return id.replace(".", "-").replace("@", "-at-")


def _row(entry: dict[str, Any]) -> str:
    name = html.escape(entry["id"].partition(".")[2])
    said = "".join(_witness(witness) for witness in entry["witnesses"])
    summary = f"<summary><code>{name}</code> <span>{_value(entry)}</span></summary>"
    formula = f"<p>${entry['latex']}$</p>" if entry["kind"] == "formula" and len(entry["latex"]) <= LONGEST else ""
    shown = f' Shown in part <a href="#{entry["anchor"]}">({entry["part"]})</a>.' if entry["part"] else ""
    proof = f"<p>Computed by {source_link(entry['source'])}.{shown}</p><ul>{said}</ul>"
    return (
        f'<details id="value-{_anchor(entry["id"])}">{summary}<p>{_prose(entry["fact"])}</p>{formula}{proof}</details>'
    )


def _witness(witness: dict[str, Any]) -> str:
    apart = closeness(witness["deviation"], witness["unit"])
    allowed = f"; {witness['within']:g} is allowed: {_prose(witness['because'])}" if "because" in witness else ""
    return f"<li>{html.escape(witness['name'])}: {apart} ({source_link(witness['source'])}){allowed}</li>"


def closeness(deviation: float | str, unit: str) -> str:
    """How far a witness is from the value, in words and in the unit that it was measured in."""
    if deviation == 0:
        return "agrees exactly"
    if unit == "standard errors":
        return f"agrees, {float(deviation):.1f} standard errors away"
    return f"agrees, deviation {float(deviation):.1e}"


def _value(entry: dict[str, Any]) -> str:
    """The value as far as a row has room; a formula, whose fonts a first view would have to load, waits in the fold."""
    if entry["kind"] == "table":
        return f"table of {len(entry['value'])} rows"
    if entry["kind"] == "formula":
        return "formula"
    text = entry["display"]
    return html.escape(text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}...").translate(NO_MATHS)


def _prose(text: str) -> str:
    """Text with formulas between dollars, which the extension renders later and which must not be escaped."""
    return "$".join(part if index % 2 else html.escape(part) for index, part in enumerate(text.split("$")))


def relations_at_a_glance(counted: dict[str, dict[str, int]], exam: list[Page]) -> str:
    """What stands behind the relations of each exercise, as a table with the sums."""
    titles = {page.slug: page.front_matter["title"].replace("|", "&#124;") for page in exam}
    rows = [[titles.get(slug, slug), *counts.values(), sum(counts.values())] for slug, counts in counted.items()]
    sums = ["**In all**", *(sum(column) for column in list(zip(*rows))[1:])]
    head = ["Exercise", *KINDS, "relations"]
    table = [head, ["---", *["---:"] * (len(head) - 1)], *rows, sums]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in table)
