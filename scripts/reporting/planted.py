r"""Faults to plant, each alone, on a copy of the project: none of them may be published.

A fault goes into a fold of a part, or takes the place of what a pattern finds. Patterns hang on markers, headings and
names, not on sentences or values, so that an edited page or other data keep their plants: where one writes a value, it
reads it off the page, as VALUE(rnn.gradient). A plant that no longer finds its place says on which line here it stands.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

RNN, HESSIAN, ERROR, PIECES, BANK, NETS = (
    f"docs/exercises/{slug}.md"
    for slug in ("rnn", "optimization", "error_function", "linear_regions", "multiple_choice", "autoencoder")
)
VALUE = re.compile(r"VALUE\(([\w.]+)\)")

OTHER = {"yes": "no", "no": "yes", "": "-", "-": ""}

Match = re.Match[str]


def _line_here() -> int:
    """The line of this file that asks for the plant: the one that is run when the file is read."""
    frame = sys._getframe()
    while frame.f_back and frame.f_code.co_name != "<module>":
        frame = frame.f_back
    return frame.f_lineno


class NoPlaceError(ValueError):
    """The place of a plant is gone; the message names the plant's line here, its file and what it is."""


@dataclass(frozen=True)
class Plant:
    """One fault: its kind, what is said of it, and how the text of a file changes."""

    kind: str
    file: str
    what: str
    change: Callable[[str], str]  # the same text where it finds no place
    line: int = field(default_factory=_line_here)

    def planted(self, text: str) -> str:
        """The text of its file with the fault in it."""
        changed = self.change(text)
        if changed == text:
            where = f"scripts/reporting/planted.py:{self.line}"
            raise NoPlaceError(f"{where}: mend this plant, it finds no place in {self.file}: {self.name}")
        return changed

    @property
    def name(self) -> str:
        return f"{self.kind}: {self.what}"

    @property
    def slug(self) -> str:
        """The exercise whose page, snippet or key it is in; the name of any other page."""
        parts = Path(self.file).with_suffix("").parts
        return parts[1] if parts[0] == "snippets" else parts[-1]

    @property
    def is_computed(self) -> bool:
        """Whether the exercise has to be computed anew to see it."""
        return not self.file.startswith("docs/")

    @property
    def is_of_an_exercise(self) -> bool:
        return self.is_computed or self.file.startswith("docs/exercises/")


def into(kind: str, page: str, part: str, fold: str, text: str) -> Plant:
    """A paragraph at the beginning of a fold of a part."""
    pattern, plain = rf"\{{ #{part} \}}.*?<summary>{fold}</summary>\n", text.replace("\\", r"\\")
    return Plant(kind, page, " ".join(text.split()), lambda before: _replaced(before, pattern, rf"\g<0>\n{plain}\n"))


def instead(kind: str, file: str, pattern: str, new: str) -> Plant:
    """Another text for the first stretch that a pattern finds."""
    return Plant(kind, file, f"{pattern} -> {new}", lambda before: _replaced(before, pattern, new))


def misread(kind: str, file: str, pattern: str) -> Plant:
    """Another digit for the last character of what a pattern finds, whichever digit it is."""
    return Plant(kind, file, f"{pattern}, another digit", lambda before: _replaced(before, pattern, _next_digit))


def turned(kind: str, file: str, pattern: str) -> Plant:
    """The other of two for what a pattern finds: no for yes, a minus sign for none."""
    return Plant(kind, file, f"{pattern}, turned", lambda before: _replaced(before, pattern, lambda m: OTHER[m[0]]))


def shown(marker: str) -> str:
    """A pattern of what stands between the last digit, or the word, of a value and the end of its marker."""
    return rf"(?=[^\d\n<]*<!--= {re.escape(marker)} -->)"


def _replaced(text: str, pattern: str, new: str | Callable[[Match], str]) -> str:
    """The text as it was where it lacks the place, or the value that the new text is to show."""
    if isinstance(new, str) and (asked := VALUE.search(new)):
        value = re.search(rf"(-?[\d.]*\d)\**<!--= {re.escape(asked[1])} -->", text)
        return _replaced(text, pattern, new.replace(asked[0], value[1])) if value else text
    return re.sub(pattern, new, text, count=1, flags=re.S | re.M)


def _next_digit(match: Match) -> str:
    return f"{match[0][:-1]}{(int(match[0][-1]) + 1) % 10}"


VALUES = [
    misread("a wrong literal", RNN, rf"\d{shown('rnn.gradient')}"),
    misread("a wrong literal", HESSIAN, rf"\d{shown('optimization.condition_number')}"),
    misread("a wrong literal in a formula", RNN, rf"\d{shown('rnn.loss')}"),
    misread("a wrong literal in a formula", HESSIAN, rf"\d{shown('optimization.hessian')}"),
    turned("a sign of a literal", ERROR, rf"-?(?=[\d.]+\){shown('error_function.gradient')})"),
    misread("a wrong literal in a table", RNN, rf"\d{shown('rnn.total_derivatives[1]')}"),
    misread("a wrong last digit", ERROR, rf"\d{shown('error_function.gradient_norm')}"),
    misread("a wrong fraction", PIECES, rf"\d{shown('linear_regions.shares[1]')}"),
    turned("a wrong verdict", PIECES, rf"(?:yes|no){shown('linear_regions.borders[0].kink')}"),
    misread("a wrong formula", RNN, r"g'_\{h\}\(\d(?=\) g'_\{\\theta\}\(\d\))"),
    instead("a marker of another value", RNN, r"<!--= rnn\.gradient -->", "<!--= rnn.gradient@zero -->"),
    instead("a marker that leads nowhere", RNN, r"<!--= rnn\.gradient -->", "<!--= rnn.gradients -->"),
    instead(
        "a slip as the answer",
        RNN,
        r"-?[\d.]+(\**)<!--= rnn\.gradient -->",
        r"VALUE(rnn.gradient_direct_only)\1<!--= rnn.gradient_direct_only -->",
    ),
    misread("another description of a figure", RNN, r"!\[[^\]\d]*\d"),
    misread("given data changed", RNN, rf"\d{shown('rnn.task.x')}"),
    instead("another sign before a value", ERROR, r"= (?=[^$\n]*\$<!--= error_function\.task\.b -->)", r"\\le "),
    instead("a marker taken away", RNN, r"(\d\**)<!--= rnn\.gradient -->", r"\1"),
]

RELATIONS = [
    instead(
        "a sign of a claim turned", HESSIAN, r"\\Sigma \+ \\mu ?\\mu\^\\top(\$*<!--!)", r"\\Sigma - \\mu\\mu^\\top\1"
    ),
    instead("a sign of a claim turned", ERROR, r"(\$[^$]*)\\le([^$]*\$<!--!)", r"\1\\ge\2"),
    instead("a sign of a claim turned", ERROR, r"(\$\$[^$]*)<([^$]*\$\$<!--!)", r"\1>\2"),
    instead("a term of a claim", ERROR, r"(\$\$[^$]*)\\frac1N([^$]*\$\$<!--!)", r"\1\\frac2N\2"),
    instead("a claim's marker taken away", ERROR, r"(summary>Result</summary>.{0,400}?\$)<!--! [\w.]+ -->", r"\1"),
    into("a relation in a result", HESSIAN, "a", "Result", r"So $H = \Sigma - \mu\mu^\top$."),
    into("a relation in a result", ERROR, "b", "Result", r"$$\lVert \nabla E \rVert \le \sqrt{N}$$"),
    into("a relation in a result", RNN, "c", "Result", r"It is $\frac{\mathrm dh_t}{\mathrm d\theta} = g'_h(t)$."),
    into("a relation in the grading", HESSIAN, "a", "How it is graded", r"Full marks for $H = 2\Sigma$."),
    into(
        "a relation in a table",
        HESSIAN,
        "b",
        "Solution",
        "| Case | Value |\n| --- | --- |\n| all | $\\kappa \\ge d^2$ |",
    ),
    into("a relation among mistakes", RNN, "d", "Common mistakes", r"- $\delta_1 = \delta_2 g'_h(1)$ is right."),
    into("a relation in a sentence", ERROR, "c", "Solution", "Then the loss ≤ the residual squared."),
    into("a vague relation", ERROR, "c", "Result", r"For large $z$ the loss is $\ell(z) \gg z^2$."),
    into(
        "a chain whose middle is unchecked",
        RNN,
        "d",
        "Result",
        r"$\theta h_2 = 2 \cdot 8 = VALUE(rnn.gradient)$<!--= rnn.gradient -->",
    ),
]

NUMBERS = [
    into("a name of nothing", RNN, "d", "Solution", "Step 9 is the last one."),
    instead("a name of nothing", PIECES, r"\*\*Reading \d+", "**Reading 9"),
    into("a number after a verb", RNN, "d", "Solution", "Summed over all steps this equals 18."),
    into("a number after a verb", HESSIAN, "b", "Solution", "Divide: that comes to 16."),
    into("a number after a verb", ERROR, "b", "Solution", "Inserting the data gives 3."),
    into("a number after about", HESSIAN, "c", "Solution", "It takes about 120 steps."),
    into("a bold number", RNN, "d", "Result", "The gradient: **18**."),
    into("a number in a cell", RNN, "d", "Solution", "| Step | Value |\n| --- | --- |\n| last | 18 |"),
    into("a formula that is a number", RNN, "d", "Result", "In `exam` you find $18$."),
    into("a display formula that is a number", HESSIAN, "b", "Result", "$$16$$"),
    into("a number in code", RNN, "d", "Solution", "The run prints `gradient 18`."),
    into("a number in a fence", RNN, "d", "Solution", "```text\ngradient = 18\n```"),
    into("a number in a bare fence", NETS, "a", "Solution", "```\nloss 0.02\n```"),
    into("a number in HTML", HESSIAN, "b", "Result", "<p>Condition number: 16</p>"),
    into("a number in an attribute", HESSIAN, "b", "Result", '<span title="kappa is 16">kappa</span>'),
    into("a percentage", NETS, "c", "Solution", "That is 40 % better."),
    into("a percentage", HESSIAN, "d", "Solution", "The steps fall by 90%."),
    into("a number in words", HESSIAN, "c", "Solution", "That makes twenty-three steps."),
    into("a number in words", RNN, "d", "Result", "The gradient is seventeen."),
    into("a number in words", PIECES, "a", "Solution", "So there are thirteen patterns."),
    into("a number word after a verb", PIECES, "a", "Solution", "Counting them gives five."),
    into("a decimal", ERROR, "d", "Solution", "A rate of 0.3 is safe."),
    into("a fraction", PIECES, "a", "Solution", "A covers 1/6 of the window."),
    into("a number in a heading", RNN, "d", "Solution", "**The gradient 18**"),
    instead("a number in the front matter", RNN, r"^description: ", "description: The gradient is 18. "),
    instead("a number in the front matter", HESSIAN, r"\btitle: The condition number\b", "title: Condition number 16"),
    instead("a number on the home page", "docs/index.md", r"^# .*?\n", r"\g<0>\nIt has 30 statements about 12 nets.\n"),
    instead(
        "a number on the protocol", "docs/protocol.md", r"^## At a glance.*?\n", r"\g<0>\nThe notes have 31 faults.\n"
    ),
    into("an infinity", HESSIAN, "b", "Result", "In `exam` it is infinite."),
]

GRADING = [
    misread("points that do not add up", RNN, r"#d \}.*?graded</summary>\s+\d"),
    misread("points that do not add up", HESSIAN, r"graded</summary>\s+\d+ points: [^\d\n]*\d"),
    misread("points of a part", ERROR, r"points: \d"),
    misread("points of a part", PIECES, r"^  b: [^\n]*points: \d"),
]

WORDS = [
    instead("a misspelt view", RNN, r"<!-- view: ledger rnn -->", "<!-- view: ledgre rnn -->"),
    instead("a misspelt view", "docs/index.md", r"<!-- view: exam -->", "<!-- view: exams -->"),
    instead("a misspelt view", BANK, r"<!-- view: statements relu -->", "<!-- view: statement relu -->"),
    instead("a misspelt view", BANK, r"<!-- view: statements relu -->", "<!-- view: statements rlu -->"),
    into("a parenthesis of TeX", RNN, "c", "Solution", r"Then \(h_3\) moves."),
    into("a bracket of TeX", RNN, "c", "Solution", r"\[ h_3 \]"),
    into("an environment outside a formula", RNN, "c", "Solution", r"\begin{align} h &:= g \end{align}"),
    into("an admonition", RNN, "c", "Solution", "!!! note\n    Mind the index."),
    into("a footnote", RNN, "c", "Solution", "Mind the index.[^a]\n\n[^a]: Really."),
    into("struck out", RNN, "c", "Solution", "Mind the ~~sign~~ index."),
    into("a task list", RNN, "c", "Solution", "- [ ] the index"),
    into("a smiley", RNN, "c", "Solution", "Mind the index :smile:"),
    into("a formula in a description", RNN, "c", "Solution", "![alt $w$](../assets/favicon.svg)"),
    into("a line break that KaTeX ignores", RNN, "c", "Solution", "$$h := g \\\\ k := g$$"),
    into("a broken formula", RNN, "c", "Solution", r"$\frac{1$"),
    into("an unknown command", RNN, "c", "Solution", r"$\foo$"),
    into("a formula that never ends", RNN, "c", "Solution", "It costs $h_3."),
    into("a fold that never ends", RNN, "c", "Solution", '<details markdown="1">\n\nMore.'),
    into("Python by hand", RNN, "d", "Solution", "```{.python .input}\nprint('the gradient', 18)\n```"),
    into("Python by hand", RNN, "d", "Solution", "~~~Python\nprint('the gradient')\n~~~"),
    into("a picture from elsewhere", RNN, "c", "Solution", "![A net.](https://example.org/net.png)"),
    into("a picture without words", RNN, "c", "Solution", "![](../assets/favicon.svg)"),
    instead("a byte order mark", RNN, r"\A", "\ufeff"),
    instead("a missing block", RNN, r"<summary>Hint 2</summary>", "<summary>Hint two</summary>"),
    instead(
        "a symbol that the notation lacks",
        RNN,
        r"\{ #c \}.*?<summary>Solution</summary>\n",
        r"\g<0>\nWrite $\\mathfrak q$ for it.\n",
    ),
]

SNIPPETS = [
    instead("a wrong derivation", "snippets/rnn/backpropagation.py", r"(def gradient\(task\):.*?)sum\(", r"\1-sum("),
    instead("a wide witness", "snippets/rnn/backpropagation.py", r"within=1e-6", "within=10"),
    misread("a wrong key", "tests/answer_key/rnn.toml", r"^gradient = [^\n#]*\d"),
    misread("a wrong key", "tests/answer_key/optimization.toml", r"^condition_number = [^\n#]*\d"),
    instead("a line of the key lost", "tests/answer_key/rnn.toml", r"^gradient = [^\n]*\n", ""),
    instead(
        "a claim's sign turned in the snippet",
        "snippets/error_function/claims_value.py",
        r"@claim\((\s*)(r?\"[^\"\n]*)\\le",
        r"@claim(\1\2\\ge",
    ),
    instead("a claim's term in the snippet", "snippets/optimization/claims.py", r"\\Sigma \+", r"\\Sigma -"),
    instead("a claim's words in the snippet", "snippets/optimization/claims.py", r'(@claim.*?""")(\w)', r"\1Never: \2"),
    instead("a statement that says the opposite", "snippets/multiple_choice/logcosh.py", r"\bconvex\b", "concave"),
    instead(
        "a statement that says the opposite",
        "snippets/multiple_choice/pooling.py",
        r"r?\"\"\"(.*?)\b(no|not|never)\b ",
        r'"""\1',
    ),
    misread("a reason that says the opposite", "snippets/multiple_choice/relu.py", r"both sides are \d"),
    misread("other figures beside a verdict", "tests/evidence/multiple_choice.toml", r"^\w+ = '[^'\n]*\d"),
    instead(
        "a statement on a sheet of its topic",
        "snippets/multiple_choice/draws.toml",
        r'"([a-z]+)_\d+", "\w+"',
        r'"\1_01", "\1_02"',
    ),
    instead(
        "a slip that is no mistake",
        "snippets/rnn/backpropagation.py",
        r"(def gradient_plus_target\(task\):)",
        r"\1\n    return gradient(task)\n",
    ),
]

PLANTS = [*VALUES, *RELATIONS, *NUMBERS, *GRADING, *WORDS, *SNIPPETS]
