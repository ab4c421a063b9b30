"""The answer key."""

from tests.breaks.how import key

KEYS = {
    "a key line that disagrees": key("area = 9\n", "area = 10\n", "area = 10\n", "the key says 10, square.area is 9"),
    "a key line of the first instance that disagrees": key(
        "area = 9\n", '"area@exam" = 10\n', '"area@exam"', "the key says 10, square.area is 9"
    ),
    "a key line for nothing": key(
        "area = 9\n", "area = 9\nperimeter = 12\n", "perimeter", "no answer square.perimeter; remove"
    ),
    "a key line for an instance without the answer": key(
        "area = 9\n",
        'area = 9\n"diagonal@short" = "s"\n',
        '"diagonal@short"',
        "no answer square.diagonal@short; remove",
    ),
    "no key line": key(
        '"area@short" = 0.39\n',
        "",
        "sixteenth",
        'no line for area@short, which a page shows; write it down from paper: "area@short" = \\.\\.\\.',
    ),
    "a key that is no TOML": key("area = 9\n", "area = = 9\n", "area = =", "the key cannot be read: Invalid value"),
    "a key formula with an unknown symbol": key(
        '"s * sqrt(2)"', '"t * sqrt(2)"', "diagonal", "the key's formula uses t; known are s"
    ),
}
