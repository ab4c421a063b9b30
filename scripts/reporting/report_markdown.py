"""A comparison as Markdown: a block for each change, the gravest first; one line where nothing changed."""

import re
from collections import Counter
from collections.abc import Iterator

from scripts.model.faults import shortened
from scripts.model.tree import Tree, display
from scripts.reporting.report_changes import Comparison
from scripts.reporting.report_editions import Edition
from scripts.reporting.report_pictures import DRAWING, digest
from scripts.reporting.report_sources import KeyLine, typed, with_part
from scripts.reporting.report_steps import ANSWER, MEANING, VERDICTS, Step, counted, verdict_of

WIDTH = 300  # characters of one side of a step
AT_MOST = 60  # blocks of one verdict; a summary of GitHub holds a megabyte
BESIDE = 4  # words of a long text that are shown on each side of what changed
USERS = 12  # dependants that are named one by one
HOW = (
    "Dependants are read off, nothing is run: markers that name the value on a page; answers, claims, statements and "
    "figures whose functions come to call its function, directly or through others; statements that are about its "
    "part. A sentence that uses a value without a marker is not found."
)


def markdown(sides: Comparison) -> str:
    """The report."""
    changes = sides.steps
    unknown = " ".join(_not_compared(sides))
    if not changes:
        compared = f"{len(sides.after.answers)} answers and {len(sides.after.figures)} figures"
        return f"Nothing changed for a reader since {_base(sides.before)}: {compared}. {unknown}".strip()
    counts = Counter(map(verdict_of, changes.values()))
    head = ", ".join(counted(counts[verdict], verdict) for verdict in VERDICTS if counts[verdict])
    lines = ["## What changed for a reader", "", f"Since {_base(sides.before)}: {head}. {unknown}".strip()]
    for verdict in (verdict for verdict in VERDICTS if counts[verdict]):
        lines += ["", f"### {verdict.capitalize()}: {MEANING[verdict]}"]
        names = [name for name in changes if verdict_of(changes[name]) == verdict]
        for name in names[:AT_MOST]:
            lines += ["", *_block(name, changes[name], sides)]
        if len(names) > AT_MOST:
            lines += ["", f"... and {len(names) - AT_MOST} more: {_listed(names[AT_MOST:])}"]
    return "\n".join([*lines, *(["", HOW] if counts[ANSWER] else [])])


def _base(edition: Edition) -> str:
    commit = f", commit {edition.commit[:7]}" if edition.commit else ""
    return f"{code(edition.name)}{commit}"


def _not_compared(sides: Comparison) -> Iterator[str]:
    if not sides.before.is_whole:
        yield (
            "The base was not built: of values, the literals on its pages were compared, to the digits shown; "
            "drawings were not."
        )
    if sides.old is None:
        commit = sides.before.commit
        why = f"commit {commit[:7]} is not in this clone" if commit else "it names no commit"
        yield f"The base's pages and key were not compared: {why}."


def _block(name: str, steps: list[Step], sides: Comparison) -> Iterator[str]:
    """One change: its name and place, its steps, and for an answer who guards it and what depends on it."""
    yield f"**{code(name)}**{_place(name, sides)}"
    for step in sorted(steps, key=lambda step: VERDICTS.index(step.verdict)):
        yield f"- {step.what}{_from_to(step)}"
    if name in sides.after.figures and all(step.what != DRAWING for step in steps):
        yield from _drawing(name, sides.after)
    if verdict_of(steps) == ANSWER:
        yield from _guards(name, sides)
    for was, now in sides.key_lines(name):
        yield f"- key, {_key_line(was, now, known=sides.old is not None)}"
    if verdict_of(steps) == ANSWER:
        yield from _dependants(name, sides)


def _drawing(name: str, edition: Edition) -> Iterator[str]:
    file = edition.figures[name]["file"]
    content = edition.picture(file)
    if content is not None:
        yield f"- {DRAWING}, as it is: {code(f'{edition.place}{file} (sha256 {digest(content)})')}"


def _from_to(step: Step) -> str:
    if step.before == "" and step.after == "":
        return ""
    sides = [_side(text) for text in cropped(_text(step.before), _text(step.after))]
    long = max(map(len, sides)) > WIDTH // 4
    return f":\n  - from {sides[0]}\n  - to {sides[1]}" if long else f": from {sides[0]} to {sides[1]}"


def _side(text: str) -> str:
    return code(shortened(text, WIDTH)) if text else "nothing"


def _text(value: Tree) -> str:
    """A value, in full where six digits could hide what changed."""
    return repr(value) if isinstance(value, float) else display(value)


def cropped(before: str, after: str) -> tuple[str, str]:
    """Two long texts without the words that they share at both ends, but for a few beside what changed."""
    mine, theirs = before.split(), after.split()
    if max(len(before), len(after)) <= WIDTH // 2:
        return before, after
    head = _shared(mine, theirs)
    tail = _shared(mine[head:][::-1], theirs[head:][::-1])
    first, last = max(0, head - BESIDE), max(0, tail - BESIDE)
    ends = "... " if first else "", " ..." if last else ""
    texts = [f"{ends[0]}{' '.join(side[first : len(side) - last])}{ends[1]}" for side in (mine, theirs)]
    return texts[0], texts[1]


def _shared(mine: list[str], theirs: list[str]) -> int:
    return next((index for index, (a, b) in enumerate(zip(mine, theirs)) if a != b), min(len(mine), len(theirs)))


def _key_line(was: KeyLine | None, now: KeyLine | None, known: bool) -> str:
    """What was typed, and how it was found on paper, which a reviewer reviews."""
    place = next(line.place for line in (now, was) if line)
    if typed(was) == typed(now) or not known:
        return f"{place}: {_side(typed(now))}{', unchanged' if known else ''}"
    told = f"{place}: from {_side(typed(was))} to {_side(typed(now))}"
    if not now or not now.paper:
        return told
    return f"{told}; on paper{', as before' if was and was.paper == now.paper else ''}: {_side(now.paper)}"


def _place(name: str, sides: Comparison) -> str:
    """The page and part, as a link where the base is published; points as well."""
    entries = sides.after.instances(name) or sides.before.instances(name)
    entry = entries[0] if entries and "page" in entries[0] else None
    shown = next((shown for side in reversed(sides.shown) for shown in side if shown.name == name), None)
    if entry:
        points = f", part ({entry['part']}) of {entry['points']} points" if entry["part"] else ""
        return f", {_link(with_part(entry['page'], entry['anchor']), sides)}{points}"
    if name in sides.after.figures and (figure := sides.new.figures.get(name)):
        return f", {_link(figure['page'], sides)}"
    if shown:
        return f", {_link(shown.address, sides)}, {shown.place}"
    return ""


def _link(address: str, sides: Comparison) -> str:
    is_open = sides.before.place.startswith("http")
    return f"[{address}]({sides.before.place}{address})" if is_open else address


def _guards(name: str, sides: Comparison) -> Iterator[str]:
    entries = sides.after.instances(name)
    if not entries:
        return
    unit = {"standard errors": " standard errors", "relative": ""}
    told = [
        f"{witness['name']} ({witness['within']:g}{unit[witness['unit']]} allowed)"
        if witness.get("unit") in unit
        else f"{witness['name']} (exactly)"
        for witness in entries[0]["witnesses"]
    ]
    yield f"- guarded by {'; '.join(told)}"


def _dependants(name: str, sides: Comparison) -> Iterator[str]:
    """Where the value stands, what is computed from it, and which statements are about its part."""
    places: dict[str, list[str]] = {}
    for shown in (shown for shown in sides.shown[1] if shown.name == name):
        places.setdefault(shown.address, []).append(shown.place.rpartition(":")[2])
    if places:
        told = [
            f"{address or 'the front page'} (line {', '.join(dict.fromkeys(lines))})"
            for address, lines in places.items()
        ]
        yield f"- shown in {'; '.join(told)}"
    if users := sides.snippets.users(name):
        yield f"- computed from it: {_listed(users)}"
    if about := _about(name, sides):
        yield f"- statements about its part: {_listed(about)}"


def _about(name: str, sides: Comparison) -> list[str]:
    entries = sides.after.instances(name)
    address = f"{entries[0]['page']}#{entries[0]['anchor']}" if entries and entries[0].get("anchor") else None
    found = (id for id, entry in sides.after.answers.items() if address and entry.get("about") == address)
    return [id.partition("@")[0] for id in found]


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - USERS} more" if len(names) > USERS else ""
    return ", ".join(map(code, names[:USERS])) + more


def code(text: str) -> str:
    """A code span that shows the text as it is, backticks too."""
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"
