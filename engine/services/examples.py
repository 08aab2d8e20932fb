"""Examples of a definition: what somebody answers to go through each of its points."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.checks import check_definition
from engine.definitions import Definition, Library, Point, Procedure
from engine.definitions.points import points_of
from engine.definitions.tests import whole
from engine.errors import ConflictError
from engine.proving import ground_of, run
from engine.proving.examples import Late, examples_of, never_late
from engine.proving.naming import name_of
from engine.services.proving import draw
from engine.source import Severity

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """An example as a test, and the points that it is the first to go through."""

    test: Json
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Found:
    """The examples of a procedure, and what they leave.

    Nobody can go through the points `never`, no example was found of those `unknown`; tests show
    those `shown` already, of all `points`; so many ways did not end as was thought.
    """

    procedure: Procedure
    examples: tuple[Shown, ...]
    never: tuple[Point, ...]
    unknown: tuple[Point, ...]
    shown: frozenset[Point]
    points: tuple[Point, ...]
    dropped: int


def find(
    definition: Definition, library: Library, *, every: bool, is_late: Late = never_late
) -> Found:
    """Examples for the points that no test of the definition shows, or for `every` one.

    Once `is_late` says so, what was found is given. Raises ConflictError for a definition that has
    errors.
    """
    procedure = definition.procedure
    told = check_definition(definition, library)
    if procedure is None or any(one.severity is Severity.ERROR for one in told):
        raise ConflictError(definition.path)
    shown = frozenset() if every else shown_by_tests(procedure, library)
    points = points_of(procedure)
    wanted = tuple(one for one in points if one not in shown)
    found = examples_of(procedure, library, draw, wanted, is_late)
    language = procedure.languages[0]
    examples = []
    for number, one in enumerate(found.chosen, len(procedure.tests) + 1):
        seen = tuple(point for point in points if point in one.seen)
        name = name_of(number, one.test["expect"], seen, language)
        examples.append(Shown({**one.test, "test": name}, seen))
    return Found(
        procedure, tuple(examples), found.never, found.unknown, shown, points, len(found.dropped)
    )


def shown_by_tests(procedure: Procedure, library: Library) -> frozenset[Point]:
    """The points that the tests of a procedure show."""
    ground = ground_of(procedure, library)
    proofs = (run(one, ground, draw) for one in whole(procedure.tests))
    return frozenset().union(*(one.seen for one in proofs if one.is_right))
