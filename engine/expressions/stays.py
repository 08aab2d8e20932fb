"""Stays that touch: several of them at the same place and time."""

from collections.abc import Sequence
from datetime import date

from engine.expressions.values import UNKNOWN, Value, is_date


def overlapping(arrivals: Sequence[Value], departures: Sequence[Value]) -> Value:
    """The positions of the items that share a night with another one.

    `count(overlapping(sejours.arrivee, sejours.depart))` is their number. One may arrive on the day
    another leaves. Unknown while one of the days is.
    """
    if len(arrivals) != len(departures) or not all(map(is_date, (*arrivals, *departures))):
        return UNKNOWN
    stays = sorted(
        (first, last, position)
        for position, (first, last) in enumerate(zip(arrivals, departures, strict=True), 1)
        if isinstance(first, date) and isinstance(last, date) and first < last
    )
    found: set[int] = set()
    longest: tuple[date, int] | None = None
    for first, last, position in stays:
        if longest is not None and first < longest[0]:
            found |= {position, longest[1]}
        if longest is None or last > longest[0]:
            longest = (last, position)
    return tuple(sorted(found))
