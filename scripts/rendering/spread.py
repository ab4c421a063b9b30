"""The view `spread`: how the answers of variants are spread, and at which places of the quiz's sheets true stands."""

from scripts.checking.check_names import exercise_name
from scripts.model.draws import read_draws
from scripts.model.edition import Edition, Statement
from scripts.model.evidence import read_exercise
from scripts.model.paths import here, slug_of
from scripts.model.source import Page
from scripts.model.spread import Spread, spreads

HEAD = ("Practice", "Variants", "Answers asked", "Fewest values of one", "Most often the same")


def overview(edition: Edition, exam: list[Page]) -> str:
    """A row for each practice, then a sentence for each bank with sheets."""
    rows = [row(page, found) for page in exam if (found := asked_of(page))]
    table = ["| " + " | ".join(cells) + " |" for cells in (HEAD, ["---"] * len(HEAD), *rows)] if rows else []
    return "\n\n".join(filter(None, ["\n".join(table), *(places(edition, page.slug) for page in exam)]))


def asked_of(page: Page) -> list[Spread]:
    """Of the practice of an exercise, if it has one that was computed."""
    practice = here().practice / page.path.name
    computed = read_exercise(slug_of(practice)) if practice.exists() else None
    return spreads(Page.read(practice), computed) if computed else []


def row(page: Page, found: list[Spread]) -> list[str]:
    """The answer with the fewest values, and the one whose most frequent value comes most often."""
    few, alike = min(found, key=lambda one: one.values), max(found, key=lambda one: one.share)
    link = f"[Exercise {exercise_name(page)}](practice/{page.path.name})"
    told = [f"{few.values}, `{few.name}`", f"{alike.share:.0%}, `{alike.name}`"]
    return [link, str(found[0].variants), str(len(found)), *told]


def places(edition: Edition, slug: str) -> str:
    """How many statements on the sheets of a bank are true, and on how many sheets those of the same place."""
    verdicts = {one.name: one.value for one in edition.answers if isinstance(one, Statement) and one.slug == slug}
    sheets = [[bool(verdicts.get(name)) for name in sheet] for sheet in read_draws(slug).draws.values()]
    if not sheets:
        return ""
    counts, columns = [sum(sheet) for sheet in sheets], [sum(column) for column in zip(*sheets)]
    sheet = f"On each of the {len(sheets)} sheets of the quiz {min(counts)} to {max(counts)} statements are true"
    return f"{sheet}. Each place on a sheet is true on {min(columns)} to {max(columns)} of them."
