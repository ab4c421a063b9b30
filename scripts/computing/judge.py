"""Judge a statement: the verdict of its check beside the one in the answer key, which is its second way."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scripts.checking.answer_key_lines import key_lines
from scripts.checking.tree import Tree, display, tex
from scripts.computing.answer_key import fingerprint, possible_lines, verdict_and_fingerprint, words_changed
from scripts.computing.encode import encode
from scripts.computing.place import source
from scripts.faults import Fault
from scripts.paths import relative
from snippets.answers import AnswerError
from snippets.statements import VERDICTS, Point, Statement

if TYPE_CHECKING:
    from scripts.computing.examine import Examination


def judge(examination: "Examination", statement: Statement) -> Iterator[Tree]:
    """The statement's entry; nothing but a fault where its check raises or cannot tell claims apart."""
    name, before = f"{examination.slug}.{statement.name}", len(examination.faults)
    try:
        holds, evidence = statement.verdict()
    except AnswerError as error:
        examination.fault(statement.function, str(error))
        return
    except Exception as error:
        examination.raised(statement.function, name, error)
        return
    line = key_lines(examination.key_path).get(statement.name, 0)
    key = Fault(relative(examination.key_path), line, "")
    line_of_key = examination.key.get(statement.name)
    typed, decided = verdict_and_fingerprint(line_of_key)[0], statement.decided(holds)
    if typed is not None and not same(typed, decided):
        message = f"the key says {display(typed)}, {name} is {display(decided)}: {evidence}"
        examination.faults.append(key._replace(message=message))
    elif typed is not None and (
        changed := words_changed(statement.name, line_of_key, statement.words, statement.verdicts)
    ):
        examination.faults.append(key._replace(message=changed))
    yield {
        "id": name,
        "name": statement.name,
        "instance": examination.default,
        "kind": "truth",
        "topic": statement.topic,
        "fact": statement.text,
        "reason": statement.reason,
        "evidence": evidence,
        "value": holds,
        "latex": tex(holds),
        "display": display(holds),
        "source": source(statement.function),
        "witnesses": [] if typed is None else [typed_verdict(typed, decided, key)],
        "slips": [],
        "key": possible_lines(statement.verdicts, fingerprint(*statement.words)),
        "agreed": len(examination.faults) == before,
        **about_point(statement),
    }


def typed_verdict(typed: bool | str, decided: bool | str, key: Fault) -> Tree:
    """The key as a witness: a person decided the same statement on paper; of a point, its class."""
    apart = encode(0.0 if same(typed, decided) else math.inf)
    where = {"name": "answer key", "function": "", "source": f"{key.file}:{key.line}"}
    return {**where, "value": VERDICTS.get(str(typed), typed), "deviation": apart, "within": 0.0}


def same(typed: Any, decided: bool | str) -> bool:
    """The same word or the same truth; 1 is not true."""
    return type(typed) is type(decided) and typed == decided


def about_point(statement: Statement) -> dict[str, Tree]:
    """What a point of the notes has beside other statements."""
    if not isinstance(statement, Point):
        return {}
    told = {"class": statement.kind, "instead": statement.instead, "about": statement.about}
    return {**told, "costs_marks": statement.costs_marks}
