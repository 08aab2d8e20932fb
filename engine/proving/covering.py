"""What the tests of a procedure leave unseen, in words and in figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.definitions import Point
from engine.i18n import marked as _
from engine.proving.running import Proved
from engine.source import Phrase

# The kinds of points that each figure counts.
FIGURES: Mapping[str, tuple[str, ...]] = {
    "branches": ("when", "if", "optional"),
    "options": ("option",),
    "checks": ("check",),
}
UNSEEN: Mapping[tuple[str, bool], str] = {
    ("when", True): _("in no test is “{place}” on the route: its condition never holds"),
    ("when", False): _("in no test is “{place}” left out: its condition always holds"),
    ("optional", True): _("in no test may “{place}” be left empty"),
    ("optional", False): _("in no test must “{place}” be answered"),
    ("check", True): _("in no test does the check “{place}” hold"),
    ("check", False): _("in no test does the check “{place}” fail"),
    ("if", True): _("in no test does the condition number {number} of “{place}” hold"),
    ("if", False): _("in no test does the condition number {number} of “{place}” fail"),
    ("option", True): _("in no test is “yes” answered to “{place}”"),
    ("option", False): _("in no test is “no” answered to “{place}”"),
}
CHOSEN = _("in no test is “{value}” chosen at “{place}”")


@dataclass(frozen=True)
class Figure:
    """So many seen, of so many."""

    seen: int
    of: int

    @property
    def percent(self) -> int:
        """The share in percent, never 100 before all is seen; 100 when there is nothing to see."""
        return 100 if not self.of else self.seen * 100 // self.of


def figures(proved: Proved) -> dict[str, Figure]:
    """How much was seen, for branches, options and checks."""
    return {name: Figure(*proved.share(kinds)) for name, kinds in FIGURES.items()}


def unseen(point: Point) -> Phrase:
    """What is said of a point that no test sees."""
    if isinstance(point.value, str):
        return Phrase(CHOSEN, {"place": point.place, "value": point.value})
    if isinstance(point.value, tuple):
        number, value = point.value
        return Phrase(UNSEEN[point.kind, value], {"place": point.place, "number": number + 1})
    return Phrase(UNSEEN[point.kind, point.value], {"place": point.place})
