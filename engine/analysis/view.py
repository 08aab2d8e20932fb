"""A procedure as the rules of the analysis look at it: what can happen on its ways."""

from collections.abc import Callable, Iterable, Mapping

from engine.analysis.logic import Formula, Logic
from engine.analysis.reach import UNDECIDED, Reach, Verdict
from engine.analysis.spots import Spot, Stage
from engine.analysis.walking import Walk
from engine.analysis.witness import Witness
from engine.definitions import Library, Procedure
from engine.journeys import Context, Journey, Plan

Proof = Callable[[Journey], bool]


class View:
    """Answers the questions of the rules, most of them all at once."""

    def __init__(self, procedure: Procedure, library: Library, reach: Reach) -> None:
        self.procedure = procedure
        self.library = library
        self.reach = reach
        self.walk: Walk = reach.walk
        self.logic: Logic = reach.logic
        self.plan: Plan = self.walk.plan
        self.known: dict[int, tuple[Formula, Verdict]] = {}

    def prepare(self, formulas: Iterable[Formula]) -> None:
        """Decide many questions at once."""
        asked = {one.get_id(): one for one in formulas if not isinstance(one, bool)}
        waiting = [one for key, one in asked.items() if key not in self.known]
        verdicts = self.reach.possible_among(waiting)
        for one, verdict in zip(waiting, verdicts, strict=True):
            self.known[one.get_id()] = (one, verdict)

    def verdict(self, formula: Formula) -> Verdict:
        """Whether something can happen."""
        if isinstance(formula, bool):
            return formula
        if formula.get_id() not in self.known:
            self.prepare([formula])
        return self.known[formula.get_id()][1]

    def can(self, formula: Formula) -> bool:
        """Whether something can surely happen, as far as the analysis understands it."""
        return self.verdict(formula) is True

    def cannot(self, formula: Formula) -> bool:
        """Whether something can never happen: this is sure."""
        return self.verdict(formula) is False

    def shown(self, formula: Formula, proof: Proof) -> Witness | None:
        """An example in which something happens, once it was walked and the proof holds there."""
        found = self.reach.example(formula, *self.walk.given())
        if found is None or found is UNDECIDED:
            return None
        context = Context(
            account=found.known.get("account", {}),
            profile=found.known.get("profile", {}),
            link=found.known.get("link", {}),
            today=found.today,
        )
        journey = Journey(self.plan, found.kept, context)
        return found if proof(journey) else None

    def held(self, spot: Spot) -> Formula:
        """Whether one comes to a condition and it holds."""
        return self.logic.both(spot.around, spot.truth.true)

    def closed(self, spot: Spot) -> Formula:
        """Whether one comes to a condition and it does not hold, all beside it being answered."""
        return self.logic.both(spot.around, spot.settled, self.logic.no(spot.truth.true))

    def passes(self, spot: Spot) -> Formula:
        """Whether one comes to a check and it does not fail."""
        return self.logic.both(spot.around, self.logic.no(spot.truth.false))

    def fails(self, spot: Spot) -> Formula:
        """Whether one comes to a check and it fails."""
        return self.logic.both(spot.around, spot.truth.false)

    def accepted(self, stage: Stage) -> Formula:
        """Whether a part is on the route and done."""
        return self.logic.both(stage.on, stage.done)

    def passed(self, stage: Stage) -> Formula:
        """Whether one comes to a part and does not stop there."""
        return self.logic.both(stage.open, self.logic.no(stage.on))

    def checks(self) -> Iterable[Spot]:
        """What must hold, wherever it is written."""
        return (one for one in self.walk.spots if one.what == "check")

    def conditions(self) -> Iterable[Spot]:
        """The conditions, checks left aside."""
        return (one for one in self.walk.spots if one.what != "check")

    def checks_by_part(self) -> Mapping[str, list[Spot]]:
        """The checks of each part, by its place."""
        found: dict[str, list[Spot]] = {}
        for spot in self.checks():
            found.setdefault(spot.place.rpartition(".checks[")[0], []).append(spot)
        return found
