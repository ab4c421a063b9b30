"""Every text that a contributor edits is UTF-8; standard library only, because each build asks first."""

from scripts.model.faults import UnusableError
from scripts.model.paths import relative
from scripts.store.manifest import sources


def refuse_unreadable() -> None:
    """Raises UnusableError at the first file of text that is not UTF-8 without a mark, which some editors save."""
    for path in sources():
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise UnusableError(f"{relative(path)}:{line}: not UTF-8; save the file as UTF-8") from None
        if text.startswith("\ufeff") and path.suffix != ".md":  # a page is told so among its other faults
            raise UnusableError(
                f"{relative(path)}:1: begins with a byte order mark (BOM); save it as UTF-8 without one"
            )
