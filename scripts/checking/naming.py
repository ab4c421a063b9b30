"""Numbers that name something, and so are nobody's result: exercise 3B, step 2, Python 3.11, Bengio (2013)."""

import re

NAMED = {  # the word before a number, and what the number behind it may be
    r"exercises?": r"\d+[A-Za-z]?",  # that it is there is another check
    r"(?:part|step|statement|hint|question|list|reading|gap|layer)s?": r"\d[A-Za-z]?",
    r"base": r"2|10",  # of a logarithm
    r"python|torch|pytorch|numpy|sympy|version": r"\d+(?:\.\d+)*",
    r"draft": r"\d{4}-\d\d",  # of JSON Schema
    r"photo": r"\d{6,}",
    r"iso|rfc|din|bt": r"\d+(?:-\d+)*",
}
BEFORE = re.compile(r"(?<![\w-])(?P<word>[A-Za-z]+)[\s.*_\[\"“]+\Z")
WITH_ANOTHER = re.compile(r"(?:,|,? and|,? or| to|–)\s+\Z")  # exercises 3 and 4
IDENTIFIER = re.compile(r"\w\Z|[A-Z]\w*-\Z|\[\^\Z")  # R2, float32, ResNet-50; a footnote, which is told elsewhere
YEAR = re.compile(r"(?:19|20)\d\d[a-z]?")
AUTHOR = re.compile(r"(?:[A-Z][\w-]+|al\.),?\s\(?\Z")
LICENCE = re.compile(r"\bCC BY\s\Z")
LOSS = "0/1"  # the loss that counts mistakes


def names_something(text: str, start: int, end: int) -> bool:
    """Whether the words before a number make a name of it."""
    number, before = text[start:end], text[max(0, start - 60) : start]
    if number == LOSS or (number[0].isdecimal() and IDENTIFIER.search(before)):
        return True
    if (YEAR.fullmatch(number) and AUTHOR.search(before)) or LICENCE.search(before):
        return True
    match = BEFORE.search(_without_others(before))
    word = match["word"] if match else ""
    return any(re.fullmatch(words, word, re.I) and re.fullmatch(numbers, number) for words, numbers in NAMED.items())


def _without_others(before: str) -> str:
    """The text before the first of several numbers that share one word."""
    while match := WITH_ANOTHER.search(before):
        others = re.search(r"(?<!\w)\d+[A-Za-z]?(?: \(\w\))?\Z", before[: match.start()])
        if not others:
            break
        before = before[: others.start()]
    return before


def is_list_number(text: str, start: int, end: int) -> bool:
    """Whether a number opens an item of a list: the first behind a gap, a colon or an item, or the next one."""
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() or not re.match(r"[.)][ \t]", text[end:]) or not text[start:end].isdecimal():
        return False
    if text[start:end] == "1":
        above = text[:line].rstrip(" ").removesuffix("\n").rpartition("\n")[2].strip()
        return not above or above.endswith(":") or bool(re.match(r"(?:[-+*]|\d+[.)])[ \t]", above))
    earlier = re.findall(r"^[ \t]*(\d+)[.)][ \t]", text[text.rfind("\n#", 0, line) + 1 : line], re.M)
    return bool(earlier) and int(earlier[-1]) + 1 == int(text[start:end])
