"""Judge a statement or a choice: the verdict of its check beside that in the answer key, which is its second way."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from scripts.computing.answer_key import fingerprint, possible_lines, verdict_and_fingerprint, words_changed
from scripts.computing.encode import encode
from scripts.computing.place import source
from scripts.computing.wording import check_wording
from scripts.model.answer_key_lines import key_lines
from scripts.model.faults import Fault
from scripts.model.paths import relative
from scripts.model.tree import Tree, display, tex
from snippets.answers import AnswerError
from snippets.statements import VERDICTS, Choice, Option, Point, Question

if TYPE_CHECKING:
    from scripts.computing.examine import Examination


class Worded(Protocol):
    """What a person decides by its words: a question, a claim."""

    @property
    def words(self) -> list[str]: ...

    @property
    def verdicts(self) -> tuple[str, ...]: ...


def judge(examination: "Examination", question: Question) -> Iterator[Tree]:
    """Its entry; nothing but a fault where its check raises or cannot tell claims apart."""
    name, before = f"{examination.slug}.{question.name}", len(examination.faults)
    try:
        right, evidence = question.verdict()
    except AnswerError as error:
        examination.fault(question.function, str(error))
        return
    except Exception as error:
        examination.raised(question.function, name, error)
        return
    for message in check_wording(question, evidence):
        examination.fault(question.function, message)
    witnesses = hold_to_key(examination, question.name, question.decided(right), question, evidence)
    yield {
        "id": name,
        "name": question.name,
        "instance": examination.default,
        "kind": "choice" if isinstance(question, Choice) else "truth",
        "topic": question.topic,
        "fact": question.text,
        "reason": question.why(right),
        "evidence": evidence,
        "value": right,
        "latex": tex(right),
        "display": display(right),
        "source": source(question.function),
        "witnesses": witnesses,
        "slips": [],
        "key": possible_lines(question.verdicts, fingerprint(*question.words)),
        "agreed": len(examination.faults) == before,
        **about(question, right),
    }


def hold_to_key(examination: "Examination", name: str, decided: bool | str, said: Worded, evidence: str) -> list[Tree]:
    """The line of the key as a witness; a fault where it says something else, or was decided for other words."""
    line = examination.key.get(name)
    if line is None:  # the check of the pages asks for it
        return []
    place = Fault(relative(examination.key_path), key_lines(examination.key_path).get(name, 0), "")
    typed = verdict_and_fingerprint(line)[0]
    message = words_changed(name, line, said.words, said.verdicts)
    if not same(typed, decided):
        message = f"the key says {display(typed)}, {examination.slug}.{name} is {display(decided)}: {evidence}"
    if message:
        examination.faults.append(place._replace(message=message))
    return [typed_verdict(typed, decided, place)]


def typed_verdict(typed: bool | str, decided: bool | str, key: Fault) -> Tree:
    """The key as a witness: a person decided the same statement on paper; of a point, its class."""
    apart = encode(0.0 if same(typed, decided) else math.inf)
    where = {"name": "answer key", "function": "", "source": f"{key.file}:{key.line}"}
    return {**where, "value": VERDICTS.get(str(typed), typed), "deviation": apart, "unit": "exact", "within": 0.0}


def same(typed: Any, decided: bool | str) -> bool:
    """The same word or the same truth; 1 is not true."""
    return type(typed) is type(decided) and typed == decided


def about(question: Question, right: bool | str) -> dict[str, Tree]:
    """What a point of the notes and a choice have beside other statements."""
    if isinstance(question, Point):
        told = {"class": question.kind, "instead": question.instead, "about": question.about}
        return {**told, "costs_marks": question.costs_marks}
    if isinstance(question, Choice):
        return {"options": [offered(letter, option, letter == right) for letter, option in question.lettered.items()]}
    return {}


def offered(letter: str, option: Option, right: bool) -> dict[str, Tree]:
    return {"letter": letter, "text": option.text, "reason": option.reason, "right": right}
