"""A built site in small: a bank of three statements, an exercise with a practice, and one for each of the two lists."""

import json
from pathlib import Path

FOOT = '@page{@bottom-left{content:"Mock exam · Tiny"}@bottom-right{content:"https://x.org/mock/ · edition 1234567"}}'
MOCK = (
    f'<style media="print">{FOOT}</style><article><h1>Mock</h1><div class="papers" data-search-exclude></div></article>'
)
BANK = """<article><h1>Bank</h1><h2 id="bank">Bank</h2>
<details class="statement" id="sums-01"><summary><span data-number="sums-01">One and one is two.</span></summary>
<p><strong>True</strong>. Count. <a class="checked" href="checked/">(its code)</a></p></details>
<details class="statement choice" id="sums-02"><summary><span>Which? <span class="option">(a) 1</span>
<span class="option">(b) 2</span></span></summary><p><strong>b</strong>.</p></details>"""
EXERCISE = """<article><h1>Lines</h1><p>Beside the task.</p>
<h2 id="task"><a class="toclink" href="#task">Task</a></h2><p>Given is <a href="../../">the exam</a>'s own line.</p>
<ul class="lettered">
<li>(a) Slope.</li>
<li>(b) Picture.</li>
</ul>
<div class="unfold-place"></div><details class="paper"><summary>On paper</summary></details>
<h2 id="a">(a) Slope</h2>
<p>Find the slope <span class="formula"><math><mi>a</mi></math><i class="katex" aria-hidden="true">a</i></span>.</p>
<p class="field own" data-field="lines.slope@exam">Slope:</p>
<div class="room" style="--rows: 6">4 points</div><details class="hint"><summary>Hint 1</summary><p>Think.</p></details>
<details class="result"><summary>Result</summary><p>It is three.</p></details>
<details class="solution"><summary>Solution</summary><p>Because.</p></details>
<p class="part-links">Report</p>
<h2 id="b">(b) Picture</h2><p>Draw it.</p><div class="room" style="--rows: 3">1 point</div>
<details class="result"><summary>Result</summary>
<p><img src="../../generated/line.svg" alt="A line" loading="lazy" style="content: none"></p></details>
<details class="grading"><summary>How</summary><p>1 point: a line.</p></details>
<h2 id="after">After</h2><p>Beyond.</p></article>"""
VARIANT = """<article><h1>Practise</h1><p class="variant">Variant 2</p><p>Given is another line.</p>
<h2 id="a">Slope</h2><p>As in <a href="../../../exercises/lines/#a">part (a)</a>. Find it.</p>
<p class="field" data-field="practice_lines.slope@2">The slope:</p>
<details class="solution"><summary>Solution</summary><p>It is five.</p></details>
<details class="grading"><summary>How</summary><p>4 points: a program 3, the slope 1.</p></details></article>"""
LEADS = """<article><h1>All</h1><h2 id="b">Picture</h2><p>As in <a href="../../exercises/lines/#b">part (b)</a>.
Draw any line.</p></article>"""


def exercise(slug: str, number: str, **more: object) -> dict:
    parts = [
        {"id": "a", "title": "Slope", "points": 4, "fields": []},
        {"id": "b", "title": "Picture", "points": 1, "fields": []},
    ]
    told = {"slug": slug, "number": number, "title": "Lines & more", "list": "", "minutes": 10}
    return {**told, "draws": 0, "parts": parts, "practice": "", "variants": 0, "drawn": "", **more}


def tiny_site(site: Path) -> Path:
    asked = exercise("multiple_choice", "1", draws=3)
    lines = exercise("lines", "2", practice="practice/lines/", variants=2)
    lines["parts"][0]["fields"] = ["slope"]
    exam = [asked, lines, exercise("lines", "3A", list="A"), exercise("lines", "3B", list="B", minutes=20)]
    draws = [["sums-01", "sums-02"]] * 3
    files = {
        "mock/index.html": MOCK,
        "exercises/multiple_choice/index.html": BANK + EXERCISE.replace("<article><h1>Lines</h1>", ""),
        "exercises/lines/index.html": EXERCISE,
        "practice/lines/index.html": LEADS,
        "practice/lines/1/index.html": VARIANT.replace("five", "four"),
        "practice/lines/2/index.html": VARIANT,
        "generated/mock.json": json.dumps(exam),
        "generated/quiz.json": json.dumps({"topics": [], "draws": draws}),
        "generated/line.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site
