"""The bank of statements on its page: the statement first; verdict, reason and evidence on opening.

The code of their checks stands on the sceptic's page.
"""

from collections.abc import Sequence

from scripts.model.edition import Choice, Entry, Point, Question, Statement
from scripts.model.repository import edit_link
from scripts.model.source import Page
from scripts.rendering.points import points
from scripts.rendering.two_pages import link_down


def bank(topic: str, entries: Sequence[Entry], exam: list[Page]) -> str:
    """The statements of a topic as Markdown, counted; points of the notes have a look of their own."""
    found = [entry for entry in entries if isinstance(entry, Question) and entry.topic == topic]
    of_notes = [entry for entry in found if isinstance(entry, Point)]
    offered = [entry for entry in found if isinstance(entry, (Statement, Choice))]
    if not offered:
        return points(of_notes, exam)
    return "\n\n".join([f'<p class="count">{counted(offered)}</p>', *map(folded, offered)])


def counted(entries: list[Statement | Choice]) -> str:
    """How many statements and questions there are; how many are true is not said, for a guesser would count along."""
    choices = sum(isinstance(entry, Choice) for entry in entries)
    told = f"{len(entries) - choices} statements"
    return f"{told}; {choices} {'question' if choices == 1 else 'questions'} with four options" if choices else told


def folded(entry: Statement | Choice) -> str:
    """One statement or question, closed; its number leads its id on the page, `#relu-07`."""
    number = entry.number
    kind, asked, answered = choice(entry) if isinstance(entry, Choice) else statement(entry)
    return f"""<details class="{kind}" id="{number}" markdown="1">
<summary markdown="span"><span data-number="{number}">{asked}</span></summary>

{answered} {link_down("(its code)", number)}

</details>"""


def checks(topic: str, entries: Sequence[Entry]) -> str:
    """The code that decides each statement or point of a topic."""
    decided = (entry for entry in entries if isinstance(entry, (Statement, Choice, Point)))
    return "\n\n".join(_check(entry) for entry in decided if entry.topic == topic)


def _check(entry: Statement | Choice | Point) -> str:
    """One check, closed: its verdict or class, the way to its words, the code, and what to edit.

    The words of a statement, and its reason, are half of its listing; they stand where the way leads to.
    """
    file, number = entry.source.rpartition(":")[0], entry.number
    verdict = entry.class_ if isinstance(entry, Point) else str(entry.value)
    return f"""<details class="code" id="{number}" markdown="1">
<summary>{number}: {verdict.lower()}</summary>

<p><a href="../#{number}">What it decides</a>, and why:</p>

```python
--8<-- "{file.removeprefix("snippets/")}:{entry.name}" without words
```

<p class="part-links">{edit_link(file, "Edit the check")}</p>

</details>"""


def statement(entry: Statement) -> tuple[str, str, str]:
    """Its class, what is read first, and what stands behind it."""
    verdict = "True" if entry.value else "False"
    found = "What the check found" if entry.value else "Counterexample"
    answered = f"**{verdict}**<!--= {entry.short} -->. {entry.reason}\n\n{found}: {entry.evidence}"
    return "statement", entry.fact, answered


def choice(entry: Choice) -> tuple[str, str, str]:
    """The options belong to the question; behind it stand the right one and why each is right or wrong."""
    offered = [f'<span class="option">({option.letter}) {option.text}</span>' for option in entry.options]
    others = [f"- ({option.letter}) {option.reason}" for option in entry.options if not option.right]
    answered = f"**{entry.value}**<!--= {entry.short} -->. {entry.reason}"
    reasons = "\n".join(["The others:", "", *others])
    return (
        "statement choice",
        " ".join([entry.fact, *offered]),
        (f"{answered}\n\n{reasons}\n\nWhat the check found: {entry.evidence}"),
    )
