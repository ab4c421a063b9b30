"""What is computed: answers, witnesses, slips, figures, tasks."""

from tests.breaks.how import SQUARE, Break, snippet

TRIANGLES = "return 4 * (task.fence / 4 * task.fence / 8 / 2)\n"
WITNESS = f'@area.witness("four triangles")\ndef area_by_triangles(task):\n    {TRIANGLES}'

SNIPPETS = {
    "a claim whose sign is turned in the snippet": snippet(
        "{16} < f^2", "{16} > f^2", "@claim(", "square.sixteenth: on exam .* does not hold: 9 and 144"
    ),
    "a claim with a wrong term": snippet(
        "{16} < f^2", "{15} < f^2", "@claim(", r"its side .* reads as 9.6, the function returns 9"
    ),
    "a raising snippet": snippet(
        "return quarter(task) ** 2",
        "return 1 / 0",
        "return 1 / 0",
        "square.area raised ZeroDivisionError: division by zero",
    ),
    "a raising witness": snippet(
        'return 2 * Symbol("s") / sqrt(2)',
        "raise RuntimeError('late')",
        "raise RuntimeError",
        "witness 'the half square' raised RuntimeError: late",
    ),
    "a raising slip": snippet(
        "return task.fence**2 / 4", "return [][0]", "return [][0]", "slip area_undivided raised IndexError"
    ),
    "a raising figure": snippet(
        "    side = quarter(task)\n    axes",
        "    side = missing\n    axes",
        "side = missing",
        "square.outline raised NameError",
    ),
    "an alternative text that Markdown cannot hold": snippet(
        '"A square of side {side:g}."', '"A square [{side:g}]."', "@figure", "must be one line of text without ]"
    ),
    "a snippet with a syntax error": snippet(
        "return quarter(task) ** 2",
        "return (quarter(task) ** 2",
        "return (quarter",
        "SyntaxError: '\\(' was never closed",
    ),
    "a snippet that ends the computation": Break(
        ((SQUARE, "TASKS = {", "raise SystemExit(0)\nTASKS = {"),),
        (SQUARE, "raise SystemExit"),
        "importing snippets.square raised SystemExit",
    ),
    "a function that ends the computation": snippet(
        "return quarter(task) ** 2", "raise SystemExit(1)", "raise SystemExit", "called sys.exit"
    ),
    "a snippet that crashes": Break(
        ((SQUARE, "TASKS = {", "import os\nos.abort()\nTASKS = {"),),
        (SQUARE, ""),
        "the process that computes square was ended or crashed; see the lines above",
    ),
    "a witness of another kind": snippet(
        TRIANGLES,
        "return [1, 2]\n",
        '@area.witness("four triangles")',
        "a number and a vector never agree, return the same kind",
    ),
    "a witness that allows too much": snippet(
        '@area.witness("four triangles")',
        '@area.witness("four triangles", within=0.9, because="it is rough")',
        '@area.witness("four triangles"',
        "would agree with the slip area_undivided as well; it allows too much",
    ),
    "a wide tolerance without a reason": snippet(
        '@area.witness("four triangles")',
        '@area.witness("four triangles", within=0.02)',
        '@area.witness("four triangles"',
        "area: witness 'four triangles': within=0.02 is wider than 0.01; make it smaller, or say why",
    ),
    "a tolerance that agrees with nothing": snippet(
        '@area.witness("four triangles")',
        '@area.witness("four triangles", within=10, because="it is rough")',
        '@area.witness("four triangles"',
        "within=10 is no tolerance; write a number from 0 to 0.01",
    ),
    "a wide tolerance of a figure": snippet(
        "@figure\n", "@figure(within=0.5)\n", "@figure(", "outline: within=0.5 is wider than 0.01"
    ),
    "a witness one off": Break(
        (
            (SQUARE, "return quarter(task) ** 2", "return int(quarter(task) ** 2) + 10**12"),
            (SQUARE, TRIANGLES, "return int(task.fence / 4 * task.fence / 8 / 2) * 4 + 10**12 + 1\n"),
        ),
        (SQUARE, '@area.witness("four triangles")'),
        "witness 1000000000001; whole numbers and fractions must be equal",
    ),
    "no tasks": snippet('TASKS = {"exam": Task(), "short": Task(2.5)}', "", '"""The square', "TASKS is missing; write"),
    "an empty dict of tasks": snippet(
        '{"exam": Task(), "short": Task(2.5)}',
        "{}",
        "TASKS =",
        "TASKS does not begin with the exam's own instance; write",
    ),
    "a list of tasks": snippet('{"exam": Task(), "short": Task(2.5)}', "[Task()]", "TASKS =", "TASKS is a list; write"),
    "an exercise without the exam's instance": snippet(
        '{"exam": Task(), ', '{"usual": Task(), ', "TASKS =", "TASKS does not begin with the exam's own instance"
    ),
    "an instance that no marker can name": snippet(
        '"short": Task(2.5)',
        '"short one": Task(2.5)',
        "TASKS =",
        "TASKS has an instance 'short one'; a marker can name",
    ),
    "two equal instances": snippet(
        '"short": Task(2.5)',
        '"short": Task(12.0)',
        "TASKS =",
        r"TASKS\['exam'\] and TASKS\['short'\] give the same data",
    ),
    "a class in the place of a task": snippet(
        '"exam": Task()', '"exam": Task', "TASKS =", r"TASKS\['exam'\] is the class itself; write Task\(\)"
    ),
    "a task that can be changed": snippet(
        "@dataclass(frozen=True)",
        "@dataclass",
        "TASKS =",
        r"TASKS\['exam'\] can be changed by whoever computes with it",
    ),
    "a snippet that imports the build": snippet(
        "import math\n",
        "import math\nfrom scripts.model.paths import here\n",
        "from scripts",
        "a snippet knows nothing of the site",
    ),
    "a snippet that imports the tests beside others": snippet(
        "import math\n", "import math, tests.ways\n", "import math, tests", "import nothing of tests"
    ),
    "a figure alone": snippet(
        "def outline(task):",
        "def outline(task):\n    return 1\n",
        "@figure",
        "return the Matplotlib figure and its alternative text",
    ),
    "a duplicate definition": snippet(
        WITNESS,
        f'{WITNESS}\n\n@answer\ndef area(task):\n    """Again."""\n',
        '@answer\ndef area(task):\n    """Again',
        "AnswerError: area: defined twice in snippets.square; rename one",
    ),
    "NaN": snippet(
        "return quarter(task) ** 2", 'return float("nan")', "@answer\ndef area", "square.area: the value is NaN"
    ),
    "an undeclared infinity": snippet(
        "return quarter(task) ** 2", 'return float("inf")', "@answer\ndef area", "infinite; declare it with @answer"
    ),
    "an answer with one witness": snippet(
        WITNESS, "", "@answer\ndef area", "square.area has one witness; two independent ways must agree with it"
    ),
    "a disagreeing witness": snippet(
        "task.fence / 8 / 2)\n",
        "task.fence / 8 / 2) + 0.5\n",
        '@area.witness("four triangles")',
        "square.area: witness 'four triangles' disagrees: answer 9, witness 9.5, deviation 0.056, allowed 1e-09",
    ),
    "a witness that calls its answer": snippet(
        TRIANGLES,
        "return area(task)\n",
        '@area.witness("four triangles")',
        "witness 'four triangles' of area also calls area, quarter; it must share nothing",
    ),
    "a witness that shares a helper": snippet(
        TRIANGLES,
        "return quarter(task) * quarter(task)\n",
        '@area.witness("four triangles")',
        "also calls quarter; it must share nothing",
    ),
    "a slip that is right": snippet(
        "return task.fence**2 / 4",
        "return task.fence**2 / 16",
        "@area.slip",
        "slip area_undivided equals square.area on every instance",
    ),
}
