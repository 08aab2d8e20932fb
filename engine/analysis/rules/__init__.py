"""The rules of the analysis: one file each, and the table that knows them."""

from engine.analysis.rules.always_true import AlwaysTrueHere
from engine.analysis.rules.dead_end import DeadEnd
from engine.analysis.rules.everybody_leaves import EverybodyLeaves
from engine.analysis.rules.never_complete import NeverComplete
from engine.analysis.rules.never_holds import NeverHolds
from engine.analysis.rules.never_reached import NeverReached
from engine.analysis.rules.nothing_offered import NothingOffered
from engine.analysis.rules.range_gap import RangeGap
from engine.analysis.rules.range_overlap import RangeOverlap
from engine.analysis.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    NeverReached(),
    AlwaysTrueHere(),
    DeadEnd(),
    NeverHolds(),
    EverybodyLeaves(),
    NeverComplete(),
    NothingOffered(),
    RangeGap(),
    RangeOverlap(),
)

__all__ = ["RULES", "Rule"]
