"""What the walk over a procedure gives to the walks over its steps and groups."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from engine.analysis.domains import Domains
from engine.analysis.free import Free
from engine.analysis.logic import Formula, Logic
from engine.analysis.spots import Around, Asked, Counted, Spot, Stage
from engine.analysis.translating import Translator
from engine.definitions import Check, Library
from engine.definitions.points import Point
from engine.expressions import Type
from engine.fields import Field
from engine.journeys.plan import PartPlan


class Owner(Protocol):
    """The walk over a procedure."""

    library: Library
    logic: Logic
    free: Free
    translator: Translator
    domains: Domains
    points: dict[Point, Formula]
    spots: list[Spot]
    stages: list[Stage]
    fields: list[Asked]
    groups: list[Counted]
    asked: dict[str, Formula]

    def kind(self, field: Field) -> Type:
        """The type of a field's answer."""
        ...

    def parts(self, parts: Iterable[PartPlan], around: Around, *, opened: Formula) -> Formula:
        """Parts one after the other; whether all of them are done."""
        ...

    def note(self, spot: Spot) -> None:
        """Keep a condition."""
        ...

    def checks(
        self, place: str, checks: Sequence[Check], around: Around, ready: Formula
    ) -> Formula:
        """What must hold; whether none of it fails."""
        ...
