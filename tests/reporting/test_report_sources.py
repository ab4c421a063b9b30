"""What is read off sources: keys, sections in words, publications and what uses them; and how a report is written."""

import re
from dataclasses import replace

import pytest

from scripts.model.paths import here
from scripts.model.toml_lines import comment_on
from scripts.reporting.report_changes import Comparison
from scripts.reporting.report_editions import read_file
from scripts.reporting.report_markdown import code, cropped, markdown
from scripts.reporting.report_snippets import Snippets
from scripts.reporting.report_sources import Sources, of_commit, of_folder
from scripts.reporting.report_texts import text_step, text_steps
from tests.reporting.report_small import DRAWN, FILES, compared, data, edition, entry, sources


def snippets(**modules: str) -> Snippets:
    return Snippets(
        Sources({f"snippets/{name.replace('__', '/')}.py": text.encode() for name, text in modules.items()})
    )


def test_a_key_is_read_line_by_line_with_the_digits_typed():
    key = sources(tests__answer_key__square_toml='# why\na = 1.50 # so\n"a@b" = [1.0, "x"]\n[table]\nin = 3\n').key
    assert key["square.a"] == ("tests/answer_key/square.toml:2", "a = 1.50", "why so")
    assert key["square.a@b"] == ("tests/answer_key/square.toml:3", 'a@b = [1.0, "x"]', "")
    assert set(key) == {"square.a", "square.a@b"}


@pytest.mark.parametrize(
    ("line", "comment"),
    [('a = "x # y"  # it\'s so', "it's so"), ("a = 'x # y'", ""), ("a = [1, 2]# so", "so"), ("a = 1 #", "")],
)
def test_a_comment_behind_a_line_is_told_from_a_sign_within_its_text(line, comment):
    assert comment_on(["# above", "", line], 3) == comment


def test_a_key_that_cannot_be_read_has_no_lines():
    assert sources(tests__answer_key__square_toml="a =\n").key == {}


def test_a_commit_that_there_is_not_has_no_sources():
    assert of_commit("") is None


def test_a_marker_whose_literal_cannot_be_read_shows_nothing():
    page = "A vector, (1; 2)<!--= square.area -->, no path <!--= square -->, "
    page += "9<!--= square.area[0] --> and 3<!--= other.x -->.\n"
    shown = sources(docs__exercises__square_md=page, docs__index_md="").shown(edition())
    assert [(found.path, found.literal) for found in shown] == [("square.area[0]", "9"), ("other.x", "3")]


def test_sections_are_compared_in_words_without_what_is_computed():
    page = FILES["docs/exercises/square.md"]
    other = page.replace("**9**", "**8**").replace("side 3.]", "side 2.]").replace("f^2}{16} < f", "f^2}{15} < f")
    other = other.replace("\n\nIt has four", "\n\n<!-- note: later -->\nIt **has** four") + "\n## More\n\nText.\n"
    other += "\nNo number <!--= square.area -->, no formula <!--! square.sixteenth -->, no claim <!--! square -->.\n"
    other = other.replace("## Task { #task }\n", "").replace(
        "## Check it yourself", "## Task { #task }\n\n## Check it yourself"
    )
    found = list(text_steps(sources(), sources(docs__exercises__square_md=other), edition(), edition()))
    told = {name: (step.verdict, step.what) for name, step in found}
    assert told["exercises/square/#a"] == ("presentation", "the same words, set otherwise")
    assert told["exercises/square/, More"] == ("explanation", "text")
    assert told["exercises/square/"] == ("presentation", "order of its sections")
    assert "exercises/square/#check" not in told


def test_a_new_page_and_the_front_page_have_names():
    before, after = sources(), sources(docs__new_md="Words.\n", docs__index_md="Other words.\n")
    assert {name for name, _ in text_steps(before, after, edition(), edition())} == {"new/", "index", "index, The exam"}


def test_more_than_eight_places_of_a_section_are_counted():
    before = " ".join(f"a{number} same" for number in range(10))
    steps = list(text_step(before, before.replace("a", "b").replace("sbme", "same")))
    assert [step.what for step in steps] == ["text"] * 8 + ["text, 2 more places"]


def test_words_that_change_places_are_no_matter_of_presentation():
    ((step, *_),) = [list(text_step("it is true", "is it true"))]
    assert step.verdict == "explanation"


PACKAGE = {
    "toy": "from snippets.toy.one import first\nfrom snippets.toy.two import second, third, fourth, fifth, sixth\n",
    "toy__task": "class Task: ...\nTASKS = {'exam': Task()}\n",
    "toy__one": (
        "from snippets.answers import answer\n"
        "from .task import TASKS\n"
        "EXAM = helper = 3\n"
        "def double(task):\n    return EXAM\n"
        "@answer\ndef first(task):\n    '''One.'''\n    return double(task)\n"
        "@first.witness('by hand')\ndef first_by_hand(task): ...\n"
        "@first.slip('wrong')\ndef first_wrong(task): ...\n"
        "@first.slip(helper)\ndef first_unknown(task): ...\n"
        "@gone.slip('wrong')\ndef nobody(task): ...\n"
        "@first.property('x')\ndef other(task): ...\n"
        "@some[0]\ndef nothing(task): ...\n"
    ),
    "toy__two": (
        "from snippets.toy import one\nimport math\n"
        "@answer(trained=True)\ndef second(task):\n    '''Two.'''\n    return one.first(task) + math.pi\n"
        "@claim('a = b')\ndef third(task):\n    return second(task)\n"
        "@claim(TEX)\ndef fourth(task):\n    return 1\n"
        "@point('wrong', 'toy#a', topic='t', claim=1, rival=2, costs_marks=True)\ndef fifth(claim):\n"
        "    '''Said\n    so.\n\n    Instead.\n\n    Why.\n    '''\n"
        "@statement(topic='t', claim=1, rival=2)\ndef sixth(claim):\n    '''Words.\n\n    Why.'''\n"
    ),
    "broken": "def (",
    "alone": "x = 1\n",
}


def test_publications_are_found_with_their_words():
    found = snippets(**PACKAGE).published
    kinds = {name: publication.kind for name, publication in found.items()}
    assert list(kinds) == [f"toy.{name}" for name in ("first", "second", "third", "fourth", "fifth", "sixth")]
    assert list(kinds.values()) == ["answer", "answer", "claim", "claim", "point", "statement"]
    assert found["toy.first"].words["witnesses"] == [{"name": "by hand"}]
    assert found["toy.first"].words["slips"] == [{"id": "toy.first_wrong", "mistake": "wrong"}]
    assert found["toy.third"].words["latex"] == "a = b"
    assert "latex" not in found["toy.fourth"].words
    point = {"kind": "truth", "fact": "Said so.", "instead": "Instead.", "reason": "Why.", "class": "wrong"}
    assert found["toy.fifth"].words == {**point, "topic": "t", "costs_marks": True}


@pytest.mark.parametrize("own", ["snippets.toy", ""])
def test_what_only_a_practice_imports_is_published_by_no_exercise(own):
    practice = (
        "from snippets.toy.one import first\n@answer\ndef other(task):\n    'Other.'\n"
        "@other.witness('w')\ndef by_w(task): ...\n@first.slip('s')\ndef by_s(task): ...\n"
    )
    package = {
        "__init__": f"from {own or '.'} import many\nfrom {own}.one import first\nTOPICS = (many,)\n",
        "many": "@statement(topic='t')\ndef said():\n    'Words.'\n",
        "one": "@answer\ndef first(task):\n    'One.'\n",
        "practice": practice,
    }
    files = {f"snippets/toy/{name}.py": text.encode() for name, text in package.items()}
    published = Snippets(Sources(files)).published
    assert sorted(published) == ["toy.first", "toy.said"]
    assert published["toy.first"].words["slips"] == [{"id": "toy.by_s", "mistake": "s"}]


def test_publications_read_as_text_are_those_of_the_edition_with_as_many_witnesses():
    built, found = read_file(here().site), Snippets(of_folder()).published
    assert found.keys() == {*built.names, *built.figures}
    answers = {name: item.words["witnesses"] for name, item in found.items() if item.kind == "answer"}
    assert {name: len(told) for name, told in answers.items()} == {
        name: len(built.instances(name)[0]["witnesses"]) for name in answers
    }


def test_what_is_computed_from_an_answer_is_found_through_functions_and_modules():
    found = snippets(**PACKAGE)
    assert found.users("toy.first") == ["toy.second", "toy.third"]
    assert found.users("toy.third") == []
    assert found.users("toy.nothing") == []


def test_an_edition_of_sources_has_the_instances_of_the_other():
    found = Snippets(sources()).edition("main", "abc", edition())
    assert list(found.answers)[:2] == ["square.area@exam", "square.area@short"]
    assert found.figures["square.outline"] == {
        "id": "square.outline",
        "file": "generated/square/outline.svg",
        "alt": "A square of side 3.",
        "page": "exercises/square/#a",
    }
    assert found.picture("generated/square/outline.svg") is None


def test_a_figure_of_unbuilt_sources_is_compared_by_the_text_on_its_page():
    page = (
        FILES["docs/exercises/square.md"]
        .replace("A square of side 3.", "A square.")
        .replace("../gen", "https://a.b/gen", 0)
    )
    old = sources(docs__exercises__square_md=page + "\n![other](https://a.b/c.svg)\n")
    before = Snippets(old).edition("main", "abc", edition())
    found = Comparison(before, edition(), old, sources()).steps["square.outline"]
    assert [step.what for step in found] == ["the text beside it"]


def test_an_answer_is_told_with_its_guards_and_the_points_about_its_part():
    before, after = data(), data()
    for side in (before, after):
        side["answers"].append(entry("point", False, about="exercises/square/#a", anchor="", part=""))
        side["answers"][0]["witnesses"].append(DRAWN)
    before["answers"][0]["value"] = 4.0
    text = markdown(compared(before, after, sources()))
    assert "; Monte Carlo (4 standard errors allowed)\n" in text
    assert "- key, tests/answer_key/square.toml:2: `area = 9`, unchanged\n- shown in " in text
    assert "- statements about its part: `square.point`" in text
    assert "square.toml:4" not in text
    without = markdown(compared(before, after))
    assert "- key, tests/answer_key/square.toml:2: `area = 9`\n" in without


def test_what_is_computed_from_an_answer_is_told():
    before = data()
    before["answers"][0]["value"] = 4.0
    text = FILES["snippets/square.py"].replace("side = quarter(task)\n    axes", "side = area(task)\n    axes")
    pair = Comparison(edition(before), edition(), None, sources(snippets__square_py=text))
    assert "- computed from it: `square.outline`\n" in markdown(pair)


def test_an_answer_that_went_is_told_with_the_page_that_had_it():
    before = data()
    before["answers"].append(entry("gone", 3.0, part="", anchor=""))
    page = FILES["docs/exercises/square.md"].replace("Nowhere.", "Nowhere 3<!--= square.gone -->.")
    old = sources(
        docs__exercises__square_md=page,
        tests__answer_key__square_toml="gone = 3\n" + FILES["tests/answer_key/square.toml"],
    )
    text = markdown(compared(before, None, old))
    assert "**`square.gone`**, exercises/square/\n- removed: from `3.0` to nothing" in text
    assert "- key, tests/answer_key/square.toml:1: from `gone = 3` to nothing" in text


def test_given_data_is_told_where_it_stands():
    old = sources(docs__exercises__square_md=FILES["docs/exercises/square.md"].replace("$12$", "$10$"))
    text = markdown(compared(data(), None, old))
    line = FILES["docs/exercises/square.md"].partition("$12$")[0].count("\n") + 1
    place = f"**`square.task`**, exercises/square/, docs/exercises/square.md:{line}"
    assert f"{place}\n- square.task.fence on its page: from `10` to `12`" in text


def test_since_a_ref_every_component_that_changed_is_told():
    page = "9<!--= square.longer_fences[0].area -->, 36<!--= square.longer_fences[1].area -->.\n"
    old = sources(docs__index_md=page)
    new = sources(docs__index_md=page.replace("9<", "16<", 1).replace("36<", "64<"))
    text = markdown(Comparison(Snippets(old).edition("main", "abc", edition()), edition(), old, new))
    assert "- square.longer_fences[0].area on its page: from `9` to `16`" in text
    assert "- square.longer_fences[1].area on its page: from `36` to `64`" in text


def test_very_many_changes_are_counted():
    before = data()
    before["answers"] += [entry(f"extra_{number}", number) for number in range(80)]
    text = markdown(compared(before))
    assert len(re.findall(r"^\*\*", text, re.M)) == 60
    assert "... and 20 more: `square.extra_60`" in text
    assert " and 8 more" in text


@pytest.mark.parametrize(("text", "shown"), [("a", "`a`"), ("a `b` c", "``a `b` c``"), ("`b`", "`` `b` ``")])
def test_code_shows_backticks(text, shown):
    assert code(text) == shown


def test_long_texts_are_cut_to_what_changed():
    words = [f"word{number}" for number in range(60)]
    other = [*words[:30], "changed", *words[31:]]
    assert cropped(" ".join(words), " ".join(other)) == (
        "... word26 word27 word28 word29 word30 word31 word32 word33 word34 ...",
        "... word26 word27 word28 word29 changed word31 word32 word33 word34 ...",
    )
    assert cropped(" ".join(words), "changed") == (" ".join(words), "changed")
    assert cropped("a b", "a c") == ("a b", "a c")


def test_a_figure_is_told_with_its_place_and_its_drawing():
    before = data()
    before["figures"][0]["alt"] = "A square."
    text = markdown(compared(before))
    assert "**`square.outline`**, exercises/square/#a\n- the text beside it" in text
    assert "\n- the drawing, as it is: `generated/square/outline.svg (sha256 " in text
    gone = Comparison(
        edition(before), replace(edition(), picture=lambda file: None), None, sources(docs__exercises__square_md="")
    )
    assert "**`square.outline`**\n- the text beside it" in markdown(gone)
    assert "as it is" not in markdown(gone)
