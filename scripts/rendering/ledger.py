"""The ledger under "Check it yourself": every value of an exercise, who agrees with it and how closely."""

import html
from typing import Any

from scripts.rendering.repository import source_link


def ledger(entries: list[dict[str, Any]]) -> str:
    """A foldable row for each answer, from the entries of `answers.json`."""
    witnesses = sum(len(entry["witnesses"]) for entry in entries)
    head = f"<p>{len(entries)} published values, {witnesses} agreements of a second way with them.</p>"
    rows = "\n".join(_row(entry) for entry in entries)
    return f'<div class="ledger">\n{head}\n{rows}\n</div>'


def _row(entry: dict[str, Any]) -> str:
    anchor = entry["id"].replace(".", "-").replace("@", "-at-")
    name = html.escape(entry["id"].partition(".")[2])
    said = "".join(_witness(witness) for witness in entry["witnesses"])
    summary = f"<summary><code>{name}</code> <span>{_value(entry['display'])}</span></summary>"
    proof = f"<p>Computed by {source_link(entry['source'])}.</p><ul>{said}</ul>"
    return f'<details id="value-{anchor}">{summary}<p>{html.escape(entry["fact"])}</p>{proof}</details>'


def _witness(witness: dict[str, Any]) -> str:
    apart = closeness(witness["deviation"])
    return f"<li>{html.escape(witness['name'])}: {apart} ({source_link(witness['source'])})</li>"


def closeness(deviation: float | str) -> str:
    """How far a witness is from the value, in words."""
    return "agrees exactly" if deviation == 0 else f"agrees, deviation {float(deviation):.1e}"


def _value(display: str) -> str:
    return html.escape(display if len(display) <= 60 else f"{display[:57]}...")
