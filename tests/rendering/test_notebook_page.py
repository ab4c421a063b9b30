"""A notebook's page: what mkdocs-jupyter shows, a tenth as heavy; links to downloads and Colab."""

import markdown
import nbformat
import pytest
from lxml.html import document_fromstring
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs_jupyter.plugin import Plugin

from scripts.model.paths import here
from scripts.rendering.finished import finished
from scripts.rendering.notebook import links_under_title, notebook_files, notebook_pages

REPOSITORY = 'REPOSITORY = ""'
PICTURE = '<img src="../../generated/a.svg" alt="A &#x27;b&#x27;." height="3" width="2">'


def small() -> str:
    """A notebook with everything that a page shows."""
    outputs = [
        nbformat.v4.new_output("stream", text="1 < 2\n\n"),
        nbformat.v4.new_output("display_data", data={"text/html": PICTURE}),
    ]
    cells = [
        nbformat.v4.new_markdown_cell("# Small\n\nText with `code`.\n\n## Next part", id="a"),
        nbformat.v4.new_code_cell(REPOSITORY, id="b", metadata={"tags": ["project"]}),
        nbformat.v4.new_markdown_cell("<!--solution-->", id="c"),
        nbformat.v4.new_code_cell("print(1 < 2)", id="d", outputs=outputs, metadata={"tags": ["solution"]}),
        nbformat.v4.new_markdown_cell("<!--end-->", id="e"),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"title": "A title", "description": "A description.", "kernelspec": kernel}
    return nbformat.writes(nbformat.v4.new_notebook(metadata=metadata, cells=cells))


@pytest.fixture
def folder(monkeypatch, standing_in, tmp_path):
    """The notebook after its execution."""
    standing_in(executed=tmp_path, exercises=tmp_path, docs=tmp_path.parent, notebooks=tmp_path)
    monkeypatch.delenv("REPO_URL", raising=False)
    (tmp_path / "small.py").touch()
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "page.ipynb").write_text(small(), encoding="utf-8")
    return tmp_path


def as_page(text: str) -> str:
    """The page as the generator makes it of its Markdown."""
    extensions = ["attr_list", "md_in_html", "toc", "pymdownx.highlight", "pymdownx.superfences"]
    return markdown.markdown(text.partition("\n---\n")[2], extensions=extensions)


def test_the_executed_notebook_is_the_page(folder):
    ((address, text),) = notebook_pages()
    assert address == "notebooks/small.md"
    assert text.startswith("---\ntitle: A title\ndescription: A description.\n---\n# Small\n\n<p class=")
    shown = finished(as_page(text))
    assert '<h2 id="next-part">Next part</h2>' in shown
    assert '<div class="highlight" data-search-exclude><pre><code><span class="nb">print</span>' in shown
    assert '<details class="solution">\n<summary>Solution</summary>' in shown
    assert '<pre class="printed" data-search-exclude><code>1 &lt; 2</code></pre>' in shown
    dark = 'style="content: var(--on-dark) url(../generated/a.svg#dark)"'
    assert f'<img alt="A \'b\'." height="3" src="../generated/a.svg" {dark} width="2" />' in shown
    assert '<details class="code">\n<summary>How the project is found</summary>\n<div class="highlight" ' in shown
    assert shown.index("<img ") < shown.rindex("</details>")
    assert len(shown) < 2000


def test_one_that_failed_is_an_empty_page(folder):
    (folder / "small" / "page.ipynb").unlink()
    assert [text for _, text in notebook_pages()] == ["---\ntitle: ''\ndescription: ''\n---\n\n"]
    assert [*notebook_files()] == []


def words(html: str) -> list[str]:
    """What a reader sees of a page: the text of its headings, paragraphs, code and outputs; its links and pictures."""
    shown = document_fromstring(f"<div>{html}</div>")
    for element in shown.xpath(
        "//style|//script|//*[contains(@class, 'zeroclipboard') or contains(@class, 'clipboard')]"
    ):
        element.drop_tree()
    for element in shown.xpath("//*[contains(@class, 'headerlink') or contains(@class, 'anchor-link')]"):
        element.drop_tree()
    for element in shown.xpath("//*[contains(@class, 'tag-container') or contains(@class, 'notebook-links')]"):
        element.drop_tree()
    pictures = [element.get("alt") for element in shown.iter("img")]
    headings = [element.get("id") for element in shown.iter("h1", "h2", "h3")]
    text = " ".join(shown.itertext())
    for summary in ("Solution", "How the project is found"):
        text = text.replace(summary, "")
    return [*pictures, *headings, *text.split()]


def test_mkdocs_jupyter_shows_the_same_words_code_outputs_and_pictures(tmp_path, monkeypatch):
    """The reference reads the notebook of exercise 5 as it was executed, ours is staged from the same file."""
    executed = here().executed / "autoencoder" / "page.ipynb"
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": str(tmp_path), "site_dir": str(tmp_path / "site")})
    config.validate()
    config.plugins._current_plugin = None
    file = File.generated(config, "notebooks/autoencoder.ipynb", abs_src_path=str(executed))
    page, plugin = Page(None, file, config), Plugin()
    plugin.load_config(
        {"include": ["*.ipynb"], "execute": False, "cache": False, "no_prompt": True, "ignore_h1_titles": True}
    )
    page.meta = {}
    plugin.on_pre_page(page, config=config, files=Files([file]))
    page.markdown = ""
    page.render(config, Files([file]))
    (text,) = (text for address, text in notebook_pages() if address == "notebooks/autoencoder.md")
    ours = as_page(text)
    assert words(ours) == words(page.content or "")
    assert 10 * len(finished(ours)) < len(page.content or "")


def test_pictures_and_downloads_are_published(folder, monkeypatch):
    (folder / "small" / "picture-1.svg").write_bytes(b"<svg/>")
    (folder / "small" / "with_solutions.ipynb").write_text('"REPOSITORY = \\"\\""', encoding="utf-8")
    monkeypatch.setenv("REPO_URL", "https://github.com/us/exam")
    assert dict(notebook_files()) == {
        "generated/notebooks/small/picture-1.svg": b"<svg/>",
        "generated/notebooks/small.ipynb": '"REPOSITORY = \\"https://github.com/us/exam\\""',
    }


def test_a_notebook_without_gaps_is_one_file(folder):
    for kind in ("with_solutions", "exercise"):
        (folder / "small" / f"{kind}.ipynb").write_text("{}", encoding="utf-8")
    assert [address for address, _ in notebook_files()] == ["generated/notebooks/small.ipynb"]
    assert '<a href="../../generated/notebooks/small.ipynb" download>Download it</a></p>' in links_under_title("small")


DOWNLOADS = (
    '<a href="../../generated/notebooks/small_exercise.ipynb" download>Download it with the gaps</a> · '
    '<a href="../../generated/notebooks/small.ipynb" download>with the solutions</a>'
)


def test_under_the_title_stand_the_downloads(folder):
    assert links_under_title("small") == f'<p class="notebook-links">{DOWNLOADS}</p>'


def test_a_notebook_of_an_exercise_leads_there(folder):
    (folder / "small.md").write_text("", encoding="utf-8")
    assert '<p class="notebook-links"><a href="../../exercises/small/">The exercise</a> · <a' in links_under_title(
        "small"
    )


def test_colab_opens_the_committed_notebook_of_a_public_repository(folder, monkeypatch):
    monkeypatch.setenv("REPO_URL", "https://github.com/us/exam/")
    assert "Colab" not in links_under_title("small")
    address = "https://colab.research.google.com/github/us/exam/blob/main/docs/notebooks/small.ipynb"
    link = f'<a href="{address}">Open it in Colab</a>'
    (folder / "small.ipynb").write_text('"REPOSITORY = \\"\\""', encoding="utf-8")
    assert f"{link}, which asks for <code>https://github.com/us/exam</code> · <a" in links_under_title("small")
    (folder / "small.ipynb").write_text('"REPOSITORY = \\"https://github.com/us/exam\\""', encoding="utf-8")
    assert f"{link} · <a" in links_under_title("small")
    assert links_under_title("small").endswith(">Report a mistake</a></p>")
    monkeypatch.setenv("REPO_URL", "https://example.org/us/exam")
    assert "Colab" not in links_under_title("small")
