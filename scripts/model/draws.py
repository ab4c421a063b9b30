"""The committed draws of a bank, `snippets/<slug>/draws.toml`: sheets of ten statements, the same for everybody."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from scripts.model.paths import here

DRAWS = "draws.toml"


class Apart(Struct, frozen=True, forbid_unknown_fields=True):
    """Statements of which a person found that one tells something of another: no sheet has two of them."""

    statements: Annotated[list[str], Meta(min_length=2)]
    because: Annotated[str, Meta(min_length=1)]


class Draws(Struct, frozen=True, forbid_unknown_fields=True):
    """Each sheet by its number, its statements in the order they are asked: `relu_07`."""

    draws: dict[int, list[str]]
    apart: list[Apart] = []


def draws_of(slug: str) -> Path:
    """Where the draws of an exercise stand."""
    return here().snippets / slug / DRAWS


def read_draws(slug: str) -> Draws:
    """Those of an exercise, none where it has no file; raises msgspec.DecodeError."""
    path = draws_of(slug)
    return msgspec.toml.decode(path.read_bytes(), type=Draws) if path.exists() else Draws({})
