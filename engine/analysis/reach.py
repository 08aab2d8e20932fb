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


class Undecided(Enum):
    """The question was not answered within its bound."""

    UNDECIDED = "undecided"


UNDECIDED: Literal[Undecided.UNDECIDED] = Undecided.UNDECIDED
Verdict = bool | Undecided


@dataclass(frozen=True)
class Bounds:
    """How many steps the solver may make for one question: always the same, however fast it is."""

    work: int = MOST_WORK


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
        self.solver = z3.Solver(ctx=self.logic.context)
        self.solver.set("rlimit", self.bounds.work)
        self.told = 0
        self.flags: dict[int, tuple[Any, Any]] = {}

    @property
    def points(self) -> Mapping[Point, Formula]:
        """The points that the analysis knows, each with its formula."""
        return self.walk.points

    def possible(self, *formulas: Formula) -> Verdict:
        """Whether all of these can hold at once."""
        found = self._check(formulas)
        return found if found is UNDECIDED else found is not None

    def possible_among(self, formulas: Sequence[Formula]) -> list[Verdict]:
        """Which of these can hold, each by itself: an example of one often shows others."""
        flags = [self._flag(one) for one in formulas]
        verdicts: list[Verdict | None] = [one if isinstance(one, bool) else None for one in flags]
        self._settle(flags, verdicts, [n for n, one in enumerate(verdicts) if one is None])
        return [UNDECIDED if one is None else one for one in verdicts]

    def _settle(
        self, flags: Sequence[Any], verdicts: list[Verdict | None], waiting: list[int]
    ) -> None:
        while waiting:
            model = self._check([self.logic.either(*(flags[one] for one in waiting))])
            if model is None:
                for one in waiting:
                    verdicts[one] = False
                return
            if model is UNDECIDED:
                self._halve(flags, verdicts, waiting)
                return
            for one in waiting:
                if self.holds(model, flags[one]):
                    verdicts[one] = True
            waiting = [one for one in waiting if verdicts[one] is None]

    def _halve(
        self, flags: Sequence[Any], verdicts: list[Verdict | None], waiting: list[int]
    ) -> None:
        if len(waiting) == 1:
            verdicts[waiting[0]] = UNDECIDED
            self.undecided += 1
            return
        middle = len(waiting) // 2
        self._settle(flags, verdicts, waiting[:middle])
        self._settle(flags, verdicts, waiting[middle:])

    def holds(self, model: Any, formula: Formula) -> bool:
        """Whether a formula holds in an example."""
        if isinstance(formula, bool):
            return formula
        return bool(self.logic.z3.is_true(model.eval(formula, model_completion=True)))

    def reachable(self, point: Point) -> Witness | Undecided | None:
        """An example of a way that comes to a point, None when there is none.

        One whose answers can be sent is looked for first. Raises KeyError for a point that the
        analysis does not know.
        """
        return self.example(self.points[point])

    def example(self, *formulas: Formula) -> Witness | Undecided | None:
        """An example in which all of these hold, the plainest that can be had."""
        wishes = [self.walk.sent, *self.logic.wishes]
        model: Any = UNDECIDED
        for _ in range(MOST_TRIES):
            model = self._check(formulas, wishes)
            if model is not None and model is not UNDECIDED:
                return witness_of(self.walk, model)
            if model is UNDECIDED:
                break
            kept = self._without_core(wishes)
            if len(kept) == len(wishes):
                return None
            wishes = kept
        model = self._check(formulas)
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

    def _check(self, formulas: Iterable[Formula], wishes: Iterable[Formula] = ()) -> Any:
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
