"""Every view that a page may ask for, in one table: a new one is a function of the edition and a line in it."""

from dataclasses import dataclass
from functools import cached_property

from scripts.model.edition import Edition, Entry, Relations, encoded_entry, whole
from scripts.model.entries import Question
from scripts.model.evidence import Exercise
from scripts.model.source import Page
from scripts.model.views import View, Views
from scripts.rendering.exam import at_a_glance
from scripts.rendering.ledger import ledger, relations_at_a_glance
from scripts.rendering.points import costly, overview
from scripts.rendering.quiz import overview as topics
from scripts.rendering.spread import overview as spread
from scripts.rendering.statements import bank


@dataclass(frozen=True)
class Context:
    """What a view is made of: the page that asks, the whole edition, the exercises' pages in the exam's order."""

    page: Page
    edition: Edition
    exam: list[Page]

    @cached_property
    def entries(self) -> list[Entry]:
        """Those of the page."""
        slug = self.page.slug
        return [entry for entry in self.edition.answers if entry.slug == slug]

    @property
    def is_checked(self) -> bool:
        """Whether anything on the page is computed, so that there is something to look up."""
        return bool(self.entries)


def ledger_of_page(context: Context, slug: str) -> str:
    return ledger(context.page, context.entries, context.edition.relations.get(slug, Relations()))


def entry_as_json(context: Context, id: str) -> str:
    """An entry of `answers.json` as it stands there, by id or alias; the first one if there is no such id any more."""
    found = (entry for entry in context.edition.answers if id in (entry.id, entry.alias))
    return f"```json\n{encoded_entry(next(found, context.edition.answers[0]))}\n```"


def own_slug(page: Page, exercises: dict[str, Exercise]) -> set[str]:
    return {page.slug} & exercises.keys()


def own_topics(page: Page, exercises: dict[str, Exercise]) -> set[str]:
    own = exercises.get(page.slug)
    return {entry.topic for entry in own.of(Question)} if own else set()


def all_ids(page: Page, exercises: dict[str, Exercise]) -> set[str]:
    entries = [entry for exercise in exercises.values() for entry in exercise.entries]
    return {id for entry in entries for id in (entry.id, whole(entry.id, entry.instance))}


# of its entries and front matters alone
OF_OWN_PAGE = {"ledger", "statements", "exam", "points", "costly-points", "papers"}
PAPERS = '<div class="papers" data-search-exclude></div>'  # filled when they are printed, off the site that is built

VIEWS: Views = {
    "ledger": View(ledger_of_page, "SLUG", own_slug),
    "statements": View(lambda context, topic: bank(topic, context.entries, context.exam), "TOPIC", own_topics),
    "entry": View(entry_as_json, "ID", all_ids),
    "exam": View(lambda context: at_a_glance(context.exam)),
    "relations": View(lambda context: relations_at_a_glance(context.edition.relations, context.exam)),
    "points": View(lambda context: overview(context.entries, context.exam)),
    "topics": View(lambda context: topics(context.edition, context.exam)),
    "spread": View(lambda context: spread(context.edition, context.exam)),
    "costly-points": View(lambda context: costly(context.entries)),
    "papers": View(lambda context: PAPERS),
}
