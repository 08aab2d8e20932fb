"""From some answers to the whole of a way: what is not said is answered as persons would.

It walks on the engine that persons use: a way that it gives is one that can be gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from zlib import crc32

from engine.analysis.likely import Likely, Raw, Typed
from engine.analysis.mending import mended
from engine.errors import InputError
from engine.expressions import UNKNOWN
from engine.fields import Files
from engine.journeys import (
    CHECK,
    ExitPlace,
    FieldPlan,
    HubPlace,
    Journey,
    Judged,
    Path,
    Place,
    StepPlace,
    judge,
    judge_field,
    raw_of,
)
from engine.journeys.changing import with_answers, with_end, with_item
from engine.journeys.computing import work_out
from engine.journeys.environment import value_of

Answers = Mapping[str, Any]
End = Literal["sent", "exit", "refused", "unsent"]
MOST_PLACES = 2000
MOST_TRIES = 12
ROUND = 101  # turns of one try, and of the next


@dataclass(frozen=True)
class Way:
    """A way that somebody goes: the answers, as a test writes them, and how it ends.

    At `place`, the name of a step, of a group or of an exit, one leaves, or the checks `failed`
    keep one; of a step or of a group they are its own, without a place those of the procedure.
    """

    answers: Answers
    end: End
    place: str = ""
    failed: Sequence[str] = ()


@dataclass
class Completing:
    """Goes one way: by the answers `wanted` where they are taken, else by what the turn says.

    A `strict` way ends where checks refuse what is wanted.
    """

    journey: Journey
    likely: Likely
    wanted: Answers
    turn: int
    strict: bool = False
    refused: list[Way] = field(default_factory=list)

    def way(self) -> Way | None:
        """The way to its end; None when one comes to no end."""
        for _ in range(MOST_PLACES):
            if self.journey.complete:
                failed = [f"checks[{number}]" for number in self.journey.failed()]
                end: End = "unsent" if failed else "sent"
                return Way(told(self.journey), end, failed=failed)
            place = self.journey.places[-1]
            if isinstance(place, ExitPlace):
                return Way(told(self.journey), "exit", place.path[-1])
            found = self.go(place, self.wanted, self.turn)
            if found is not None:
                return found
            if self.journey.current == place.path and self.journey.places[-1] is place:
                return None
        return None

    def go(self, place: Place, wanted: Answers, turn: int) -> Way | None:
        """One page further: the way when it ends there."""
        if isinstance(place, StepPlace):
            return self.step(place, wanted, turn)
        return self.hub(place, wanted, turn) if isinstance(place, HubPlace) else None

    # --- steps ---------------------------------------------------------------------------------

    def step(self, place: StepPlace, wanted: Answers, turn: int) -> Way | None:
        """Answer a step; where it is the wanted answers that checks refuse, the way ends."""
        for number in range(MOST_TRIES):
            raw, kept = self.typed(place, wanted, turn + number * ROUND)
            judged = judge(place.plan, raw, {**place.answers, **kept}, place.environment)
            if not judged.errors:
                self.keep(place.path, judged)
                return None
            if any(not one.key.startswith(CHECK) for one in judged.errors.values()):
                continue
            way = self.stopped(place, judged)
            if self.strict and number == 0 and wanted.keys() & judged.answers.keys():
                return way
            self.refused.append(way)
            for _ in judged.errors:
                raw, judged = mended(place, raw, kept, judged)
            if not judged.errors:
                self.keep(place.path, judged)
                return None
        return None

    def keep(self, path: Path, judged: Judged) -> None:
        """Go on with what was accepted."""
        self.journey = self.journey.changed(with_answers(self.journey, path, judged.answers))

    def stopped(self, place: StepPlace, judged: Judged) -> Way:
        """The way to a step whose checks refuse what is answered."""
        after = self.journey.changed(with_answers(self.journey, place.path, judged.answers))
        failed = [
            name if not name.startswith(CHECK) else f"checks[{name.removeprefix(CHECK)}]"
            for name in judged.errors
        ]
        return Way(told(after), "refused", ".".join(place.path[::2]), failed)

    def typed(self, place: StepPlace, wanted: Answers, turn: int) -> tuple[Raw, Answers]:
        """What is typed at a step, field by field, and its files."""
        here = place.environment.inner(**dict.fromkeys(place.plan.by_name, UNKNOWN))
        raw: dict[str, Sequence[str]] = {}
        kept: dict[str, Any] = {}
        for one in place.plan.order:
            if one.when is not None and one.when(here) is not True:
                continue
            work_out(one, here)
            if not one.field.is_asked:
                continue
            typed = taken(one, wanted, here) or next(self.likely.answers(one, here, turn), Typed())
            if isinstance(one.field, Files):
                kept[one.name] = typed.answer
            else:
                raw |= typed.raw
            if typed.answer is not None:
                here.know(one.name, value_of(one, typed.answer, here))
        return raw, kept

    # --- groups --------------------------------------------------------------------------------

    def hub(self, place: HubPlace, wanted: Answers, turn: int) -> Way | None:
        """One page further in a group."""
        name = place.plan.name
        items = wanted.get(name)
        own = items if isinstance(items, list) else []
        number = len(own) or self.number(place, turn)
        for item in place.items:
            if not item.complete and item.current is not None:
                index = item.position - 1
                answers = own[index] if index < len(own) else {}
                return self.go(item.current, answers, turn + item.position)
        if place.failed:
            failed = [f"checks[{one}]" for one in place.failed]
            return Way(told(self.journey), "refused", ".".join(place.path[::2]), failed)
        if len(place.items) < number and (place.asks or place.can_add):
            self.journey = self.journey.changed(with_item(self.journey, place))
        elif place.asks:
            self.journey = self.journey.changed(with_end(self.journey, place))
        return None

    def number(self, place: HubPlace, turn: int) -> int:
        """How many items there are: what is wanted, else a few."""
        more = crc32(f"{turn}/{place.plan.name}#".encode()) % 3
        return min(max(place.least, place.wanted or more, 1), place.most)


def taken(plan: FieldPlan, wanted: Answers, here: Any) -> Typed | None:
    """A wanted answer, when there is one and it is taken."""
    if plan.name not in wanted:
        return None
    answer = wanted[plan.name]
    try:
        raw = raw_of(plan, answer)
        found = judge_field(plan, raw, {plan.name: answer}, here)
    except (InputError, TypeError, ValueError, AttributeError):
        return None
    return Typed(raw, found)


def told(journey: Journey) -> dict[str, Any]:
    """The answers of a way, as a test writes them."""
    return {name: one for place in journey.places for name, one in told_of(place)}


def told_of(place: Place) -> Iterator[tuple[str, Any]]:
    """The answers of a step, or the items of a group."""
    if isinstance(place, HubPlace):
        if place.items or place.plan.rows_path:
            items = [
                dict(pair for one in item.steps for pair in told_of(one)) for item in place.items
            ]
            yield place.plan.name, items
    elif isinstance(place, StepPlace):
        for one in place.visible:
            if not one.field.is_asked or one.field.is_secret or one.name not in place.answers:
                continue
            answer = place.answers[one.name]
            if answer is not None:
                is_files = isinstance(one.field, Files)
                yield one.name, [each["name"] for each in answer] if is_files else answer
            elif one.default is not None or one.prefill is not None:
                yield one.name, None


def completed(
    journey: Journey, likely: Likely, wanted: Answers, turn: int, *, strict: bool = False
) -> list[Way]:
    """A way from a journey on which nothing is answered, and those that checks refuse beside it."""
    completing = Completing(journey, likely, wanted, turn, strict)
    way = completing.way()
    return [*completing.refused, *([way] if way else [])]
