"""Analysis of a whole procedure over all its ways, with a solver."""

from engine.analysis.reach import UNDECIDED, Bounds, Reach, Undecided
from engine.analysis.witness import Witness

__all__ = ["UNDECIDED", "Bounds", "Reach", "Undecided", "Witness"]
