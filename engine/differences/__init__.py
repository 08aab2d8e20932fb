"""Differences: from two versions of a procedure to what changed, in sentences."""

from engine.differences.changes import Change, Difference, Piece
from engine.differences.comparing import Version, difference
from engine.differences.rehearsal import (
    Effect,
    Rehearsal,
    Way,
    rehearsal_record,
    rehearsal_text,
)

__all__ = [
    "Change",
    "Difference",
    "Effect",
    "Piece",
    "Rehearsal",
    "Version",
    "Way",
    "difference",
    "rehearsal_record",
    "rehearsal_text",
]
