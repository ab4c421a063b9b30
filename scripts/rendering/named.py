"""Which exercises a text names, asked of each page and each piece: of five hundred slugs, in one look at the text."""

from collections.abc import Iterable, Set


class Slugs:
    """The slugs that there are, with what is asked of a word first."""

    def __init__(self, slugs: Iterable[str]) -> None:
        self.slugs = frozenset(slugs)
        self.lengths = sorted({len(slug) for slug in self.slugs})
        self.ends = tuple({slug[-2:] for slug in self.slugs})

    def named_in(self, text: str) -> Set[str]:
        """Those that stand anywhere with a dot behind, as in `rnn.gradient`."""
        longest = max(self.lengths, default=0)
        found = {before[-longest:] for before in text.split(".")[:-1] if before.endswith(self.ends)}
        return self.slugs & {tail[-length:] for tail in found for length in self.lengths}
