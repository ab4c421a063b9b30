"""A page is rendered again when anything it shows has changed, and only then."""

import logging
from types import SimpleNamespace

import pytest

from scripts.rendering import kept_pages as module
from scripts.store import kept

FOLDERS = ("EVIDENCE", "FIGURES", "LISTINGS")
MARKDOWN = """A value 9<!--= square.area -->, ![a figure](../generated/square/outline.svg), and code:

--8<-- "square/sides.py:quarter"
"""


class File(SimpleNamespace):
    """One of them; it can be a key, as MkDocs uses it."""

    __hash__ = object.__hash__


class Files(list[File]):
    """Stands for MkDocs's list of files."""

    def __init__(self, *names: str) -> None:
        super().__init__(File(src_uri=name) for name in names)

    def get_file_from_path(self, name: str) -> File | None:
        return next((file for file in self if file.src_uri == name), None)


@pytest.fixture(autouse=True)
def folders(monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(module, "slugs", lambda: ["circle", "square"])
    for name in FOLDERS:
        monkeypatch.setattr(module, name, tmp_path / name.lower())
    for name in ("evidence/square.json", "evidence/circle.json", "figures/square/outline.svg"):
        write(tmp_path / name, "old")
    write(tmp_path / "listings" / "square" / "sides.py", "old")
    return tmp_path


def write(path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def render(markdown: str = MARKDOWN, files: Files | None = None, says: str = "", formulas: tuple[str, ...] = ()):
    """A page rendered through the cache; its content tells how often it really was."""
    files = files or Files("index.md", "square.md")
    page = SimpleNamespace(file=files[-1], links_to_anchors=None)

    def real(config, files):
        page.content = "<p><!--formula 0123456789abcdef--></p>"
        page.toc, page._title_from_render, page.present_anchor_ids = ["a"], "Title", {"a"}
        page.links_to_anchors = {files[0]: {"top": "index.md#top"}}
        page.rendered = True
        if says:
            logging.getLogger("mkdocs.structure.pages").warning(says)

    page.render = real
    module.keep(page, markdown, formulas or ("0123456789abcdef",))
    page.render(None, files)
    return page


def was_rendered(page) -> bool:
    return getattr(page, "rendered", False)


def test_the_same_page_is_rendered_once_and_restored_whole():
    first, files = render(), Files("index.md", "square.md")
    second = render(files=files)
    assert was_rendered(first)
    assert not was_rendered(second)
    for name in module.RENDERED:
        assert getattr(first, name) == getattr(second, name)
    assert second.links_to_anchors == {files[0]: {"top": "index.md#top"}}


@pytest.mark.parametrize("name", ["evidence/square.json", "figures/square/outline.svg", "listings/square/sides.py"])
def test_what_it_shows_renders_it_again(folders, name):
    render()
    write(folders / name, "new")
    assert was_rendered(render())


def test_what_it_does_not_show_leaves_it_alone(folders):
    render()
    write(folders / "evidence" / "circle.json", "new")
    assert not was_rendered(render())


def test_another_text_or_another_file_beside_it_renders_it_again():
    render()
    assert was_rendered(render(MARKDOWN + "more"))
    assert was_rendered(render(files=Files("index.md", "new.md", "square.md")))


def test_a_page_with_a_warning_is_not_kept(caplog):
    render(says="a broken link")
    assert was_rendered(render(says="a broken link"))
    assert caplog.messages == ["a broken link"] * 2


def test_a_page_whose_formula_is_lost_is_rendered_again():
    render()
    assert was_rendered(render(formulas=("another",)))


def test_a_link_to_a_file_that_is_gone_is_dropped():
    page = SimpleNamespace()
    module._restore(
        page, {**dict.fromkeys(module.RENDERED, ""), "links": {"gone.md": {"a": "gone.md#a"}}}, Files("b.md")
    )
    assert page.links_to_anchors == {}


class Index:
    """Stands for the theme's search index; counts what it has read."""

    def __init__(self) -> None:
        self.entries: list[dict[str, str]] = []
        self.read: list[str] = []

    def add_entry_from_context(self, page) -> None:
        self.read.append(page.url)
        self.entries += [{"location": page.url, "text": page.content}]


def search(content: str, meta: dict[str, str] | None = None) -> Index:
    """Two pages that the search is given, the second of them with this content."""
    index = Index()
    module.keep_search_entries(SimpleNamespace(search_index=index))
    for url, text in (("a/", "first"), ("b/", content)):
        index.add_entry_from_context(
            SimpleNamespace(file=File(src_uri=url), url=url, title="T", content=text, meta=meta or {})
        )
    return index


def test_the_search_reads_a_page_once_and_has_its_entries_each_time():
    first, second = search("second"), search("second")
    assert first.read == ["a/", "b/"]
    assert second.read == []
    assert second.entries == first.entries != []


def test_the_search_reads_a_changed_page_again():
    search("second")
    assert search("changed").read == ["b/"]
    assert search("changed", {"search": "exclude"}).read == ["a/", "b/"]
