"""Where a piece of text stands in a file."""

from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file: line and column from 1, the column in code points."""

    line: int
    column: int


class Span(NamedTuple):
    """From `start` to just before `end` in the file named `path`."""

    path: str
    start: Position
    end: Position

    def within(self, first: int, last: int) -> "Span":
        """The part from offset `first` to `last` of a text written on one line here."""
        line, column = self.start.line, self.start.column
        return Span(self.path, Position(line, column + first), Position(line, column + last))


NOWHERE = Span("", Position(1, 1), Position(1, 1))
