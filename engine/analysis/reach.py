"""Questions on the ways through a procedure: whether something can happen, and an example of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from engine.analysis.logic import Formula
from engine.analysis.walking import Walk
from engine.analysis.witness import Witness, witness_of
from engine.definitions import Library, Procedure
from engine.definitions.points import Point

MOST_WORK = 2_000_000  # steps of the solver for one question
MOST_TRIES = 8
AT_ONCE = 16
BY_CHANCE, AS_BEFORE = 5, 3  # how the solver begins to choose; its chance has a seed


class Undecided(Enum):
    """The question was not answered within its bound."""

    UNDECIDED = "undecided"


UNDECIDED: Literal[Undecided.UNDECIDED] = Undecided.UNDECIDED
Verdict = bool | Undecided
Sign = Any


@dataclass(frozen=True)
class Bounds:
    """How many steps the solver may make for one question: always the same, however fast it is."""

    work: int = MOST_WORK


class Asking:
    """Many questions at once, each of which may be answered by the example for another."""

    def __init__(
        self, reach: "Reach", flags: Sequence[Formula], verdicts: list[Verdict | None]
    ) -> None:
        self.reach = reach
        self.flags = flags
        self.verdicts = verdicts
        self.signs = [reach.sign(flag) for flag in flags]

    def settle(self, waiting: Sequence[int], wishes: Sequence[Formula], size: int) -> None:
        """Ask for so many at once, spread over the whole."""
        rounds = max(1, -(-len(waiting) // size))
        for first in range(rounds):
            together = [one for one in waiting[first::rounds] if self.verdicts[one] is None]
            if together:
                self.ask(together, wishes)

    def ask(self, together: Sequence[int], wishes: Sequence[Formula]) -> None:
        """Ask for all of these, and half of them when they cannot be had."""
        model = self.reach.model([self.flags[one] for one in together], wishes)
        if model is not None and model is not UNDECIDED:
            self.note(model)
            return
        if len(together) == 1:
            self.refuse(together[0], model, wishes)
            return
        middle = len(together) // 2
        for half in (together[:middle], together[middle:]):
            left = [one for one in half if self.verdicts[one] is None]
            if left:
                self.ask(left, wishes)

    def refuse(self, number: int, model: Any, wishes: Sequence[Formula]) -> None:
        """Note that one cannot be had, unless it was asked together with something else."""
        if not wishes:
            self.verdicts[number] = UNDECIDED if model is UNDECIDED else False
            self.reach.undecided += model is UNDECIDED

    def note(self, model: Any) -> None:
        """Note all that an example shows."""
        for number, sign in enumerate(self.signs):
            if self.verdicts[number] is None and self.reach.shows(model, sign):
                self.verdicts[number] = True


class Reach:
    """The ways through a procedure, asked with a solver."""

    def __init__(
        self, procedure: Procedure, library: Library, bounds: Bounds | None = None
    ) -> None:
        self.walk = Walk(procedure, library)
        self.logic = self.walk.logic
        self.bounds = bounds or Bounds()
        self.undecided = 0
        z3 = self.logic.z3
        self.core: Any = z3.z3core
        self.solver = z3.SimpleSolver(ctx=self.logic.context)
        self.solver.set("rlimit", self.bounds.work)
        self.told = 0
        self.flags: dict[int, tuple[Any, Any]] = {}

    @property
    def points(self) -> Mapping[Point, Formula]:
        """The points that the analysis knows, each with its formula."""
        return self.walk.points

    def possible(self, *formulas: Formula) -> Verdict:
        """Whether all of these can hold at once."""
        found = self.model(formulas)
        return found if found is UNDECIDED else found is not None

    def possible_among(self, formulas: Sequence[Formula]) -> list[Verdict]:
        """Which of these can hold, each by itself: an example of one shows many others.

        Ways that can be sent are looked at first: they show the most. What cannot be had together
        with others is asked by itself.
        """
        flags = [self._flag(one) for one in formulas]
        verdicts: list[Verdict | None] = [one if isinstance(one, bool) else None for one in flags]
        asking = Asking(self, flags, verdicts)
        self.solver.set("phase_selection", BY_CHANCE)
        for wishes, size in (([self.walk.sent], AT_ONCE), ([], AT_ONCE)):
            waiting = [number for number, one in enumerate(verdicts) if one is None]
            asking.settle(waiting, wishes, size)
        self.solver.set("phase_selection", AS_BEFORE)
        return [UNDECIDED if one is None else one for one in verdicts]

    def sign(self, flag: Formula) -> Sign:
        """What is looked up in an example to know whether a named formula holds."""
        return None if isinstance(flag, bool) else flag.decl().as_ast()

    def shows(self, model: Any, sign: Sign) -> bool:
        """Whether a named formula holds in an example; what nothing says of it does not."""
        core, context = self.core, self.logic.context.ref()
        found = core.Z3_model_get_const_interp(context, model.model, sign)
        return bool(found) and core.Z3_get_bool_value(context, found) == 1

    def reachable(self, point: Point) -> Witness | Undecided | None:
        """An example of a way that comes to a point, None when there is none.

        One whose answers can be sent is looked for first. Raises KeyError for a point that the
        analysis does not know.
        """
        return self.example(self.points[point])

    def example(self, *formulas: Formula) -> Witness | Undecided | None:
        """An example in which all of these hold, the plainest that can be had."""
        given = list(self.walk.given())
        wishes = [self.walk.sent, *self.logic.wishes, *given]
        model: Any = UNDECIDED
        for _ in range(MOST_TRIES):
            model = self.model(formulas, wishes)
            if model is not None and model is not UNDECIDED:
                return witness_of(self.walk, model)
            if model is UNDECIDED:
                break
            kept = self._without_core(wishes)
            if len(kept) == len(wishes):
                return None
            wishes = kept
        model = self.model(formulas)
        if model is None or model is UNDECIDED:
            return model
        return witness_of(self.walk, model)

    def _without_core(self, wishes: list[Formula]) -> list[Formula]:
        core = {one.get_id() for one in self.solver.unsat_core()}
        flags = [self._flag(one) for one in wishes]
        return [
            wish
            for wish, flag in zip(wishes, flags, strict=True)
            if isinstance(flag, bool) or flag.get_id() not in core
        ]

    def _flag(self, formula: Formula) -> Formula:
        """A name for a formula, always the same."""
        if isinstance(formula, bool) or self._is_name(formula):
            return formula
        known = self.flags.get(formula.get_id())
        if known is None:
            known = (formula, self.logic.named("point", formula))
            self.flags[formula.get_id()] = known
        return known[1]

    def _is_name(self, formula: Any) -> bool:
        z3 = self.logic.z3
        return bool(z3.is_const(formula) and formula.decl().kind() == z3.Z3_OP_UNINTERPRETED)

    def model(self, formulas: Iterable[Formula], wishes: Iterable[Formula] = ()) -> Any:
        """A model in which all of these hold, None when there is none, UNDECIDED."""
        asked = [self._flag(one) for one in (*formulas, *wishes)]
        if any(one is False for one in asked):
            return None
        self._tell()
        found = self.solver.check(*(one for one in asked if one is not True))
        if found == self.logic.z3.unknown:
            return UNDECIDED
        return self.solver.model() if found == self.logic.z3.sat else None

    def _tell(self) -> None:
        """Tell the solver what it does not know yet."""
        facts = self.logic.facts
        if self.told < len(facts):
            self.solver.add(*facts[self.told :])
            self.told = len(facts)
