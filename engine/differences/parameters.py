"""The parameters of a procedure that changed, with the limits that read them."""

from collections.abc import Iterator
from typing import Any

from engine.definitions import Procedure
from engine.differences.attributes import BOUNDS, Pair
from engine.differences.changes import Change, Touch
from engine.differences.meaning import bound_moved, keys_in
from engine.differences.showing import SIZES, name_of, simple
from engine.differences.things import Thing
from engine.differences.words import Words, joined, say
from engine.expressions import Syntax
from engine.i18n import marked as _

ABSENT = object()


def parameters(old: Procedure, new: Procedure, pair: Pair) -> Iterator[Change]:
    """The values that changed."""
    for name in dict.fromkeys([*old.parameters, *new.parameters]):
        before, after = old.parameters.get(name, ABSENT), new.parameters.get(name, ABSENT)
        if before != after or type(before) is not type(after):
            yield parameter(pair, f"parameters.{name}", before, after)


def parameter(pair: Pair, key: str, before: Any, after: Any) -> Change:
    """One of them: what it does when limits read it."""
    readers = {one: limits for one in pair.after.things if (limits := limits_reading(one, key))}
    unit = next((one for limits in readers.values() for one in limits if one in SIZES), "")
    values = {"old": shown(before, unit), "new": shown(after, unit)}
    said = say(_("`{key}`: was {old}, is {new}"), key=key, **values)
    kind: Any = "changed"
    if readers:
        used = joined(map(name_of, readers))
        said = say(_("{said} (a limit of: {used})"), said=said, used=used)
        moves = {bound_moved(one, before, after) for limits in readers.values() for one in limits}
        kind = moves.pop() if len(moves) == 1 and ABSENT not in (before, after) else kind
    touches: tuple[Touch, ...] = ("again",) if readers and kind != "loosened" else ()
    return pair.change(kind, said, key, touches)


def shown(value: Any, unit: str) -> Words:
    """The value of a parameter."""
    return say(_("nothing")) if value is ABSENT else simple(value, unit)


def limits_reading(thing: Thing, name: str) -> list[str]:
    """The limits of a thing that read a name."""
    found = {
        key: getattr(thing.record, attribute.name)
        for key, attribute in keys_in(thing.record).items()
        if key in BOUNDS
    }
    return [
        key for key, limit in found.items() if isinstance(limit, Syntax) and name in limit.names
    ]
