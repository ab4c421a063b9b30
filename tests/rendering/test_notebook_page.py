"""A notebook's page: rendered by mkdocs-jupyter, without its styles and scripts; links to downloads and Colab."""

from types import SimpleNamespace

import nbformat
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from scripts.rendering import notebook as module
from scripts.rendering.notebook import NotebookFile, head, notebook_files, render_later, tidy, with_notebooks

REPOSITORY = 'REPOSITORY = ""'


def small() -> str:
    """A notebook with everything that a page shows."""
    outputs = [
        nbformat.v4.new_output("stream", text="1 < 2\n\n"),
        nbformat.v4.new_output("display_data", data={"text/html": '<img src="a.svg" alt="A.">'}),
    ]
    cells = [
        nbformat.v4.new_markdown_cell("# Small\n\nText with `code`.\n\n## Next part", id="a"),
        nbformat.v4.new_code_cell(REPOSITORY, id="b"),
        nbformat.v4.new_markdown_cell("<!--solution-->", id="c"),
        nbformat.v4.new_code_cell("print(1 < 2)", id="d", outputs=outputs, metadata={"tags": ["solution"]}),
        nbformat.v4.new_markdown_cell("<!--end-->", id="e"),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"title": "A title", "description": "A description.", "kernelspec": kernel}
    return nbformat.writes(nbformat.v4.new_notebook(metadata=metadata, cells=cells))


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """The notebook after its execution."""
    monkeypatch.setattr(module, "EXECUTED", tmp_path)
    monkeypatch.setattr(module, "EXERCISES", tmp_path)
    monkeypatch.setattr(module, "notebooks", lambda: ["small"])
    monkeypatch.setattr(module, "copy_of", lambda name: tmp_path / f"{name}.ipynb")
    monkeypatch.delenv("REPO_URL", raising=False)
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "page.ipynb").write_text(small(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def config(tmp_path):
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": str(tmp_path), "site_dir": str(tmp_path / "site")})
    config.validate()
    config.plugins._current_plugin = None
    return config


def files_with_page(config: MkDocsConfig) -> Files:
    files = Files([File("notebooks/small.ipynb", config.docs_dir, config.site_dir, True)])
    with_notebooks(files, config)
    return files


def test_the_executed_notebook_is_the_page(folder, config):
    (file,) = files_with_page(config)
    assert isinstance(file, NotebookFile)
    assert file.is_documentation_page()
    assert file.url == "notebooks/small/"
    assert file.content_string == small()


def test_one_that_failed_still_has_a_place_in_the_navigation(folder, config):
    (folder / "small" / "page.ipynb").unlink()
    files = Files([])
    with_notebooks(files, config)
    (file,) = files
    assert file.content_string == "{}"


def test_mkdocs_jupyter_renders_and_little_of_it_is_kept(folder, config, monkeypatch):
    files = files_with_page(config)
    page = Page(None, next(iter(files)), config)
    depends_on = render_later(page, small())
    page.markdown = ""
    page.render(config, files)
    assert small() in depends_on
    assert (page.title, page.meta["description"]) == ("A title", "A description.")
    assert {"small", "next-part"} <= page.present_anchor_ids
    assert [item.id for item in page.toc.items[0].children] == ["next-part"]
    for gone in ("<style", "<script", '<div class="jp-', "clipboard", "Copied", "base64"):
        assert gone not in page.content
    anchor = '<a class="headerlink" href="#small" title="Link to this section">¶</a>'
    assert f'<h1 id="small">Small{anchor}</h1>\n<p class="notebook-links">' in page.content
    assert '<div class="highlight" data-search-exclude><pre><code><span class="nb">print</span>' in page.content
    assert '<details class="solution">\n<summary>Solution</summary>' in page.content
    assert '<pre class="printed" data-search-exclude><code>1 &lt; 2</code></pre>' in page.content
    assert "cell-tag" not in page.content
    assert page.content.index("<img ") < page.content.index("</details>")
    assert len(page.content) < 3000


def test_one_that_failed_is_an_empty_page(folder, config):
    (folder / "small" / "page.ipynb").unlink()
    files = files_with_page(config)
    page = Page(None, next(iter(files)), config)
    render_later(page, "{}")
    page.render(config, files)
    assert page.content == ""


def test_code_in_a_sentence_and_in_a_fence_stays_as_it_is():
    fenced = "<p><code>a</code></p><pre><code>b\n</code></pre>"
    assert tidy(f'<div class="x">{fenced}</div>') == fenced


def test_empty_lines_of_code_stay():
    assert "a\n\n\nb" in tidy("<div>\n\n<pre><span></span>a\n\n\nb\n</pre>\n\n\n</div>")
    assert tidy("<div>\n\n<p>a</p>\n\n\n\n<p>b</p></div>") == "<p>a</p>\n<p>b</p>"


def test_pictures_and_downloads_are_published(folder, monkeypatch):
    (folder / "small" / "picture-1.svg").write_bytes(b"<svg/>")
    (folder / "small" / "with_solutions.ipynb").write_text('"REPOSITORY = \\"\\""', encoding="utf-8")
    monkeypatch.setenv("REPO_URL", "https://github.com/us/exam")
    assert dict(notebook_files()) == {
        "generated/notebooks/small/picture-1.svg": b"<svg/>",
        "generated/notebooks/small.ipynb": '"REPOSITORY = \\"https://github.com/us/exam\\""',
    }


PAGE = SimpleNamespace(url="notebooks/small/")
DOWNLOADS = (
    '<a href="../../generated/notebooks/small_exercise.ipynb" download>Download it with the gaps</a> · '
    '<a href="../../generated/notebooks/small.ipynb" download>with the solutions</a>'
)


def test_under_the_title_stand_the_downloads(folder):
    assert head(PAGE, "small") == f'<p class="notebook-links">{DOWNLOADS}</p>'


def test_a_notebook_of_an_exercise_leads_there(folder):
    (folder / "small.md").write_text("", encoding="utf-8")
    assert '<p class="notebook-links"><a href="../../exercises/small/">The exercise</a> · <a' in head(PAGE, "small")


def test_colab_opens_the_committed_notebook_of_a_public_repository(folder, monkeypatch):
    monkeypatch.setenv("REPO_URL", "https://github.com/us/exam/")
    assert "Colab" not in head(PAGE, "small")
    address = "https://colab.research.google.com/github/us/exam/blob/main/docs/notebooks/small.ipynb"
    link = f'<a href="{address}">Open it in Colab</a>'
    (folder / "small.ipynb").write_text('"REPOSITORY = \\"\\""', encoding="utf-8")
    assert head(PAGE, "small").endswith(f"{link}, which asks for <code>https://github.com/us/exam</code></p>")
    (folder / "small.ipynb").write_text('"REPOSITORY = \\"https://github.com/us/exam\\""', encoding="utf-8")
    assert head(PAGE, "small").endswith(f"{link}</p>")
    monkeypatch.setenv("REPO_URL", "https://example.org/us/exam")
    assert "Colab" not in head(PAGE, "small")
