"""The staged folder holds what was staged this time, and nothing else."""

from scripts.rendering import staging


def test_what_is_not_staged_any_more_goes(standing_in, tmp_path):
    standing_in(staged=tmp_path)
    for address in ("a.md", "exercises/b.md"):
        staging._write(address, f"# {address}")
    staging._remove_all_but({"exercises/b.md"})
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")] == ["exercises/b.md"]


def test_a_page_has_the_address_that_the_generator_gives_it():
    assert (staging.url_of("index.md"), staging.url_of("exercises/rnn.md")) == ("", "exercises/rnn/")


def test_the_fonts_of_what_stands_open_are_fetched_early():
    html = '<article><span class="katex">x</span><details><span class="mathbb">R</span></details></article>'
    assert [name in staging.preloads(html, "../f/") for name in ("../f/KaTeX_Main-Regular.woff2", "AMS")] == [
        True,
        False,
    ]
