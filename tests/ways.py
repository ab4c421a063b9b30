"""What tests of several exercises ask of all ways to an answer."""

from typing import Any

from scripts.computing.agreement import allowed
from scripts.computing.declared import Witness
from scripts.computing.run import run
from snippets.answers import STANDARD_ERRORS, Answer


def assert_all_agree(answer: Answer, task: Any) -> None:
    """Every witness agrees with the answer on a task, which need not be one of its instances."""
    found = run(answer, task)
    for witness, said in zip(answer.witnesses, found["witnesses"]):
        told = {"name": witness.name, "source": "", "because": witness.because, "shared": []}
        declared = Witness(**told, within=witness.within, standard_errors=STANDARD_ERRORS)
        assert "error" not in said, (witness.name, said)
        assert said["deviation"] <= allowed(found, declared, said), (witness.name, found["value"], said)
