"""The ledger under "Check it yourself": every value of an exercise, who agrees with it and how closely."""

import html
from typing import Any

from scripts.rendering.repository import source_link

LONGEST = 60  # characters of a value in its row
NO_MATHS = {ord("$"): "&#36;"}  # in text that is no formula


def ledger(entries: list[dict[str, Any]]) -> str:
    """A foldable row for each answer, from the entries of `answers.json`; the whole is a fold too."""
    witnesses = sum(len(entry["witnesses"]) for entry in entries)
    head = f"<summary>{len(entries)} published values, {witnesses} agreements of a second way with them.</summary>"
    rows = "\n".join(_row(entry) for entry in entries)
    return f'<div class="ledger">\n<details>{head}\n{rows}\n</details>\n</div>'


def _row(entry: dict[str, Any]) -> str:
    anchor = entry["id"].replace(".", "-").replace("@", "-at-")
    name = html.escape(entry["id"].partition(".")[2])
    said = "".join(_witness(witness) for witness in entry["witnesses"])
    summary = f"<summary><code>{name}</code> <span>{_value(entry)}</span></summary>"
    formula = f"<p>${entry['latex']}$</p>" if entry["kind"] == "formula" and len(entry["latex"]) <= LONGEST else ""
    shown = f' Shown in part <a href="#{entry["anchor"]}">({entry["part"]})</a>.' if entry["part"] else ""
    proof = f"<p>Computed by {source_link(entry['source'])}.{shown}</p><ul>{said}</ul>"
    return f'<details id="value-{anchor}">{summary}<p>{_prose(entry["fact"])}</p>{formula}{proof}</details>'


def _witness(witness: dict[str, Any]) -> str:
    apart = closeness(witness["deviation"], witness["within"])
    return f"<li>{html.escape(witness['name'])}: {apart} ({source_link(witness['source'])})</li>"


def closeness(deviation: float | str, within: float) -> str:
    """How far a witness is from the value, in words; what is simulated has standard errors for its unit."""
    if deviation == 0:
        return "agrees exactly"
    if within >= 1:
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
