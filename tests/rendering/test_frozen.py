"""New addresses of a built site are written down once, and from then on kept."""

from scripts.rendering.frozen import freeze, read, unfrozen

FRAME = '<nav id="contents"></nav><article class="page">{}</article><p id="foot"></p>'
TASK = '<h1 id="title">Sums</h1><h2 id="task">Task</h2><input type="radio" id="paper"><details class="hint" id="old">'


def test_ids_of_the_text_are_written_down_once(tmp_path):
    file = tmp_path / "addresses.txt"
    file.write_text("# Kept for ever.\n/sums/ old\n", encoding="utf-8")
    for url, text in {"": "", "sums": TASK, "many": "".join(f'<p id="value-of-place-{i}">' for i in range(40))}.items():
        (tmp_path / "site" / url).mkdir(exist_ok=True, parents=True)
        (tmp_path / "site" / url / "index.html").write_text(FRAME.format(text), encoding="utf-8")
    many = [f"value-of-place-{i}" for i in range(40)]
    assert unfrozen(tmp_path / "site", file) == {"": [], "many/": many, "sums/": ["task"]}
    assert freeze(tmp_path / "site", file) == 41
    assert unfrozen(tmp_path / "site", file) == {}
    assert read(file) == {"": [], "many/": many, "sums/": ["old", "task"]}
    assert max(map(len, file.read_text(encoding="utf-8").splitlines())) <= 110


def test_without_a_site_there_is_nothing_new(tmp_path):
    file = tmp_path / "addresses.txt"
    file.touch()
    assert freeze(tmp_path / "site", file) == 0
