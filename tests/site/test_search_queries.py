"""What students type, in German and in English, finds the right place first: by the site's own index and ranking."""

import gzip
import json
import re
import subprocess

import pytest

from scripts.formulas.katex import node
from tests.site.visit import EXERCISES

ASK = """
const {finder, teaser} = await import(process.argv[1]);
const fs = await import('node:fs');
const find = finder(JSON.parse(fs.readFileSync(process.argv[2])));
const asked = JSON.parse(fs.readFileSync(0));
const told = asked.map(query => {
    const {terms, hits} = find(query);
    return hits.map(hit => [hit.at, teaser(hit.shown, terms)]);
});
process.stdout.write(JSON.stringify(told));
"""
BANK, OPT, ERR = "exercises/multiple_choice/#", "exercises/optimization/#", "exercises/error_function/#"
RNN, LIN, AUTO = "exercises/rnn/#", "exercises/linear_regions/#", "exercises/autoencoder/#"
FIRST = {  # those of readers' trials, then more of their kind
    "condition number": f"{OPT}b",
    "Konditionszahl": f"{OPT}b",
    "Eigenwerte": f"{OPT}b",
    "eigenvalues": f"{OPT}b",
    "Lernrate": f"{OPT}c",
    "learning rate": f"{OPT}c",
    "Schrittweite": f"{OPT}c",
    "Hesse": f"{OPT}a",
    "Hesse-Matrix": f"{OPT}a",
    "Hessian": f"{OPT}a",
    "Rauschen": f"{OPT}d",
    "Whitening": f"{OPT}e",
    "RNN Gradient": f"{RNN}d",
    "delta_t": f"{RNN}d",
    "δ_t": f"{RNN}d",
    "Kettenregel": f"{RNN}c",
    "chain rule": f"{RNN}c",
    "Subgradient": f"{RNN}b",
    "tote Neuronen": f"{BANK}a",
    "dead ReLU": f"{BANK}a",
    "MaxPool2d Parameter": f"{BANK}c",
    "Perzeptron": f"{BANK}d",
    "perceptron loss": f"{BANK}d",
    "ResNet U-Net Unterschied": f"{BANK}e",
    "skip connection": f"{BANK}e",
    "vanishing gradient": f"{BANK}rnn",
    "verschwindender Gradient": f"{BANK}rnn",
    "Dropout": f"{BANK}regularisation",
    "weight decay": f"{BANK}regularisation",
    "softmax": f"{BANK}probability",
    "Kreuzentropie": f"{BANK}probability",
    "cross entropy": f"{BANK}probability",
    "Batchnorm": f"{BANK}normalisation",
    "batch norm": f"{BANK}normalisation",
    "overfitting": f"{BANK}generalisation",
    "Überanpassung": f"{BANK}generalisation",
    "Ueberanpassung": f"{BANK}generalisation",
    "Faltung": f"{BANK}convolution",
    "Aufmerksamkeit": f"{BANK}attention",
    "log-cosh": f"{BANK}b",
    "Log-cosh Schranke": f"{ERR}c",
    "obere Schranke Gradient": f"{ERR}b",
    "decision boundary": f"{LIN}b",
    "Entscheidungsgrenze": f"{LIN}b",
    "lineare Teilstuecke": f"{LIN}a",
    "linear region": f"{LIN}a",
    "konvex": f"{LIN}e",
    "konvexe": f"{LIN}e",
    "convexity": f"{LIN}e",
    "keepdim": f"{AUTO}a",
    "einfärben": f"{AUTO}a",
    "Autoencoder Loch": f"{AUTO}b",
    "inpainting": f"{AUTO}b",
    "loss_fn(out,out,X)": ("protocol/#point-02", f"{BANK}pytorch-02", AUTO),
    "Einsicht": "#after",
    "condiiton number": f"{OPT}b",
    "what is the condition number": f"{OPT}b",
}

NAMED = {BANK, OPT, ERR, RNN, LIN, AUTO}  # the exercises that the trials knew; a later one may be a better place
LATER = tuple(f"{name}/" for name in EXERCISES if f"{name}/#" not in NAMED)


@pytest.fixture(scope="module")
def hits(site) -> dict[str, list]:
    """For each query the addresses of its hits with what is shown of each."""
    files = [site / "assets" / "search" / "find.js", site / "search" / "search_index.json"]
    command = [node(), "--input-type=module", "-e", ASK, *files]
    shown = subprocess.run(command, input=json.dumps([*FIRST]), capture_output=True, encoding="utf-8")
    assert shown.returncode == 0, shown.stderr
    return dict(zip(FIRST, json.loads(shown.stdout), strict=True))


def test_the_right_place_comes_first(hits):
    wrong = {
        query: hits[query][0][0] if hits[query] else "nothing" for query in FIRST if not is_first(hits[query], query)
    }
    assert wrong == {}


def is_first(found: list, query: str) -> bool:
    right = FIRST[query] if isinstance(FIRST[query], tuple) else (FIRST[query],)
    first = next((place for place, _ in found if not place.startswith(LATER)), "")
    return any(place in first if place == AUTO else is_at(first, place) for place in right)


def is_at(place: str, right: str) -> bool:
    """A statement of a topic, as good as the topic itself; but another page's part is not."""
    return place == right or place.startswith(f"{right}-")


def test_no_teaser_tells_a_verdict_or_a_program_and_none_has_a_hole(hits):
    teasers = ["".join(piece for piece, _ in told) for found in hits.values() for _, told in found]
    assert any("∂L/∂y" in teaser for teaser in teasers)
    for teaser in teasers:
        assert not re.search(r"\b(True|False)\.|import torch|\bdef \w+\(| [,.](\s|$)", teaser), teaser


def test_what_was_asked_for_is_marked_where_it_stands(hits):
    marked = [piece for place, told in hits["condition number"] if place == f"{OPT}d" for piece, asked in told if asked]
    assert marked == ["condition", "number"]


def test_the_index_is_light(site):
    index = (site / "search" / "search_index.json").read_bytes()
    library = (site / "assets" / "search" / "minisearch.js").read_bytes()
    assert len(gzip.compress(index, 6)) <= 10_000 * len(EXERCISES)
    assert len(gzip.compress(library, 6)) <= 8_000
