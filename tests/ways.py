"""What tests of several exercises ask of all ways to an answer."""

from typing import Any

from scripts.computing.examine import hear
from snippets.answers import Answer


def assert_all_agree(answer: Answer, task: Any) -> None:
    """Every witness agrees with the answer on a task, which need not be one of its instances."""
    value = answer(task)
    for witness in answer.witnesses:
        said, apart, within = hear(witness, task, value)
        assert apart <= within, (witness.name, value, said)
