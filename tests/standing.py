"""Where tests have the work done: another project, or this one with some places of it elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.model import paths
from scripts.model.paths import Project, here

Move = Callable[..., None]


def standing(patch: pytest.MonkeyPatch) -> Move:
    """A function that moves all work, as `move(root=tmp_path)` or `move(kept=tmp_path / "kept", site=site)`.

    What lies below the root or the cache moves with it; places that were moved before stay where they are.
    """
    moved = {"root": here().root}

    def move(**places: Path) -> None:
        assert places.keys() <= {"root", *vars(Project)}, f"{set(places)} has what is no place"
        moved.update(places)
        project = Project(moved["root"])
        vars(project).update(moved)  # as if they had been asked for already
        patch.setattr(paths, "_here", project)

    return move
