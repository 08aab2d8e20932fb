"""Analysis of a whole procedure over all its ways, with a solver."""

from engine.analysis.analysing import Analysis, analyse
from engine.analysis.reach import UNDECIDED, Bounds, Reach, Undecided
from engine.analysis.rules import RULES
from engine.analysis.witness import Witness

__all__ = [
    "RULES",
    "UNDECIDED",
    "Analysis",
    "Bounds",
    "Reach",
    "Undecided",
    "Witness",
    "analyse",
]
