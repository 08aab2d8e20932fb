"""The tests of a procedure, run one after the other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from engine.definitions import Library, Point, Procedure, Test
from engine.definitions.points import spans_of
from engine.definitions.tests import whole
from engine.fields import TableChoices
from engine.proving.ending import Draw, ended
from engine.proving.expecting import Judge
from engine.proving.finding import Failure
from engine.proving.seen import points_seen
from engine.proving.standing import Ground
from engine.source import Span

Wanted = Callable[[Test], bool]


@dataclass(frozen=True)
class Proof:
    """A test that was run: what is not as it expects, and the points that it saw."""

    test: Test
    failures: tuple[Failure, ...]
    seen: frozenset[Point]

    @property
    def is_right(self) -> bool:
        """Whether all is as expected."""
        return not self.failures


@dataclass(frozen=True)
class Proved:
    """The tests of a procedure that were run, and the points that they should see, with places."""

    procedure: Procedure
    proofs: tuple[Proof, ...]
    points: Mapping[Point, Span]

    @property
    def seen(self) -> frozenset[Point]:
        """The points that the tests saw together."""
        return frozenset().union(*(one.seen for one in self.proofs)) & self.points.keys()

    @property
    def missing(self) -> tuple[Point, ...]:
        """The points that none of them saw, in the order of the text."""
        seen = self.seen
        return tuple(one for one in self.points if one not in seen)

    def share(self, kinds: Iterable[str]) -> tuple[int, int]:
        """How many points of these kinds were seen, of how many."""
        wanted, seen = [one for one in self.points if one.kind in set(kinds)], self.seen
        return sum(one in seen for one in wanted), len(wanted)


def prove(
    procedure: Procedure, library: Library, draw: Draw, wanted: Wanted = lambda _test: True
) -> Proved:
    """Run the tests of a procedure that has no error, beside the whole library.

    `draw` draws mails: this room cannot. `wanted` tells which tests are run.
    """
    ground = Ground(procedure, library)
    proofs = [run(test, ground, draw) for test in whole(procedure.tests) if wanted(test)]
    return Proved(procedure, tuple(proofs), spans_of(procedure))


def is_ready(procedure: Procedure, library: Library) -> bool:
    """Whether a procedure can be walked: the tables that it chooses from are there."""
    wanted = (field.choices for *_rest, field in procedure.all_fields())
    return all(one.table in library.tables for one in wanted if isinstance(one, TableChoices))


def ground_of(procedure: Procedure, library: Library) -> Ground:
    """What the tests of a procedure stand on, so that they can be run one by one."""
    return Ground(procedure, library)


def run(test: Test, ground: Ground, draw: Draw) -> Proof:
    """Run one test."""
    end = ended(ground.standing(test), test)
    failures = tuple(Judge(test, end, draw).failures())
    return Proof(test, failures, points_seen(end.walked))
