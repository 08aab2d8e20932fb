"""What moved: the smallest set of things whose moves explain the new order."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from engine.differences.matching import Matches
from engine.differences.things import Thing

# Their order says nothing to anybody.
WITHOUT_ORDER = frozenset({"check", "action", "test"})


def moved(news: Sequence[Thing], found: Matches) -> dict[Thing, bool]:
    """The things that moved, each with whether it went to another place, not only in order."""
    moves: dict[Thing, bool] = {}
    rooms: dict[tuple[Thing | None, str], list[Thing]] = defaultdict(list)
    for new in news:
        old = found.old_of.get(new)
        if old is None or new.kind in WITHOUT_ORDER:
            continue
        if found.home(old) is not found.room(new):
            moves[new] = True
        else:
            rooms[found.room(new), new.family].append(new)
    for things in rooms.values():
        kept = set(longest_rising([found.old_of[one].index for one in things]))
        moves |= {one: False for place, one in enumerate(things) if place not in kept}
    return moves


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """The positions of the longest part of a list that rises."""
    tails: list[int] = []
    values: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        place = bisect_left(values, number)
        before.append(tails[place - 1] if place else -1)
        if place == len(tails):
            tails.append(position)
            values.append(number)
        else:
            tails[place], values[place] = position, number
    found: list[int] = []
    position = tails[-1] if tails else -1
    while position >= 0:
        found.append(position)
        position = before[position]
    return found[::-1]
