"""Variants to practise on: each may be shown, its numbers are for paper, and its mistakes can be told apart."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import combinations

from msgspec.structs import replace

from scripts.checking.check_markers import check_markers
from scripts.checking.sections import Part, cut
from scripts.model.conditions import conditions, misplaced
from scripts.model.entries import Answer
from scripts.model.evidence import Exercise
from scripts.model.faults import Fault, shortened
from scripts.model.literals import leaves
from scripts.model.markers import Marker, find
from scripts.model.paths import practised, relative, snippet_of
from scripts.model.practice import FIRST, Field, fields, is_practice, of_variant, own_pages, own_variant, read_samples
from scripts.model.source import Page, edited
from scripts.model.spread import MOST, spreads
from scripts.model.tree import Tree, display
from scripts.store.kept import Known, made

TYPED = ("number", "vector", "matrix", "truth")
NUMBERS = "numbers"  # beside the texts of sections
LARGEST = 9999
DENOMINATORS = range(1, 13)
DECIMALS = 100  # hundredths end on paper too
SAME = 1e-9  # relative


def check_practice(page: Page, exercises: dict[str, Exercise], known: Known[list[Fault]] = made) -> Iterator[Fault]:
    """Everything that is wrong with the variants of a page, or with the page of a single one.

    `known` may have what was found in the numbers, and in a section that has not changed.
    """
    own = exercises[page.slug]
    if own_variant(page):
        yield from check_own_page(page, own, own_variant(page))
        return
    if own_pages(page):  # each gives its data in words of its own
        yield from check_led_to(page, own)
    else:
        yield from check_new(own, exercises.get(practised(page.slug)))
    yield from check_spread(page, own)
    sections = cut(page)
    shown = {section.text: partial(_all_shown, section, exercises) for section in sections}
    found = known({NUMBERS: partial(_numbers, own), **shown})
    yield from found[NUMBERS]
    for section in sections:
        above = page.line_number(section.start) - 1
        yield from (fault.below(above) for fault in found[section.text])


def check_fields(page: Page, exercises: dict[str, Exercise]) -> Iterator[Fault]:
    """A field asks for an answer of its page that can be typed, or for one of its options.

    On the first instance; on the page of a single variant on that one.
    """
    own = exercises.get(page.slug)
    sampled, at = read_samples(page.slug), "" if own_variant(page) == FIRST else own_variant(page)
    there_are = [entry for entry in own.entries if entry.id.partition("@")[2] == at] if own else []
    typed = [entry.id for entry in there_are if entry.kind in TYPED or entry.name in sampled]
    for field in fields(page):
        if field.id not in typed:
            there = shortened(", ".join(typed)) or "none"
            yield page.fault(
                field.position, f"no answer {field.id} to ask for; of those that can be typed there is {there}"
            )
        elif field.options and own:
            yield from check_options(page, field, own)


def check_options(page: Page, field: Field, own: Exercise) -> Iterator[Fault]:
    """What comes out, on whichever instance, is one of the options; each of them stands for another value."""
    values = list(dict.fromkeys(entry.display for entry in own.entries if entry.name == field.name))
    if lost := [value for value in values if value not in field.options]:
        yield page.fault(
            field.position, f'{field.id} is {lost[0]} too; write <span class="option" data-value="{lost[0]}">'
        )
    for value in dict.fromkeys(value for value in field.options if field.options.count(value) > 1):
        yield page.fault(field.position, f"two options of {field.id} stand for {value}; remove one")


def check_conditions(page: Page, exercises: dict[str, Exercise]) -> Iterator[Fault]:
    """What the page of a practice says of some variants only hangs on a truth of its own."""
    yield from (page.fault(*fault) for fault in misplaced(page))
    own = exercises.get(page.slug)
    truths = [id for id, entry in own.by_id.items() if entry.kind == "truth" and "@" not in id] if own else []
    for position, id in conditions(page):
        if not is_practice(page):
            yield page.fault(position, "only the page of a practice has variants; say here what is so")
        elif id not in truths:
            there = shortened(", ".join(truths)) or "none"
            yield page.fault(position, f"{id} is no truth that is computed for each variant; there is {there}")


def check_own_page(page: Page, own: Exercise, number: str) -> Iterator[Fault]:
    """It shows each answer of its variant, and no other's: only its own stands there to be practised."""
    if number not in own.tasks:
        yield page.fault(0, f"there is no variant {number}; append it to TASKS of {relative(snippet_of(own.slug))}")
        return
    shown = set()
    for marker in (found for found in find(page) if isinstance(found, Marker) and found.path.slug == own.slug):
        shown.add(marker.path.answer)
        if (marker.path.instance or FIRST) != number:
            yield page.fault(marker.start, f"{marker.path.text} is of another variant; this page is for {number}")
    for entry in own.entries:
        if entry.instance == number and entry.id not in shown:
            yield page.fault(0, f"{entry.id} is computed, and not shown")


def check_led_to(page: Page, own: Exercise) -> Iterator[Fault]:
    """Where variants have pages of their own, each has one, and the page of all leads to it."""
    folder, there = page.path.with_suffix("").name, {path.stem for path in own_pages(page)}
    for number in own.tasks:
        if number not in there:
            yield page.fault(0, f"variant {number} has no page {folder}/{number}.md")
        elif f"]({folder}/{number}.md)" not in page.text:
            yield page.fault(0, f"nothing leads to variant {number}: write [its name]({folder}/{number}.md)")


def check_new(own: Exercise, exercise: Exercise | None) -> Iterator[Fault]:
    """No variant is what the exercise itself shows with its solution."""
    solved = [facts(exercise, instance) for instance in exercise.tasks] if exercise else []
    for number in own.tasks:
        new = facts(own, number)
        if any(
            new.keys() & known.keys() and all(new[key] == known[key] for key in new.keys() & known.keys())
            for known in solved
        ):
            what = f"variant {number} is solved on the page of {practised(own.slug)}; change its data"
            yield Fault(relative(snippet_of(own.slug)), 0, what)


def facts(exercise: Exercise, instance: str) -> dict[str, Tree]:
    """What is given and what comes out on an instance, by name."""
    found = {entry.name: entry.value for entry in exercise.entries if entry.instance == instance}
    return {**{f"given {key}": value for key, value in exercise.tasks[instance].items()}, **found}


def check_spread(page: Page, own: Exercise) -> Iterator[Fault]:
    """Who knows the answer to a few variants does not know it to the next one."""
    for one in spreads(page, own):
        if one.share > MOST:
            what = f"{own.slug}.{one.name} is {shortened(one.usual)} in {one.times} of {one.variants} variants"
            yield Fault(relative(snippet_of(own.slug)), 0, f"{what}; take other data, so that it is {MOST:.0%} at most")


def check_nice(entry: Answer) -> Iterator[Fault]:
    """Whole numbers, small fractions and short decimals: what comes out can be found on paper."""
    if not all(is_nice(Fraction(leaf)) for leaf in leaves(entry.value) if leaf not in (None, "inf", "-inf")):
        yield Fault.at(entry.source, f"{entry.id} is {entry.display}, which nobody finds on paper; take other data")


def is_nice(number: Fraction) -> bool:
    """Whether a number is whole, a fraction with a denominator of at most twelve, or ends after two decimals."""
    near = (
        abs(number * by - round(number * by)) <= SAME * max(1, abs(number * by)) for by in (*DENOMINATORS, DECIMALS)
    )
    return abs(number) <= LARGEST and any(near)


def check_told_apart(entry: Answer) -> Iterator[Fault]:
    """No two mistakes lead to the same, so that each has its name; one that leads to the answer is none here."""
    wrong = [slip for slip in entry.slips if slip.differs]
    for one, other in combinations(wrong, 2):
        if one.value == other.value:
            what = f"{one.name} and {other.name} both give {display(one.value)}"
            yield Fault.at(entry.source, f"{entry.id}: {what}, so a mistake has no name; take other data")


def _numbers(own: Exercise) -> list[Fault]:
    """What is wrong with the variants, whatever their page says."""
    return [fault for entry in own.of(Answer) for fault in (*check_nice(entry), *check_told_apart(entry))]


def _all_shown(section: Part, exercises: dict[str, Exercise]) -> list[Fault]:
    own = exercises[section.slug]
    agreed = replace(own, entries=[replace(entry, agreed=True) for entry in own.entries])  # else it is told elsewhere
    known = exercises | {section.slug: agreed}
    return [fault for number in own.tasks for fault in check_shown(section, known, number)]


def check_shown(page: Page, exercises: dict[str, Exercise], number: str) -> Iterator[Fault]:
    """Every literal of the page can hold the value of a variant, and no digit stands or falls with its last one."""
    variant = of_variant(page, number)
    text = edited(variant.text, check_markers(variant, exercises).rewrites)
    for fault in check_markers(Page(page.path, text), exercises).faults:
        yield Fault(fault.file, fault.line, f"as variant {number}: {fault.message}")
