"""An example for each point of a procedure: few ways that go through all that can be gone through.

Ways are made first as persons would go, then, for what none of them saw, by the solver. Each is run
as a test: one that does not end as it says is dropped, and told.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.analysis import UNDECIDED, Reach, Undecided, Witness
from engine.analysis.completing import Way, completed
from engine.analysis.likely import Likely
from engine.definitions import Library, Point, Procedure, Test, read_record
from engine.definitions.tests import USUAL_DAY
from engine.journeys import Journey
from engine.proving.aiming import Aiming, without
from engine.proving.ending import Draw
from engine.proving.persons import persons
from engine.proving.running import ground_of, run

Json = Mapping[str, Any]
MOST_WAYS = 300
STANDING = ("as", "date", "link", "parameters", "previous")
TURNS = 60  # of each person
PATIENCE = 20  # turns that show nothing new
PASSES = 3  # over the points that nobody went through yet
RETRIES = 4  # of somebody who sent the same before
NEAREST = 2  # ways that come near a point, gone again
AGAIN = 3  # ways that are sent, gone by somebody who sent the same before
AIMED = 4  # other answers to what decides it
Answer = Witness | Undecided | None
Try = tuple[Json, Json, int, bool]
Late = Callable[[], bool]


def never_late() -> bool:
    """There is time."""
    return False


@dataclass(frozen=True)
class Example:
    """A way that was gone, as a test says it, and the points that it goes through."""

    test: Json
    seen: frozenset[Point]


@dataclass(frozen=True)
class Examples:
    """Examples that together go through all points that can be; of the others, why not.

    A point of `never` can never be gone through; of one of `unknown` no example was found.
    `dropped` are ways that the engine does not end as was thought.
    """

    chosen: tuple[Example, ...]
    never: tuple[Point, ...]
    unknown: tuple[Point, ...]
    dropped: tuple[Json, ...]


class Making:
    """Makes the examples of one procedure."""

    def __init__(
        self, procedure: Procedure, library: Library, draw: Draw, is_late: Late = never_late
    ) -> None:
        self.is_late = is_late
        self.procedure = procedure
        self.library = library
        self.draw = draw
        self.ground = ground_of(procedure, library)
        self.likely = Likely(procedure, library)
        self.aiming = Aiming(procedure, library)
        self.pool: list[Example] = []
        self.seen: set[Point] = set()
        self.dropped: list[Json] = []
        self.ways = 0

    def examples(self, wanted: Sequence[Point]) -> Examples:
        """Examples for all of these points."""
        for person in persons(self.procedure, self.library):
            self.by_chance(person, wanted)
        self.again(wanted)
        witnesses = dict(self.asked(wanted))
        never = tuple(one for one, witness in witnesses.items() if witness is None)
        for number in range(PASSES):
            known = len(self.seen)
            for point, witness in witnesses.items():
                if point not in self.seen and witness is not None:
                    self.aim(point, witness, number * AIMED)
            if len(self.seen) == known:
                break
        unknown = tuple(
            one for one, found in witnesses.items() if found is not None and one not in self.seen
        )
        chosen = tuple(cover(self.pool, frozenset(wanted)))
        return Examples(chosen, never, unknown, tuple(self.dropped))

    def by_chance(self, person: Json, wanted: Sequence[Point]) -> None:
        """Ways that somebody may go, until they show nothing new."""
        patience = PATIENCE
        for turn in range(TURNS):
            if not patience or self.seen.issuperset(wanted):
                return
            known = len(self.seen)
            self.go(person, {}, turn)
            patience = PATIENCE if len(self.seen) > known else patience - 1

    def again(self, wanted: Sequence[Point]) -> None:
        """Ways of somebody who sent the same before, where that is read."""
        sent = [one.test for one in self.pool if one.test["expect"].get("submitted")]
        for test in (
            sent[:AGAIN] if self.ground.standing(as_test(test_for({}))).plan.reads_past else []
        ):
            person = {**person_of(test), "previous": [test["answers"]]}
            for turn in range(RETRIES):
                if not self.seen.issuperset(wanted):
                    self.go(person, test["answers"] if not turn else {}, turn)

    def asked(self, wanted: Sequence[Point]) -> Iterator[tuple[Point, Answer]]:
        """What the solver says of each point that nobody went through."""
        left = [one for one in wanted if one not in self.seen]
        reach = Reach(self.procedure, self.library) if left else None
        for point in left:
            if reach is not None and point not in self.seen:
                can_ask = point in reach.points and not self.is_late()
                yield point, reach.reachable(point) if can_ask else UNDECIDED

    def aim(self, point: Point, witness: Answer, first: int) -> None:
        """Try to go through a point: as the solver says, then near where others went."""
        tries = self.by_solver(witness, first)
        for person, answers, turn, strict in (*tries, *self.nearby(point, witness, first)):
            self.go(person, answers, turn, strict=strict)
            if point in self.seen:
                return

    def by_solver(self, witness: Answer, first: int) -> Iterator[Try]:
        """As the solver says, on the usual day and on its own; a little otherwise each time."""
        if isinstance(witness, Witness):
            for person in {str(one): one for one in (usual(witness), said_of(witness))}.values():
                yield person, witness.answers, first, True

    def nearby(self, point: Point, witness: Answer, first: int) -> Iterator[Try]:
        """The ways that come nearest, with other answers to what decides the point."""
        levers = self.aiming.levers(point)
        more = usual(witness) if isinstance(witness, Witness) else {}
        said = {levers[0]: point.value} if point.kind == "option" else {}
        nearness = {id(one): self.aiming.nearness(point, one.seen) for one in self.pool}
        for base in sorted(self.pool, key=lambda one: -nearness[id(one)])[:NEAREST]:
            answers = without(base.test["answers"], levers)
            for turn in range(first, first + (1 if said else AIMED)):
                yield {**person_of(base.test), **more}, {**answers, **said}, turn, False

    def go(self, person: Json, wanted: Json, turn: int, *, strict: bool = False) -> None:
        """Go one way, and keep the examples that it makes; nothing once it was done too often."""
        self.ways += 1
        if self.ways > MOST_WAYS or self.is_late():
            return
        standing = self.ground.standing(as_test(test_for(person)))
        journey = Journey(standing.plan, {}, standing.context)
        for way in completed(journey, self.likely, wanted, turn, strict=strict):
            test = written_of(way, person)
            proof = run(as_test(test), self.ground, self.draw)
            if not proof.is_right:
                self.dropped.append(test)
                continue
            if not proof.seen <= self.seen or way.end == "sent":
                self.pool.append(Example(test, proof.seen))
            self.seen |= proof.seen


def cover(pool: Sequence[Example], wanted: frozenset[Point]) -> Iterator[Example]:
    """Few examples that go through all that the pool goes through: the one that adds most first."""
    left = wanted
    waiting = list(pool)
    while waiting:
        best = max(waiting, key=lambda one: (len(one.seen & left), -len(str(one.test))))
        new = best.seen & left
        if not new:
            return
        yield replace(best, seen=new)
        left -= new
        waiting.remove(best)


def test_for(person: Json) -> Json:
    """A test of which only who fills in counts."""
    return {"test": "x", **person, "expect": {}}


def written_of(way: Way, person: Json) -> Json:
    """A way as a test says it."""
    return {"test": "x", **person, "answers": dict(way.answers), "expect": expected(way)}


def expected(way: Way) -> Json:
    """The end of a way, as a test expects it."""
    errors = dict.fromkeys(way.failed, "check")
    if way.end == "sent":
        return {"submitted": True}
    if way.end == "exit":
        return {"exit": way.place}
    if way.end == "refused":
        return {"step": way.place, "errors": errors}
    return {"submitted": False, "errors": errors}


def usual(witness: Witness) -> Json:
    """What a test says of who fills in, on the usual day."""
    return {name: one for name, one in said_of(witness).items() if name != "date"}


def person_of(test: Json) -> Json:
    """Who fills in, and when, in a test."""
    return {name: one for name, one in test.items() if name in STANDING}


def said_of(witness: Witness) -> Json:
    """What a test says of who fills in, and when, as an example of the solver wants it."""
    found: dict[str, Any] = {}
    known = dict(witness.known)
    account = {**known.pop("account", {}), **known.pop("profile", {})}
    if account:
        found["as"] = account
    if witness.today is not None and witness.today != USUAL_DAY:
        found["date"] = witness.today
    return found | {name: known[name] for name in ("link", "parameters") if known.get(name)}


def as_test(test: Json) -> Test:
    """A test, read as every other one."""
    text = json.dumps(test, ensure_ascii=False, default=str)
    found, _diagnostics = read_record(Test, "example", text.encode())
    return found  # type: ignore[no-any-return]


def examples_of(
    procedure: Procedure,
    library: Library,
    draw: Draw,
    wanted: Sequence[Point],
    is_late: Late = never_late,
) -> Examples:
    """Examples that go through these points of a procedure that has no error.

    What was found is given as soon as `is_late` says so; the other points are then unknown.
    """
    return Making(procedure, library, draw, is_late).examples(wanted)


__all__ = ["Example", "Examples", "examples_of"]
