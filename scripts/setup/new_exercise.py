"""Lay out a new exercise: `python -m scripts.setup.new_exercise attention`, which is `make new SLUG=attention`.

The texts stand in `new/`. Each of the four files lacks something, and `make check SLUG=attention` says what.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from scripts.checking.check_structure import files_of, module_name
from scripts.model.paths import here, relative, write_whole
from scripts.model.source import Page

TEXTS = Path(__file__).with_name("new")
# The list of the navigation that names the exercises, from the first of them to its end.
NAVIGATION = re.compile(r"^( *)- [^\n]*\bexercises/\S+\.md[^\n]*\n(?:\1- [^\n]*\n)*", re.M)


def main(slug: str = "") -> int:
    """Write four files and a line of the navigation; 1, and one line on the terminal, if the slug cannot be used."""
    if reason := refusal(slug):
        say(reason)
        return 1
    number = next_number()
    for path, text in zip(files_of(slug), ("page.md", "snippet.py", "key.toml", "test.py")):
        write_whole(path, filled(text, slug, number))
        say(f"  wrote {relative(path)}")
    add_to_navigation({slug: number})
    say(f"  added a line to nav of mkdocs.yml\nmake check SLUG={slug} says what is left to do")
    return 0


def refusal(slug: str) -> str:
    """Why no exercise can have this slug, in one line; empty if one can."""
    if not slug:
        return "say which exercise, in a word for its topic: make new SLUG=attention"
    if module_name(slug) != slug:
        return f"{slug} is no name for a module of Python; say make new SLUG={module_name(slug)}"
    taken = [path for path in (*files_of(slug), here().snippets / slug) if path.exists()]
    return f"{slug} has {relative(taken[0])} already; choose another slug" if taken else ""


def next_number() -> int:
    """One more than the last exercise of the exam has."""
    numbers = [Page.read(path).front_matter.get("exercise") for path in here().exercises.glob("*.md")]
    return max((number for number in numbers if isinstance(number, int)), default=0) + 1


def filled(text: str, slug: str, number: int) -> str:
    """A text with the exercise's own names in it."""
    names = {"SLUG": slug, "NAME": title(slug), "NUMBER": str(number)}
    found = (TEXTS / f"{text}.txt").read_text(encoding="utf-8")
    return re.sub("|".join(names), lambda match: names[match[0]], found)


def title(slug: str) -> str:
    return slug.replace("_", " ").capitalize()


def add_to_navigation(numbers: Mapping[str, int]) -> None:
    """The last lines of the list of exercises."""
    config = here().config
    lines = [f"- {number} · {title(slug)}: exercises/{slug}.md\n" for slug, number in numbers.items()]
    text = config.read_text(encoding="utf-8")
    write_whole(config, NAVIGATION.sub(lambda listed: listed[1].join([listed[0], *lines]), text, count=1))


def say(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
