"""How something is broken on the small copy of the project, where the message must point, and what it must say."""

from dataclasses import dataclass

from tests.tiny_project import Project

PAGE, SQUARE, KEY = "docs/exercises/square.md", "snippets/square.py", "tests/answer_key/square.toml"
FIXED = "fix mends it"
REFUSED = "fix does not touch the page"


@dataclass(frozen=True)
class Break:
    """One thing broken: how, where messages must place it (a text that stands there), and what they say."""

    edits: tuple[tuple[str, str, str | None], ...]  # file, old, new; without old the file is new, without new removed
    place: tuple[str, str]  # file, and text on the line named; no text: any line
    says: str  # a regular expression
    fix: str = REFUSED
    is_built: bool = False  # whether a whole build is made of it

    def apply(self, project: Project) -> None:
        for name, old, new in self.edits:
            if new is None:
                project.remove(name)
            elif old:
                project.edit(name, old, new)
            else:
                project.write(name, new)

    def where(self, project: Project) -> str:
        name, text = self.place
        return project.line(name, text) if text else f"{name}:"


def page(old: str, new: str, says: str, fix: str = REFUSED) -> Break:
    """Something broken on the page, which is named at the line of the new text."""
    return Break(((PAGE, old, new),), (PAGE, new.lstrip("\n").partition("\n")[0]), says, fix)


def snippet(old: str, new: str, at: str, says: str) -> Break:
    """Something broken in the snippet, which is named at the line of the text `at`."""
    return Break(((SQUARE, old, new),), (SQUARE, at), says)


def key(old: str, new: str, at: str, says: str) -> Break:
    return Break(((KEY, old, new),), (KEY, at), says)
