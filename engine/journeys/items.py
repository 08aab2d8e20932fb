"""The items of a group: stable keys, and as many as are wanted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

KEY = "_key"
Item = Mapping[str, Any]


def fit(items: Sequence[Item], wanted: int) -> list[dict[str, Any]]:
    """The items, with empty ones added or taken away until there are `wanted`.

    An item that holds an answer is never taken away: the person says which one goes.
    """
    kept = [dict(item) for item in items]
    for item in reversed(items):
        if len(kept) <= wanted:
            break
        if is_empty(item):
            kept = [other for other in kept if other[KEY] != item[KEY]]
    while len(kept) < wanted:
        kept.append({KEY: next_key(kept, items)})
    return kept


def is_empty(item: Item) -> bool:
    """Whether nothing was answered in the item; « no » and 0 are answers."""
    return all(name == KEY or value in (None, []) for name, value in item.items())


def next_key(kept: Iterable[Item], items: Iterable[Item]) -> str:
    """A key that no item has or had among these."""
    used = [int(item[KEY]) for item in (*kept, *items)]
    return str(max(used, default=0) + 1)


def without(items: Sequence[Item], key: str) -> list[dict[str, Any]]:
    """The items but the one named `key`."""
    return [dict(item) for item in items if item[KEY] != key]
