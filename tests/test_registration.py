"""How answers and figures are registered, and which of them a module publishes."""

import math
from types import ModuleType

import pytest

from snippets import answers
from snippets.answers import Answer, Figure, answer, figure, publications
from snippets.values import AnswerError


def function(name: str, module: str = "snippets.made_up", doc: str = "The fact.\n\n    More about it.\n    "):
    """A function alone in its module."""
    space = {"__name__": module}
    exec(f'def {name}(task):\n    """{doc}"""\n    return task\n', space)
    return space.pop(name)


def test_a_name_of_two_modules_is_refused():
    package = ModuleType("snippets.toy")
    modules = [ModuleType("snippets.toy.one"), ModuleType("snippets.toy.two")]
    for module in modules:
        exec('def area(task):\n    """A fact."""', vars(module))
        vars(module)["area"] = answer(vars(module).pop("area"))
    package.TOPICS = modules
    with pytest.raises(AnswerError, match=r"area: published by two modules of snippets\.toy; rename one"):
        list(publications(package))
    package.TOPICS = [modules[0], modules[0]]
    assert {name for name, _ in publications(package)} == {"area"}


class TestRegistration:
    def test_a_fact_is_the_first_line_of_the_docstring(self):
        published = answer(function("area"))
        assert (published.name, published.fact) == ("area", "The fact.")
        assert published(5) == 5

    @pytest.mark.parametrize("doc", ["", " "])
    def test_an_answer_without_a_fact_is_refused(self, doc):
        silent = function("silent", doc=doc)
        with pytest.raises(AnswerError, match="silent: no docstring"):
            answer(silent)
        assert Answer(silent).fact == ""

    def test_a_function_may_have_no_docstring_at_all(self):
        assert Answer(lambda task: task).fact == ""
        with pytest.raises(AnswerError, match="no docstring"):
            answer(lambda task: task)

    def test_an_answer_may_be_infinite_and_limited_to_instances(self):
        published = answer(infinite=True, instances=("tanh",))(function("far"))
        assert (published.infinite, published.instances) == (True, ("tanh",))

    def test_witnesses_and_slips_are_collected_and_stay_functions(self):
        published, second, wrong = answer(function("fact")), function("second"), function("wrong")
        assert published.witness("another way", within=0.5, because="a grid")(second) is second
        assert published.slip("forgot it")(wrong) is wrong
        assert [(item.name, item.within, item.because) for item in published.witnesses] == [
            ("another way", 0.5, "a grid")
        ]
        assert [item.mistake for item in published.slips] == ["forgot it"]

    def test_two_witnesses_of_one_name_are_refused(self):
        published = answer(function("fact"))
        published.witness("autograd")(function("first"))
        with pytest.raises(AnswerError, match="fact: two witnesses are called 'autograd'; rename one"):
            published.witness("autograd")(function("second"))

    @pytest.mark.parametrize("register", [answer, figure, Answer(print).witness("w"), Answer(print).slip("s")])
    def test_a_second_definition_is_refused(self, register):
        space = {"__name__": "snippets.made_up"}
        exec('def twice(task):\n    """A fact."""\n', space)
        with pytest.raises(AnswerError, match=r"twice: defined twice in snippets\.made_up; rename one"):
            register(space["twice"])

    @pytest.mark.parametrize("within", [math.nan, math.inf, -1e-9, 1, 1.0, 99, True, "0.1", None])
    def test_what_is_no_tolerance_is_refused_where_it_is_declared(self, within):
        with pytest.raises(AnswerError, match=r"is no tolerance; write a number from 0 to 0.01"):
            answer(function("fact")).witness("w", within=within, because="none")
        with pytest.raises(AnswerError, match=r"drawing: within=.* is no tolerance"):
            figure(within=within, because="none")(function("drawing"))

    @pytest.mark.parametrize("because", ["", "  "])
    def test_a_tolerance_above_a_hundredth_says_why(self, because):
        with pytest.raises(AnswerError, match=r"fact: witness 'w': within=0.0101 is wider than 0.01"):
            answer(function("fact")).witness("w", within=0.0101, because=because)
        with pytest.raises(AnswerError, match=r"drawing: within=0.05 is wider"):
            figure(within=0.05, because=because)(function("drawing"))
        assert answer(function("fact")).witness("w", within=0.01)

    def test_a_figure_of_trained_nets_says_how_near_its_text_is(self):
        assert figure(within=0.1, because="trained")(function("drawing")).within == 0.1
        assert figure(function("drawing")).within == 0

    def test_a_figure_is_called_with_the_task(self):
        assert figure(function("drawing"))("task") == "task"


class TestPublications:
    def module(self, name: str, **members: object) -> ModuleType:
        module = ModuleType(name)
        vars(module).update(members)
        return module

    def test_are_answers_their_slips_and_figures_in_the_order_of_definition(self):
        published = Answer(function("area", "snippets.square"))
        published.slip("wrong")(function("area_wrong"))
        drawing = Figure(function("outline", "snippets.square"))
        module = self.module("snippets.square", outline=drawing, area=published, TASKS={})
        assert [name for name, _ in publications(module)] == ["outline", "area", "area_wrong"]

    def test_of_a_package_are_those_of_its_own_modules(self):
        own = Answer(function("own", "snippets.square.steps"))
        other = Answer(function("other", "snippets.squares"))
        assert list(publications(self.module("snippets.square", own=own, other=other))) == [("own", own)]

    def test_the_module_exports_what_exercises_need(self):
        assert set(answers.__all__) >= {"answer", "figure", "Estimate", "AnswerError"}
