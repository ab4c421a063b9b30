"""Every rule for variants to practise on refuses what breaks it; the practice of exercise 4 breaks none."""

from fractions import Fraction

import msgspec
import pytest
from msgspec.structs import replace

from scripts.checking import check_practice as check_practice_module
from scripts.checking.check_practice import check_conditions, check_fields, check_practice, is_nice
from scripts.model.evidence import Exercise, read_exercise
from scripts.model.paths import here, page_of
from scripts.model.practice import fields, of_variant
from scripts.model.source import Page

SLUG = "practice_rnn"


@pytest.fixture
def page() -> Page:
    return Page.read(page_of(SLUG))


@pytest.fixture
def exercises() -> dict[str, Exercise]:
    return {slug: of_its_own(slug) for slug in (SLUG, "rnn")}


def of_its_own(slug: str) -> Exercise:
    """What was computed, for a test to change: what is read is kept for all who ask."""
    return msgspec.json.decode(msgspec.json.encode(read_exercise(slug)), type=Exercise)


def change(exercises: dict[str, Exercise], name: str, number: str, **changed: object) -> None:
    """Another answer of a variant in its place."""
    own = exercises[SLUG]
    (old,) = [entry for entry in own.entries if (entry.name, entry.instance) == (name, number)]
    new = replace(old, **changed)
    exercises[SLUG] = replace(own, entries=[new if entry is old else entry for entry in own.entries])


def faults(page: Page, exercises: dict[str, Exercise]) -> list[str]:
    return [str(fault) for fault in check_practice(page, exercises)]


def test_the_variants_of_the_page_break_no_rule(page, exercises):
    assert faults(page, exercises) == []
    assert len(exercises[SLUG].tasks) >= 60


def test_a_field_asks_for_what_is_computed(page, exercises):
    asked = Page(page.path, page.text.replace('"practice_rnn.loss"', '"practice_rnn.lost"'))
    (fault,) = map(str, check_fields(asked, exercises))
    line = 1 + asked.text[: asked.text.index("practice_rnn.lost")].count("\n")
    assert fault.startswith(f"docs/practice/rnn.md:{line}: no answer practice_rnn.lost to ask for; of those")


def test_a_field_of_an_exercise_asks_on_its_first_instance_for_what_can_be_typed(exercises):
    asked = ("rnn.gradient", "rnn.gradient@tanh", "rnn.preactivation_rule")
    text = " ".join(f'<p data-field="{id}">a</p>' for id in asked)
    found = [fault.message for fault in check_fields(Page(page_of("rnn"), text), exercises)]
    assert [message.partition(";")[0] for message in found] == [
        "no answer rnn.gradient@tanh to ask for",
        "no answer rnn.preactivation_rule to ask for",
    ]
    (alone,) = check_fields(Page(page_of("unknown"), '<p data-field="rnn.gradient">a</p>'), exercises)
    assert alone.message.endswith("there is none")


def test_an_answer_that_is_asked_for_is_not_nearly_always_the_same(page, exercises):
    numbers = list(exercises[SLUG].tasks)
    times = int(check_practice_module.MOST * len(numbers)) + 1
    for number in numbers[:times]:
        change(exercises, "loss", number, value=7)
    told = f"practice_rnn.loss is 7 in {times} of {len(numbers)} variants; take other data"
    assert [fault for fault in faults(page, exercises) if told in fault]
    for number in exercises[SLUG].tasks:
        change(exercises, "output", number, value=7)  # for which nobody asks
    assert "output" not in " ".join(told for told in faults(page, exercises) if "variants; take" in told)


PROGRAMS = "practice_autoencoder"


@pytest.fixture
def programs() -> dict[str, Exercise]:
    return {PROGRAMS: of_its_own(PROGRAMS)}


def task(text: str, number: str = "9") -> Page:
    """The page of a task; what it shows beside some text it shows as well."""
    shown = ("line", "broken", "mended", "program")
    return Page(
        here().practice / "autoencoder" / f"{number}.md",
        "\n".join([*(f"1<!--= {PROGRAMS}.{name}@9 -->" for name in shown), text]),
    )


def test_a_page_of_one_variant_shows_its_answers_and_no_other_s(programs):
    assert faults(task(f"1<!--= {PROGRAMS}.task@9.rate --> 2<!--= rnn.gradient -->"), programs) == []
    (other,) = faults(task(f"1<!--= {PROGRAMS}.line@10 -->"), programs)
    assert other.endswith(f"9.md:5: {PROGRAMS}.line@10 is of another variant; this page is for 9")
    (first,) = faults(task(f"1<!--= {PROGRAMS}.baseline -->"), programs)
    assert "is of another variant" in first
    less = Page(task("").path, task("").text.replace(f"1<!--= {PROGRAMS}.line@9 -->", ""))
    assert faults(less, programs) == [f"docs/practice/autoencoder/9.md:1: {PROGRAMS}.line@9 is computed, and not shown"]
    (unknown,) = faults(task("", "99"), programs)
    assert unknown.endswith("there is no variant 99; append it to TASKS of snippets/autoencoder/practice.py")


def test_the_page_of_all_leads_to_each_variant_and_each_has_a_page(programs):
    page = Page.read(page_of(PROGRAMS))
    assert faults(page, programs) == []
    (lost,) = faults(Page(page.path, page.text.replace("(autoencoder/7.md)", "(autoencoder/8.md)")), programs)
    assert lost.endswith("nothing leads to variant 7: write [its name](autoencoder/7.md)")
    new = str(len(programs[PROGRAMS].tasks) + 1)
    programs[PROGRAMS].tasks[new] = {}
    assert faults(page, programs) == [f"docs/practice/autoencoder.md:1: variant {new} has no page autoencoder/{new}.md"]


def test_a_field_on_a_page_of_one_variant_asks_about_that_one(programs):
    asked = [f'<p data-field="{PROGRAMS}.{name}">a</p>' for name in ("line@9", "line@10", "line", "program@9")]
    found = [fault.message.partition(" to ask")[0] for fault in check_fields(task(" ".join(asked)), programs)]
    assert found == [f"no answer {PROGRAMS}.{name}" for name in ("line@10", "line", "program@9")]
    first = Page(task("", "1").path, f'<p data-field="{PROGRAMS}.baseline">a</p>')
    assert list(check_fields(first, programs)) == []


def test_a_variant_is_not_solved_on_the_page_of_the_exercise(page, exercises):
    exam = exercises["rnn"]
    exercises[SLUG].tasks["7"] = exam.tasks["exam"]
    for item in (item for item in exam.entries if item.instance == "exam"):
        if f"{SLUG}.{item.name}@7" in exercises[SLUG].by_id:
            change(exercises, item.name, "7", value=item.value)
    found = [fault for fault in faults(page, exercises) if "is solved" in fault]
    assert found == ["snippets/rnn/practice.py: variant 7 is solved on the page of rnn; change its data"]


def test_without_its_exercise_nothing_is_held_against_it(page, exercises):
    assert faults(page, {SLUG: exercises[SLUG]}) == []


def test_what_comes_out_can_be_found_on_paper(page, exercises):
    change(exercises, "loss", "5", value=0.4847)
    (fault,) = faults(page, exercises)
    assert fault.endswith(": practice_rnn.loss@5 is 0.4847, which nobody finds on paper; take other data")


@pytest.mark.parametrize("number", ["0", "-17", "1/3", "5/12", "0.33", "9999", "2.25"])
def test_whole_numbers_small_fractions_and_two_decimals_are_nice(number):
    assert is_nice(Fraction(number))
    assert is_nice(Fraction(float(Fraction(number))))


@pytest.mark.parametrize("number", ["5/13", "0.333", "10000", "0.4847"])
def test_others_are_not(number):
    assert not is_nice(Fraction(number))


def test_two_mistakes_that_give_the_same_have_no_name(page, exercises):
    one, other, *rest = exercises[SLUG].by_id[f"{SLUG}.gradient@9"].slips
    change(exercises, "gradient", "9", slips=[one, replace(other, value=one.value), *rest])
    (fault,) = faults(page, exercises)
    assert f"{one.name} and {other.name} both give" in fault
    assert fault.endswith("so a mistake has no name; take other data")


def test_what_is_the_answer_is_no_mistake(page, exercises):
    answer = exercises[SLUG].by_id[f"{SLUG}.gradient@9"]
    same = [replace(slip, value=answer.value, differs=False) for slip in answer.slips[:2]]
    change(exercises, "gradient", "9", slips=[*same, *answer.slips[2:]])
    assert faults(page, exercises) == []


def test_a_literal_that_cannot_hold_the_value_of_a_variant_is_told_with_it(page, exercises):
    change(exercises, "loss", "12", value=[1, 2])
    told = Page(page.path, page.text.replace("$L = 43$<!--= practice_rnn.loss -->", "43<!--= practice_rnn.loss -->"))
    (fault,) = faults(told, exercises)
    line = 1 + told.text[: told.text.index("<!--= practice_rnn.loss -->")].count("\n")
    assert fault.startswith(f"docs/practice/rnn.md:{line}: as variant 12: practice_rnn.loss@12: is a vector; write it")


def test_a_value_that_is_not_agreed_is_not_held_against_the_literals_of_another_variant(page, exercises):
    told = exercises[SLUG].by_id[f"{SLUG}.gradient@9"].witnesses
    change(exercises, "gradient", "9", value=123, agreed=False, witnesses=[replace(one, deviation=7.0) for one in told])
    assert not any("as variant 9" in fault for fault in faults(page, exercises))


def test_after_an_edit_only_the_section_that_changed_is_held_against_all_variants_again(page, exercises):
    asked = []

    def known(makers):
        asked.append(set(makers))
        return dict.fromkeys(makers, ())

    for text in (page.text, f"{page.text}\nOne more sentence.\n"):
        list(check_practice(Page(page.path, text), exercises, known))
    before, after = asked
    assert (len(before), len(after - before)) == (4 + 1, 1)  # and the numbers


def test_each_path_of_the_practice_names_the_variant_and_no_other_path_does():
    text = "1<!--= practice_rnn.loss --> 2<!--= practice_rnn.deltas[0]; rnn.loss --> 3<!--= practice_rnn.task@4.x -->"
    page = Page(page_of(SLUG), text)
    named = (
        "1<!--= practice_rnn.loss@5 --> 2<!--= practice_rnn.deltas@5[0]; rnn.loss --> 3<!--= practice_rnn.task@4.x -->"
    )
    assert of_variant(page, "5").text == named
    assert of_variant(page, "1") is page


def test_each_drawing_of_the_practice_is_that_of_the_variant():
    page = Page(page_of(SLUG), "![x](../generated/practice_rnn/net.svg) ![x](../generated/rnn/net.svg)")
    assert of_variant(page, "5").text == page.text.replace("practice_rnn/net.svg", "practice_rnn/net@5.svg")


def test_fields_in_code_ask_nothing():
    page = Page(page_of(SLUG), '<p class="field" data-field="a.b">x</p>\n\n```html\n<p data-field="c.d">\n```\n')
    assert [field.id for field in fields(page)] == ["a.b"]


def test_a_formula_that_was_not_sampled_cannot_be_asked_for(exercises, monkeypatch):
    asked = Page(page_of("rnn"), '<p data-field="rnn.chain_rule">a</p>')
    assert [*check_fields(asked, exercises)] == []
    monkeypatch.setattr(check_practice_module, "read_samples", lambda slug: {})
    (fault,) = check_fields(asked, exercises)
    assert fault.message.startswith("no answer rnn.chain_rule to ask for; ")


OPTIONS = '<p data-field="practice_rnn.step_of_descent">a {}</p>'
OPTION = '<span class="option" data-value="{}">b</span>'


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("1", "0", "-1"), []),
        (("1", "0"), ['practice_rnn.step_of_descent is -1 too; write <span class="option" data-value="-1">']),
        (("1", "0", "-1", "0"), ["two options of practice_rnn.step_of_descent stand for 0; remove one"]),
    ],
)
def test_whatever_comes_out_is_one_of_the_options(exercises, values, said):
    text = OPTIONS.format(" ".join(map(OPTION.format, values)))
    assert [fault.message for fault in check_fields(Page(page_of(SLUG), text), exercises)] == said


@pytest.mark.parametrize(
    ("slug", "id", "said"),
    [
        (SLUG, "practice_rnn.no_loss", []),
        (SLUG, "practice_rnn.loss", ["practice_rnn.loss is no truth that is computed for each variant; there is "]),
        (SLUG, "practice_rnn.lost", ["practice_rnn.lost is no truth that is computed for each variant; there is "]),
        ("rnn", "rnn.no_loss", ["only the page of a practice has variants; say here what is so"]),
        ("unknown", "unknown.no_loss", ["only the page of a practice has variants; say here what is so"]),
    ],
)
def test_a_condition_hangs_on_a_truth_of_the_practice(exercises, slug, id, said):
    page = Page(page_of(slug), f"a <!--? {id} -->b<!--/? -->")
    found = [fault.message for fault in check_conditions(page, exercises)]
    assert [message.removesuffix("practice_rnn.no_loss") for message in found] == said
    assert len([*check_conditions(Page(page.path, f"a <!--? {id} -->b"), exercises)]) == len(said) + 1
