"""The ledger, part by part: every value of an exercise, who agrees with it and how closely, and what to edit."""

import html
from collections.abc import Iterable, Sequence

from scripts.checking.check_relations import KINDS
from scripts.model.edition import Answer, Claim, Entry, Relations
from scripts.model.faults import shortened
from scripts.model.paths import relative, snippet_of
from scripts.model.repository import edit_link
from scripts.model.source import Page, Section
from scripts.rendering.behind import behind

LONGEST = 60  # characters of a value in its row
NO_MATHS = {ord("$"): "&#36;"}  # in text that is no formula


def ledger(page: Page, entries: Sequence[Entry], relations: Relations) -> str:
    """The count of relations, then for each part a section: its values and claims, a foldable row for each."""
    shown = [entry for entry in entries if isinstance(entry, (Answer, Claim))]
    parts = [section for section in page.sections if section.id in page.parts]
    told = [_part(page, section, [entry for entry in shown if entry.part == section.id]) for section in parts]
    others = [entry for entry in shown if entry.part not in page.parts]
    outside = [f"## Outside of the parts {{ #outside }}\n\n{_folds(others)}"] if others else []
    return "\n\n".join([*_counted(relations), *told, *outside])


def _part(page: Page, section: Section, entries: Sequence[Entry]) -> str:
    """What a part publishes, under its title: the way back to it, and what to edit."""
    links = [
        f'<a href="../#{section.id}">The part itself</a>',
        edit_link(relative(page.path), "Edit the text"),
        edit_link(computation_of(page.slug, section.id, entries), "Edit the computation"),
    ]
    line = f'<p class="part-links">{" · ".join(links)}</p>'
    return f"## {section.title} {{ #{section.id} }}\n\n{line}\n\n{_folds(entries)}"


def computation_of(slug: str, part: str, entries: Sequence[Entry]) -> str:
    """The file of the part's first answer; of a part without one the whole module, or the folder of a package."""
    sources = [entry.source.rpartition(":")[0] for entry in entries if entry.part == part]
    snippet = snippet_of(slug)
    return sources[0] if sources else relative(snippet.parent if snippet.name == "__init__.py" else snippet)


def _folds(entries: Sequence[Entry]) -> str:
    values = [entry for entry in entries if isinstance(entry, Answer)]
    claims = [entry for entry in entries if isinstance(entry, Claim)]
    witnesses = sum(len(entry.witnesses) for entry in values)
    head = f"{len(values)} published values, {witnesses} agreements of a second way with them"
    folds = [_fold(head, map(_row, values))] if values else []
    if claims:
        folds.append(_fold(f"{len(claims)} claims: relations that are tested, sign by sign", map(_row, claims)))
    return '<div class="ledger">\n' + "\n".join(folds) + "\n</div>" if folds else "No value stands in this part."


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
    return [f'<p class="relations">Of {total} relations (=, ≤, &lt; ...) of the exercise, {told}.</p>']


def _row(entry: Answer | Claim) -> str:
    """One value or claim: its name and what comes out, on opening what stands behind it."""
    summary = f"<summary><code>{html.escape(entry.name)}</code> <span>{_value(entry)}</span></summary>"
    return f'<details id="{entry.checked.partition("#")[2]}">{summary}{behind(entry)}</details>'


def _value(entry: Answer | Claim) -> str:
    """The value as far as a row has room; a formula, whose fonts a first view would have to load, waits in the fold."""
    if entry.kind == "table" and isinstance(entry.value, list):
        return f"table of {len(entry.value)} rows"
    if entry.kind == "formula":
        return "formula"
    return html.escape(shortened(entry.display, LONGEST)).translate(NO_MATHS)


def relations_at_a_glance(counted: dict[str, Relations], exam: list[Page]) -> str:
    """What stands behind the relations of each exercise, as a table with the sums."""
    titles = {page.slug: page.front_matter["title"].replace("|", "&#124;") for page in exam}
    rows = [[titles.get(slug, slug), *counts.counts, sum(counts.counts)] for slug, counts in counted.items()]
    sums = ["**In all**", *(sum(column) for column in list(zip(*rows))[1:])]
    head = ["Exercise", *KINDS, "relations"]
    table = [head, ["---", *["---:"] * (len(head) - 1)], *rows, sums]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in table)
