"""Every check of the sources in one list of faults; an empty list means that the site may be published."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from scripts.checking import hand_typed
from scripts.checking.check_attributes import check_ids
from scripts.checking.check_bank import check_bank, check_numbering
from scripts.checking.check_claims import check_claims
from scripts.checking.check_cues import check_cues
from scripts.checking.check_draws import check_draws
from scripts.checking.check_formulas import check_formulas, check_macros
from scripts.checking.check_german import check_german
from scripts.checking.check_links import check_links, check_navigation
from scripts.checking.check_markdown import check_markdown
from scripts.checking.check_markers import Report, check_markers
from scripts.checking.check_names import check_counted, check_names
from scripts.checking.check_notation import check_notation
from scripts.checking.check_notebooks import check_notebooks, fix_notebooks
from scripts.checking.check_practice import check_conditions, check_fields, check_practice
from scripts.checking.check_relations import check_relations
from scripts.checking.check_reviewed import check_reviewed
from scripts.checking.check_statements import StatementText, check_points, shown_statements, statement_texts
from scripts.checking.check_structure import (
    badly_named,
    check_demo,
    check_explorables,
    check_files,
    check_front_matter,
    check_imports,
    check_keywords,
    check_left_to_do,
    check_structure,
)
from scripts.checking.check_views import check_arguments, check_comments
from scripts.checking.grading import check_points_add_up, check_rubrics
from scripts.checking.listings import check_listings, write_listings
from scripts.checking.scanned import scan
from scripts.checking.sections import Part, as_github, compared, report_of
from scripts.checking.told import few_alike, told_once
from scripts.checking.typed_numbers import code_of
from scripts.formulas.katex import version
from scripts.model.draws import draws_of
from scripts.model.entries import Answer, Entry
from scripts.model.evidence import Exercise, read_all
from scripts.model.faults import Fault
from scripts.model.paths import here, page_of, practised, relative, slugs, write_if_changed
from scripts.model.practice import exam_parts, own_pages
from scripts.model.source import Page, edited
from scripts.model.toml_lines import key_lines
from scripts.model.views import Views
from scripts.store.intact import hash_of
from scripts.store.kept import Known, kept, kept_each, key_of, made
from scripts.store.reads import faults_of_reading


def pages(slug: str = "") -> list[Page]:
    """Every hand-written page, or that of one exercise; of a practice those of its variants too."""
    wanted, found = page_of(slug), sorted(here().docs.rglob("*.md"))
    return [Page.read(path) for path in found if not slug or wanted in (path, path.parent.with_suffix(".md"))]


def exam() -> list[Page]:
    """The exercises' pages in the order of the exam; equal numbers keep the order of the navigation.

    A page without its front matter is left out, for it is reported elsewhere.
    """
    found = [Page.read(path) for path in here().exercises.glob("*.md")]
    whole = [page for page in found if not any(check_front_matter(page))]
    navigation = here().config.read_text(encoding="utf-8")
    return sorted(whole, key=lambda page: (page.front_matter["exercise"], navigation.find(f"exercises/{page.slug}.md")))


class Findings(NamedTuple):
    """What was computed, what each page shows of it, and every fault of either in the order of files and lines."""

    exercises: dict[str, Exercise]
    reports: dict[Page, Report]
    faults: list[Fault]


def check(views: Views, slug: str = "") -> Findings:
    """Hold the pages against what was computed, or one exercise's page; others need not be up to date then.

    `views` are those that a page may ask for.
    """
    write_listings()
    everywhere, everything = pages(), read_all()
    scan("pages", everywhere)
    exercises = {name: exercise for name, exercise in everything.items() if slug in ("", name)}
    evidence = {name: hash_of(here().evidence / f"{name}.json") for name in everything}
    computed = key_of(evidence.values())
    codes = {name: code_of(name) for name in {page.slug for page in everywhere}}
    reports = {page: _report(page, everything, views, [computed, codes[page.slug]]) for page in pages(slug)}
    faults = [fault for exercise in exercises.values() for fault in exercise.faults]
    faults += faults_of_reading(slug)
    faults += [*check_files(), *check_imports()]
    faults += [fault for name in slugs() if slug in ("", name) for fault in check_left_to_do(name)]
    faults += check_notebooks()
    faults += check_notation(everywhere, kept)
    faults += check_names(list(reports), everywhere, kept)
    broken = broken_exercises(exercises)
    faults += _about_values(reports, exercises, broken)
    with_key = {name for name in exercises if not practised(name)}  # variants are held by their witnesses alone
    for name in with_key - broken:
        faults += _about_answers(exercises[name], reports.values(), evidence[name])
    faults += _about_hand_typed(reports, broken)
    for page in reports:
        faults += [*check_demo(page), *check_explorables(page), *check_keywords(page)]
        if page.slug not in broken:
            faults += check_listings(page)
            faults += [*check_fields(page, everything), *check_conditions(page, everything)]
            faults += _about_practice(page, everything, evidence) if practised(page.slug) else []
        if page.path.parent == here().exercises:
            faults += check_structure(page)
    ids = [repr((page.slug, [section.id for section in page.sections])) for page in everywhere]
    for name, exercise in exercises.items():
        faults += kept(f"points/{name}", [evidence[name], *ids], partial(list, check_points(exercise)))
        faults += check_numbering(exercise)
    texts = [text for exercise in exercises.values() for text in statement_texts(exercise)]
    scan(f"statements/{slug}", texts)
    faults += kept(f"statements/{slug}", map(repr, texts), partial(check_words, texts))
    computed_whole = {name: exercise for name, exercise in everything.items() if name not in broken}
    faults += check_links(list(reports), everywhere, computed_whole, texts, partial(kept_each, "links", []))
    faults += [] if slug else check_navigation(everywhere)
    faults += check_german([*reports, *texts], whole=not slug, known=partial(kept_each, f"german/{slug}", []))
    rendered = partial(kept_each, f"formulas/{slug}", [version()])
    faults += check_formulas([*reports, *texts], with_fonts=not slug, known=rendered)
    faults += [] if slug else check_macros([*reports, *texts])
    return Findings(exercises, reports, [*few_alike([*set(told_once(faults, badly_named()))])])


def check_words(texts: list[StatementText]) -> list[Fault]:
    """Statements are Markdown like the pages that show them."""
    return [fault for text in texts for fault in check_markdown(text, partial(compared, text))]


def _report(page: Page, exercises: dict[str, Exercise], views: Views, parts: list[str]) -> Report:
    """What is kept of a page that has not changed, or made of its sections that have not."""
    name, parts = relative(page.path), [*parts, repr(page.front), repr(exam_parts(page))]
    of_sections = partial(kept_each, f"sections/{name}", parts)
    return kept(f"reports/{name}", [page.text, *parts], partial(check_page, page, exercises, views, of_sections))


def check_page(page: Page, exercises: dict[str, Exercise], views: Views, reports: Known[Report] = made) -> Report:
    """What a page shows by markers and by topics of statements, and its numbers that neither stands behind.

    `reports` may know what was found in a section that has not changed.
    """
    report = report_of(page, lambda section: check_section(section, exercises, views), reports)
    report.faults += [*check_ids(page), *check_counted(page, report.covered)]
    if page.path == page_of(page.slug) and page.slug in exercises:
        report.shown |= shown_statements(page, exercises[page.slug])
    return report


def check_section(page: Part, exercises: dict[str, Exercise], views: Views) -> Report:
    """All that is found in a section by itself."""
    report = check_markers(page, exercises)
    check_claims(page, exercises, report)
    if page.path.parent == here().exercises:
        check_relations(page, exercises, report)
    report.faults += [*check_points_add_up(page), *check_rubrics(page)]
    report.faults += check_markdown(page, partial(as_github, page))
    report.faults += [*check_comments(page, views), *check_arguments(page, exercises, views)]
    report.uncovered = list(hand_typed.find_uncovered(page, report.covered))
    return report


def broken_exercises(exercises: dict[str, Exercise]) -> set[str]:
    """Where something raised or nothing was computed: that fault is told, and not the many that follow from it."""
    raised = {slug for slug, exercise in exercises.items() if exercise.raised}
    return raised | {slug for slug in slugs() if slug not in exercises}


def _about_values(reports: dict[Page, Report], exercises: dict[str, Exercise], broken: set[str]) -> Iterator[Fault]:
    """Literals agree; each page uses exactly what its snippet publishes; what is shown is in the key."""
    names = re.compile("|".join(rf"(?<!\w){slug}\.|generated/{slug}/" for slug in sorted(broken)) or r"(?!)")
    of_slug: dict[str, list[Report]] = {}
    for page, report in reports.items():
        of_slug.setdefault(page.slug, []).append(report)
    for page, report in reports.items():
        yield from (fault for fault in report.faults if not names.search(fault.message))
        if page.path == page_of(page.slug) and page.slug in exercises and page.slug not in broken:
            yield from _unused(page, of_slug[page.slug], exercises)


def _about_answers(exercise: Exercise, reports: Iterable[Report], evidence: str) -> list[Fault]:
    """What is shown is in the key, what was found is what was read, and no statement gives its verdict away."""
    typed = [folder / f"{exercise.slug}.toml" for folder in (here().answer_key, here().reviewed)]
    files = [*typed, draws_of(exercise.slug)]
    texts = [file.read_text(encoding="utf-8") if file.exists() else "" for file in files]
    shown = sorted({id for report in reports for id in report.shown if id in exercise.by_id})

    def found() -> list[Fault]:
        bank = [*check_cues(exercise), *check_bank(exercise), *check_draws(exercise)]
        return [*_without_key(exercise, shown), *check_reviewed(exercise), *bank]

    return kept(f"answers/{exercise.slug}", [*texts, repr(shown), evidence], found)


def _about_practice(page: Page, exercises: dict[str, Exercise], evidence: Mapping[str, str]) -> list[Fault]:
    """What is wrong with the variants of a page, kept until the page or what was computed changes."""
    name, values = relative(page.path), [evidence[page.slug], evidence.get(practised(page.slug), "")]
    known = partial(kept_each, f"shown/{name}", values)
    made_of = [page.text, *values, repr(own_pages(page))]
    return kept(f"practice/{name}", made_of, lambda: list(check_practice(page, exercises, known)))


def _unused(page: Page, reports: list[Report], exercises: dict[str, Exercise]) -> Iterator[Fault]:
    exercise, ids = exercises[page.slug], (id for report in reports for id in (*report.shown, *report.figures))
    used = {id.partition(".")[2].partition("@")[0] for id in ids if id.startswith(f"{page.slug}.")}
    slips = [] if practised(page.slug) else exercise.slips.values()  # those are told to whoever makes them
    published = {item.name: item for item in [*exercise.entries, *exercise.figures, *(slip for _, slip in slips)]}
    for name in sorted(published.keys() - used):
        yield Fault.at(
            published[name].source, f"{page.slug}.{name} is published, but {relative(page.path)} does not show it"
        )


def _without_key(exercise: Exercise, shown: list[str]) -> Iterator[Fault]:
    """What a page shows needs a line in the key, written by a person; programs and trained results have none."""
    path = here().answer_key / f"{exercise.slug}.toml"
    lines = key_lines(path)
    for id in shown:
        name, entry = id.partition(".")[2], exercise.by_id[id]
        if not _needs_none(entry) and name not in lines and f"{name}@{entry.instance}" not in lines:
            line = _as_what(name, entry)
            message = f"no line for {name}, which a page shows; write it down from paper: {line}"
            yield Fault(relative(path), len(lines) and max(lines.values()), message)


def _needs_none(entry: Entry) -> bool:
    return isinstance(entry, Answer) and (entry.kind == "program" or entry.trained)


def _as_what(name: str, entry: Entry) -> str:
    """What the line of a statement may say; a value is worked out, so nothing is said of it."""
    written = name if name.isidentifier() else f'"{name}"'
    return entry.key or f"{written} = ..., its arithmetic in a comment above"


def _about_hand_typed(reports: dict[Page, Report], broken: set[str]) -> Iterator[Fault]:
    exceptions, used = hand_typed.read_exceptions(), set()
    for page, report in reports.items():
        if page.slug not in broken:
            faults, excused = hand_typed.check_hand_typed(page, report.uncovered, exceptions)
            used |= excused
            yield from faults
    if not broken:
        yield from hand_typed.unused_exceptions(exceptions, used)


def fix(slug: str = "") -> int:
    """Rewrite wrong literals, alternative texts and copies of notebooks; returns how many.

    Values without agreement stay as they are.
    """
    exercises, count = read_all(), 0 if slug else fix_notebooks()
    for page in pages(slug):
        report = check_markers(page, exercises)
        check_claims(page, exercises, report)
        rewrites = sorted(set(report.rewrites))
        for start, end, right in rewrites:
            print(f"  {page.fault(start, f'{page.text[start:end]} -> {right}')}", file=sys.stderr)
        if rewrites:  # else even the ends of its lines stay
            write_if_changed(page.path, edited(page.text, rewrites))
        count += len(rewrites)
    return count
