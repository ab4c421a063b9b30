"""Judge an exercise from what is stored of it, and write its evidence; SymPy is started for new formulas only."""

import pickle
import subprocess
import sys
from typing import Any

import msgspec

from scripts.computing.answer_key import AnswerKey
from scripts.computing.closure import closure
from scripts.computing.inputs import parts_of
from scripts.computing.judge import Judgement
from scripts.computing.runs import Computed
from scripts.computing.stored import load
from scripts.model.entries import Evidence
from scripts.model.faults import Fault
from scripts.model.paths import here, write_if_changed
from scripts.store.kept import PLAIN, find, keep

Pair = tuple[str, str]  # what was typed, as Python writes it, and the formula's `srepr`


def judge(slug: str) -> bool:
    """Write the evidence of an exercise; False where nothing is stored, as its process crashed."""
    computed = load(slug)
    if not computed:
        return False
    evidence = evidence_of(slug, computed)
    write(evidence)
    counts = f"{len(evidence.entries)} values, {len(evidence.figures)} figures, {len(evidence.faults)} faults"
    print(f"  judged {slug}: {counts}", file=sys.stderr, flush=True)
    return True


def write(evidence: Evidence) -> None:
    """Write what every room can read: of what nobody could read it would seem that the exercise were not there."""
    written = msgspec.json.encode(evidence)
    msgspec.json.decode(written, type=Evidence)  # raises msgspec.ValidationError
    write_if_changed(here().evidence / f"{evidence.slug}.json", written)


def evidence_of(slug: str, computed: Computed) -> Evidence:
    """What pages, `answers.json` and reports need to know; of what cannot be imported the one fault."""
    if "broken" in computed:
        return Evidence(slug=slug, faults=[Fault(*computed["broken"])], raised=True)
    key, formulas = AnswerKey(here().answer_key / f"{slug}.toml"), KeyFormulas(slug)
    judgement = Judgement(computed, key, formulas.agree)
    if formulas.unknown:
        formulas.compare()
        judgement = Judgement(computed, key, formulas.agree)
    return judgement.evidence


class KeyFormulas:
    """Which formulas are what the key says: kept verdicts, and what is still unknown."""

    def __init__(self, slug: str) -> None:
        self.name, self.made_of = f"key_formulas/{slug}", parts_of(*closure(here().workers / "key_formulas.py"))
        found = find(self.name, PLAIN)
        self.known: dict[Pair, bool | str] = found["verdicts"] if found and found["made_of"] == self.made_of else {}
        self.unknown: dict[Pair, tuple[Any, str]] = {}

    def agree(self, typed: Any, srepr: str) -> bool:
        """Whether a formula is what was typed; yes, for the time being, where that is unknown.

        Raises ValueError with the reason where a line cannot be read.
        """
        verdict = self.known.get((repr(typed), srepr))
        if isinstance(verdict, str):
            raise ValueError(verdict)
        if verdict is None:
            self.unknown[repr(typed), srepr] = (typed, srepr)
        return verdict is not False

    def compare(self) -> None:
        """Ask SymPy, in a process of its own, about all that is unknown."""
        command = [sys.executable, "-m", "scripts.computing.key_formulas"]
        given = pickle.dumps(list(self.unknown.values()))
        done = subprocess.run(command, input=given, stdout=subprocess.PIPE, cwd=here().root, check=True)
        self.known |= dict(zip(self.unknown, pickle.loads(done.stdout)))
        keep(self.name, PLAIN, {"made_of": self.made_of, "verdicts": self.known})
