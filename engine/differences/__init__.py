"""Differences: from two versions of a procedure to what changed, in sentences."""

from engine.differences.changes import Change, Difference, Piece
from engine.differences.comparing import Version, difference

__all__ = ["Change", "Difference", "Piece", "Version", "difference"]
