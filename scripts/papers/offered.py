"""Where a built site offers its exams on paper, and what stands there when there are none.

Every build asks, and few print: so nothing is loaded here that reads a page or writes a PDF.
"""

from pathlib import Path

from scripts.model.paths import write_whole
from scripts.rendering.views import PAPERS
from scripts.store import kept

MOCK, FOLDER = "mock/", "papers"
NO_FILES = "<p>This copy of the site was built without these files.</p>"
UNASKED = "  without the exams on paper, which `make papers` adds"


def has_place(site: Path) -> bool:
    page = site / MOCK / "index.html"
    return page.exists() and PAPERS in page.read_text(encoding="utf-8")


def fill(site: Path, offered: str) -> None:
    page = site / MOCK / "index.html"
    text = page.read_text(encoding="utf-8")
    write_whole(page, text.replace(PAPERS, PAPERS.replace("></", f">{offered}</")))


def leave_out(site: Path) -> str:
    """That they were left out, unasked for; nothing where there is no place for them."""
    if not has_place(site):
        return ""
    fill(site, NO_FILES)
    return UNASKED


def were_printed() -> bool:
    """Whether some are kept from a build before."""
    return kept.file_of(FOLDER).with_suffix("").exists()


def are_left_out(site: Path) -> bool:
    """Whether a site has a place for papers, and none."""
    page = site / MOCK / "index.html"
    return page.exists() and NO_FILES in page.read_text(encoding="utf-8")
