"""What the tests of a procedure have tried, to be marked on its picture."""

from engine.definitions import Library, Procedure
from engine.definitions.points import Point
from engine.proving import prove
from engine.services.proving import draw


def tried(procedure: Procedure, library: Library) -> frozenset[Point]:
    """The points that the tests of a procedure without errors see, beside the whole library."""
    return prove(procedure, library, draw).seen
