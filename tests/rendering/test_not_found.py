"""The page for an address that is none has in it what it cannot ask for."""

import pytest

from scripts.rendering.not_found import complete_not_found, put_styles_in

PAGE = """<html><head>
<link rel="icon" href="/assets/favicon.svg">
      <link rel="stylesheet" href="/exam/assets/stylesheets/main.1.css">
</head><body><!--exam-->
<script src="/exam/assets/site.js" defer></script>
  <script src="/exam/assets/answers.js"></script>
</body></html>
"""
EXAM = "| No. | Title |\n| ---: | --- |\n| 4 | [RNN](exercises/rnn.md)<br>Networks |"


@pytest.fixture(autouse=True)
def folder(standing_in, tmp_path):
    standing_in(kept=tmp_path / "kept")


@pytest.mark.parametrize(
    ("exam", "root", "shown"),
    [(EXAM, "/", '"/exercises/rnn/">RNN</a>'), (EXAM.replace("N]", "M]"), "/exam/", '"/exam/exercises/rnn/">RNM</a>')],
)
def test_another_exam_or_another_address_makes_another_table(tmp_path, exam, root, shown):
    for given in ((EXAM, "/exam/"), (exam, root)):
        (tmp_path / "404.html").write_text(PAGE, encoding="utf-8")
        complete_not_found(tmp_path, *given)
    assert shown in (tmp_path / "404.html").read_text(encoding="utf-8")


def test_table_styles_and_the_way_to_the_site_are_in_the_page(tmp_path):
    (tmp_path / "assets" / "stylesheets").mkdir(parents=True)
    (tmp_path / "assets" / "stylesheets" / "main.1.css").write_text("p { color: red }", encoding="utf-8")
    (tmp_path / "404.html").write_text(PAGE, encoding="utf-8")
    complete_not_found(tmp_path, EXAM, "/exam/")
    put_styles_in(tmp_path)
    html = (tmp_path / "404.html").read_text(encoding="utf-8")
    assert "<style>\np { color: red }\n</style>" in html
    assert '<a href="/exam/exercises/rnn/">RNN</a>' in html
    assert 'const roots = ["/exam/", ' in html
    assert "<!--exam-->" not in html
    assert "<script src=" not in html
    assert '<link rel="icon"' in html
