"""What changed for a reader between two editions: for each answer, figure and section its steps, from and to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import eq

from scripts.model.relations import same_relation
from scripts.reporting.report_editions import Edition, Entry
from scripts.reporting.report_literals import literal_steps
from scripts.reporting.report_pictures import picture_steps
from scripts.reporting.report_snippets import Snippets
from scripts.reporting.report_sources import KeyLine, Shown, Sources, typed
from scripts.reporting.report_steps import ANSWER, EXPLANATION, PRESENTATION, Step
from scripts.reporting.report_texts import text_steps
from scripts.reporting.report_values import alike, differences, tolerance_of

LAYOUT = re.compile(r"\\(?:begin|end)\{(?:aligned|gathered)\}|\\\\|&|\\q?quad(?![a-z])|\\[,;:! ]|\s+")
AT_MOST = 8  # entries of one value that are told one by one
WORDS = {
    "fact": "in words",
    "reason": "reason",
    "instead": "what is right instead",
    "evidence": "what its check found",
    "points": "points of the part",
    "costs_marks": "whether it costs marks",
}
ADDRESS = {"topic": "topic", "about": "where it belongs", "page": "page", "anchor": "part"}


@dataclass(frozen=True)
class Comparison:
    """Two editions with the sources of each, where they are known."""

    before: Edition
    after: Edition
    old: Sources | None
    new: Sources

    @cached_property
    def shown(self) -> tuple[list[Shown], list[Shown]]:
        """What the pages of both sides show."""
        return self.old.shown(self.known) if self.old else [], self.new.shown(self.after)

    @property
    def known(self) -> Edition:
        """The edition that tells which old literals are text: the old one, unless it was read off sources."""
        return self.before if self.before.is_whole else self.after

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The new name of each answer whose fact stands now under another one."""
        gone = [name for name in self.before.names if not self.after.instances(name)]
        come = [name for name in self.after.names if not self.before.instances(name)]
        facts = {(_slug(name), self.after.instances(name)[0]["fact"]): name for name in reversed(come)}
        found = {name: facts.get((_slug(name), self.before.instances(name)[0].get("fact"))) for name in gone}
        return {name: new for name, new in found.items() if new}

    @cached_property
    def snippets(self) -> Snippets:
        """The snippets as they are now, read as text."""
        return Snippets(self.new)

    @cached_property
    def tolerances(self) -> dict[str, float]:
        """How far the values of trained nets may move, by name: as far as the widest of their markers allows."""
        found: dict[str, float] = {}
        for shown in (shown for side in self.shown for shown in side):
            found[shown.name] = max(found.get(shown.name, 0.0), shown.tolerance)
        return found

    def tolerance(self, name: str, *entries: Entry) -> float:
        """How far a value may move and be the same."""
        return max(tolerance_of(*entries), self.tolerances.get(name, 0.0))

    @cached_property
    def steps(self) -> dict[str, list[Step]]:
        """Every step by what it is about: an answer's name, a figure's id, `exercises/rnn/#d`, a file."""
        found: dict[str, list[Step]] = {}
        for name, step in [*self._of_given(), *self._of_answers(), *self._of_figures(), *self._of_order()]:
            found.setdefault(name, []).append(step)
        told = {name: list(steps) for name, steps in found.items()}
        for shown, name, step in literal_steps(self.before.is_whole, *self.shown, self.after.slips):
            if not any(other.verdict == ANSWER or shown in other.what for other in told.get(name, ())):
                found.setdefault(name, []).append(step)  # else its value is told, and the literal follows it
        if self.old:
            for name, step in text_steps(self.old, self.new, self.known, self.after):
                found.setdefault(name, []).append(step)
            alone = {name for name, _, was, now in self._of_key() if typed(was) != typed(now) and name not in found}
            found |= {name: [Step(EXPLANATION, "the key alone", "", "")] for name in sorted(alone)}
        return found

    def key_lines(self, name: str) -> list[tuple[KeyLine | None, KeyLine | None]]:
        """The lines of the key for an answer, from and to; those typed as before where the value changed."""
        told = {step.instance for step in self.steps[name] if step.instance}
        first = "".join(entry["instance"] for entry in self.after.instances(name)[:1])
        return [
            (was, now)
            for answer, instance, was, now in self._of_key()
            if answer == name and ((self.old and typed(was) != typed(now)) or (instance or first) in told)
        ]

    def _of_key(self) -> Iterator[tuple[str, str, KeyLine | None, KeyLine | None]]:
        """Every line of either key: answer and instance, the line before and the line now."""
        old, new = self.old.key if self.old else {}, self.new.key
        for id in {**old, **new}:
            name, _, instance = id.partition("@")
            yield name, instance, old.get(id), new.get(id)

    def _of_given(self) -> Iterator[tuple[str, Step]]:
        """The data of each task that both editions know; an instance that came or went is told by its answers."""
        for id in [id for id in self.before.given if id in self.after.given]:
            mine, theirs = self.before.given[id], self.after.given[id]
            name, _, instance = id.partition("@")
            for key in [key for key in {**mine, **theirs} if mine.get(key) != theirs.get(key)]:
                yield name, Step(ANSWER, f"{key} on {instance}", mine.get(key, ""), theirs.get(key, ""))

    def _of_answers(self) -> Iterator[tuple[str, Step]]:
        for name in self.before.names:
            new = self.renamed.get(name, name)
            if not self.after.instances(new):
                yield name, Step(ANSWER, "removed", _brief(self.before.instances(name)[0]), "")
                continue
            if new != name:
                yield new, Step(PRESENTATION, "renamed", name, new)
            for step in _of_answer(self.before.instances(name), self.after.instances(new), self, new):
                yield new, step
        known = {*self.before.names, *self.renamed.values()}
        for name in self.after.names:
            if name not in known:
                yield name, Step(ANSWER, "added", "", _brief(self.after.instances(name)[0]))

    def _of_figures(self) -> Iterator[tuple[str, Step]]:
        before, after = self.before.figures, self.after.figures
        for id, entry in {**before, **after}.items():
            text = entry.get("alt", entry.get("file", id))
            if id not in after:
                yield id, Step(ANSWER, "figure removed", text, "")
            elif id not in before:
                yield id, Step(ANSWER, "figure added", "", text)
            else:
                published = self.snippets.published.get(id)
                within = published.words.get("within", 0.0) if published else 0.0
                for step in picture_steps(self.before, self.after, id, within):
                    yield id, step

    def _of_order(self) -> Iterator[tuple[str, Step]]:
        """The order of the entries that both have; those of an edition read off sources have none."""
        if not self.before.is_whole:
            return
        common = set(self.before.names) & set(self.after.names)
        orders = [[name for name in side.names if name in common] for side in (self.before, self.after)]
        for slug in dict.fromkeys(map(_slug, orders[1])):
            mine, theirs = ([name for name in order if _slug(name) == slug] for order in orders)
            moved = next((pair for pair in zip(mine, theirs) if pair[0] != pair[1]), None)
            if moved:
                yield slug, Step(PRESENTATION, "order of its answers, from the first that moved on", *moved)


def _slug(name: str) -> str:
    return name.partition(".")[0]


def _brief(entry: Entry) -> str:
    return str(entry.get("display") or entry.get("latex") or entry.get("fact", ""))


def _of_answer(before: list[Entry], after: list[Entry], sides: Comparison, name: str) -> Iterator[Step]:
    """The steps of one answer: its value on each instance, its words once."""
    there = {entry.get("instance", ""): entry for entry in before}
    for entry in after:
        mine = there.pop(entry["instance"], None)
        if mine and "value" in mine:
            yield from _of_value(mine, entry, sides.tolerance(name, mine, entry))
        elif mine is None and sides.before.is_whole:
            yield Step(ANSWER, f"added on {entry['instance']}", "", _brief(entry))
    for instance in there if sides.before.is_whole else ():
        yield Step(ANSWER, f"removed on {instance}", _brief(there[instance]), "")
    yield from _of_words(before[0], after[0])
    yield from _of_witnesses(before[0], after[0])
    yield from _of_slips(before, after)


def _of_value(before: Entry, after: Entry, within: float) -> Iterator[Step]:
    instance = after["instance"]
    where = f"on {instance}"
    if before["kind"] != after["kind"]:
        what = f"{where}, a {before['kind']} that is now a {after['kind']}"
        yield Step(ANSWER, what, _brief(before), _brief(after), instance)
        return
    found = differences(before["value"], after["value"], within)
    if after["kind"] in ("formula", "program", "choice") and found:
        yield Step(ANSWER, where, _brief(before), _brief(after), instance)
    else:
        for item in found[:AT_MOST]:
            yield Step(ANSWER, f"{where} {item.steps}".strip(), item.before, item.after, instance)
        if len(found) > AT_MOST:
            yield Step(ANSWER, f"{where}, {len(found) - AT_MOST} more entries", "", "")
    if not found and after["kind"] not in ("claim", "table") and not alike(before["latex"], after["latex"]):
        yield Step(PRESENTATION, f"{where}, as it is written", before["latex"], after["latex"])


def _of_words(before: Entry, after: Entry) -> Iterator[Step]:
    """Fields that only one side has are not compared: another version, or no build."""
    is_claim = before.get("kind") == after.get("kind") == "claim"
    if is_claim and "latex" in before and not same_relation(before["latex"], after["latex"]):
        is_look = LAYOUT.sub("", before["latex"]) == LAYOUT.sub("", after["latex"])
        yield Step(PRESENTATION if is_look else ANSWER, "its relation", before["latex"], after["latex"])
    if before.get("class", after.get("class")) != after.get("class"):
        yield Step(ANSWER, "its class", before["class"], after["class"])
    for field_name, what in [*WORDS.items(), *ADDRESS.items()]:
        same = alike if field_name == "evidence" else eq  # what was found by running, up to its last digits
        if field_name in before and field_name in after and not same(before[field_name], after[field_name]):
            verdict = EXPLANATION if field_name in WORDS else PRESENTATION
            yield Step(verdict, what, str(before[field_name]), str(after[field_name]))
    mine, theirs = ({o["letter"]: o for o in entry.get("options", ())} for entry in (before, after))
    for letter in sorted(mine.keys() & theirs.keys()):
        for part in ("text", "reason"):
            if mine[letter][part] != theirs[letter][part]:
                yield Step(EXPLANATION, f"option ({letter}), {part}", mine[letter][part], theirs[letter][part])


def _of_witnesses(before: Entry, after: Entry) -> Iterator[Step]:
    if "witnesses" not in before or not before["witnesses"]:
        return
    mine, theirs = ([witness["name"] for witness in entry["witnesses"]] for entry in (before, after))
    if sorted(mine) != sorted(theirs):
        yield Step(EXPLANATION, "who guards it", "; ".join(mine), "; ".join(theirs))
    allowed = {witness["name"]: witness.get("within") for witness in before["witnesses"]}
    for witness in after["witnesses"]:
        name, was = witness["name"], allowed.get(witness["name"])
        if was is not None and was != witness["within"]:
            yield Step(EXPLANATION, f"what {name} allows", f"{was:g}", f"{witness['within']:g}")


def _of_slips(before: list[Entry], after: list[Entry]) -> Iterator[Step]:
    said = [
        {_slip(slip): slip["mistake"] for entry in side for slip in entry.get("slips", ())} for side in (before, after)
    ]
    if "slips" in before[0]:
        for name in {**said[0], **said[1]}:
            if said[0].get(name) != said[1].get(name):
                yield Step(EXPLANATION, f"mistake {name}", said[0].get(name, ""), said[1].get(name, ""))
    there = {(entry.get("instance"), _slip(slip)): slip for entry in before for slip in entry.get("slips", ())}
    for entry in after:
        for slip in entry["slips"]:
            was = there.get((entry["instance"], _slip(slip)), {})
            for item in (
                differences(was["value"], slip["value"], tolerance_of(entry))[:AT_MOST] if "value" in was else ()
            ):
                what = f"what mistake {_slip(slip)} leads to on {entry['instance']} {item.steps}".strip()
                yield Step(EXPLANATION, what, item.before, item.after)


def _slip(slip: Entry) -> str:
    """The name of a mistake; version 1 leaves the instance out of some ids."""
    return str(slip["id"]).partition("@")[0]
