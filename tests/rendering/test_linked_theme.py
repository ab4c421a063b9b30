"""What MkDocs sees of its theme: every template, and nothing that it would copy."""

from jinja2 import Environment, FileSystemLoader

from scripts.model.paths import here
from scripts.rendering.linked_theme import linked, remove_links


def test_a_theme_with_icons_is_read_whole_and_listed_without_its_folders(standing_in, tmp_path):
    standing_in(theme=tmp_path / "linked")
    theme, own = tmp_path / "theme", tmp_path / "own"
    for path in ("base.html", ".icons/a/b.svg", "assets/c.js"):
        (theme / path).parent.mkdir(parents=True, exist_ok=True)
        (theme / path).write_text(path, encoding="utf-8")
    own.mkdir()
    for _ in range(2):  # the links of a build that was interrupted go
        dirs = linked([str(own), str(theme)])
        assert dirs == [str(own), str(here().theme)]
    templates = Environment(loader=FileSystemLoader(dirs), autoescape=True)
    assert templates.list_templates() == ["base.html"]
    assert templates.get_template(".icons/a/b.svg").render() == ".icons/a/b.svg"
    remove_links()
    assert not here().theme.exists()
    assert (theme / "assets/c.js").exists()
