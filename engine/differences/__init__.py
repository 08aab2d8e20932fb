"""Differences: from two versions of a procedure to what changed, in sentences."""

from engine.differences.changes import Change, Difference, Piece
from engine.differences.comparing import Version, difference
from engine.differences.lines import Line, Row, beside, compared_lines
from engine.differences.rehearsal import (
    Effect,
    Rehearsal,
    Way,
    parts_of,
    rehearsal_record,
    rehearsal_text,
)

__all__ = [
    "Change",
    "Difference",
    "Effect",
    "Line",
    "Piece",
    "Rehearsal",
    "Row",
    "Version",
    "Way",
    "beside",
    "compared_lines",
    "difference",
    "parts_of",
    "rehearsal_record",
    "rehearsal_text",
]
