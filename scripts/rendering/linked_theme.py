"""The theme as a folder of links: who lists templates does not follow them, who reads one does.

MkDocs lists every file of the theme in each build, to copy some. Fourteen thousand are icons, and in the place of the
others, scripts and styles, we have our own.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from scripts.model.paths import here

ICONS = ".icons"


def linked(folders: Iterable[str]) -> list[str]:
    """The theme's folders; in the place of the one with icons another, with a link to each thing in it."""
    return [_with_links(Path(folder)) if Path(folder, ICONS).is_dir() else folder for folder in folders]


def _with_links(folder: Path) -> str:
    remove_links()
    here().theme.mkdir(parents=True)
    for entry in folder.iterdir():
        (here().theme / entry.name).symlink_to(entry)
    return str(here().theme)


def remove_links() -> None:
    """Whoever copies a cache follows them, so they go with the build."""
    shutil.rmtree(here().theme, ignore_errors=True)
