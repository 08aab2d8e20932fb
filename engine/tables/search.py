"""Finds rows of a table by what a person typed."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from engine.tables.table import Row, Table
from engine.tables.words import query_words, words

# How good one word of the query is found, in the label and in the other searched columns.
EXACT, PREFIX, CLOSE, FAR = (100, 60), (70, 40), (34, 28), (24, 20)
# What the query as a whole adds: it is the label, begins it, is another name of the row.
WHOLE_LABEL, START_OF_LABEL, WHOLE_NAME = 1000, 300, 80
MOST_PLACES = 12_000
MOST_CLOSE = 40
LAST = "\U0010ffff"
_MADE: dict[str, tuple[str, "Search"]] = {}
ELIDED = ("d", "l", "qu", "n", "s", "j", "m", "t", "c")


class Search:
    """The index of a table, made once: `find` builds nothing but its answer."""

    def __init__(self, table: Table) -> None:
        self.rows = tuple(table.rows.values())
        self.labels: dict[str, list[int]] = {}
        self.names: dict[str, list[int]] = {}
        # For each word, the rows that have it: twice the number of the row, one more in a label.
        self.places: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            self._add(number, row, table.search[1:])
        self.words = sorted(self.places)
        self.starts = sorted(self.labels)

    def find(
        self, query: str, at_most: int, where: Callable[[Row], bool] | None = None
    ) -> list[Row]:
        """Give the rows that answer best, at most `at_most`, of those for which `where` holds.

        Only the rows that have as many words of the query as the best one are given.
        """
        wanted = query_words(query)
        if not wanted or at_most < 1:
            return []
        return list(islice(self._passing(wanted, where), at_most))

    def _add(self, number: int, row: Row, others: Iterable[str]) -> None:
        label = words(row.label)
        self.labels.setdefault("".join(label), []).append(number)
        for word in set(label):
            self.places.setdefault(word, []).append(2 * number + 1)
        found: set[str] = set()
        for name in _texts(row, others):
            said = words(name)
            found.update(said)
            self.names.setdefault("".join(said), []).append(number)
        for word in found.difference(label):
            self.places.setdefault(word, []).append(2 * number)

    def _passing(self, wanted: list[str], where: Callable[[Row], bool] | None) -> Iterator[Row]:
        least = 0
        for number, found in self._ranked(wanted):
            if found < least:
                return
            if where is None or where(self.rows[number]):
                least = found
                yield self.rows[number]

    def _ranked(self, wanted: list[str]) -> list[tuple[int, int]]:
        """Give the numbers of rows, the best first, each with how many words it has."""
        counts: dict[int, int] = {}
        scores: dict[int, int] = {}
        for word in wanted:
            for number, worth in self._rows_with(word).items():
                counts[number] = counts.get(number, 0) + 1
                scores[number] = scores.get(number, 0) + worth
        for number, worth in self._as_a_whole("".join(wanted)):
            counts[number] = len(wanted)
            scores[number] = scores.get(number, 0) + worth
        order = sorted(scores, key=lambda number: (-counts[number], -scores[number], number))
        return [(number, counts[number]) for number in order]

    def _as_a_whole(self, query: str) -> Iterator[tuple[int, int]]:
        for number in self.labels.get(query, ()):
            yield number, WHOLE_LABEL
        for number in self.names.get(query, ()):
            yield number, WHOLE_NAME
        for label in _beginning(self.starts, query):
            for number in self.labels[label]:
                yield number, START_OF_LABEL

    def _rows_with(self, word: str) -> dict[int, int]:
        """Give the rows that have the word or one like it, each with what that is worth."""
        best: dict[int, int] = {}
        seen = 0
        for known, (in_label, elsewhere) in self._known_words(word):
            for place in self.places[known]:
                number, worth = place >> 1, in_label if place & 1 else elsewhere
                if worth > best.get(number, 0):
                    best[number] = worth
            seen += len(self.places[known])
            if seen > MOST_PLACES:
                break
        return best

    def _known_words(self, word: str) -> Iterator[tuple[str, tuple[int, int]]]:
        if word in self.places:
            yield word, EXACT
        longer = _beginning(self.words, word)
        yield from ((known, PREFIX) for known in longer if known != word)
        if not longer:
            yield from self._alike(word)

    def _alike(self, word: str) -> Iterator[tuple[str, tuple[int, int]]]:
        for start in ELIDED:
            # “didentité”: the apostrophe was forgotten.
            if word.startswith(start) and word[len(start) :] in self.places:
                yield word[len(start) :], EXACT
        errors = _errors_allowed(word)
        if not errors:
            return
        # Loaded at the first search: a site starts sooner.
        library: Any = import_module("rapidfuzz")
        found = library.process.extract(
            word,
            self.words,
            scorer=library.distance.OSA.distance,
            score_cutoff=errors,
            limit=MOST_CLOSE,
        )
        for known, distance, _ in found:
            if _is_likely(known, word):
                yield known, CLOSE if distance < 2 else FAR


def search_in(table: Table) -> Search:
    """The index of a table; procedures that search the same table share it."""
    known = _MADE.get(table.name)
    if known is None or known[0] != table.hash or not table.hash:
        known = _MADE[table.name] = (table.hash, Search(table))
    return known[1]


def _beginning(ordered: list[str], start: str) -> list[str]:
    """Give the texts that begin with `start`."""
    return ordered[bisect_left(ordered, start) : bisect_left(ordered, start + LAST)]


def _errors_allowed(word: str) -> int:
    if len(word) < 3 or any(sign.isdigit() for sign in word):
        return 0
    return 1 if len(word) < 7 else 2


def _is_likely(known: str, word: str) -> bool:
    """Whether `known` may be meant by `word`: the shorter the word, the less may differ."""
    if len(word) == 3:
        return sorted(known) == sorted(word)
    return len(known) > 2 and (known[0] == word[0] or len(word) > 5)


def _texts(row: Row, columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        held = row.get(column, "")
        if isinstance(held, str):
            yield held
        elif isinstance(held, tuple):
            yield from (str(text) for text in held)
