"""The items of a group: stable keys, and as many as are wanted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

KEY = "_key"
# Of an item that a list of the profile brought: which row of it.
ROW = "_row"
Item = Mapping[str, Any]


def fit(items: Sequence[Item], wanted: int) -> list[Item]:
    """The items, with empty ones added or taken away until there are `wanted`.

    An item that holds an answer is never taken away: the person says which one goes.
    """
    kept = list(items)
    too_many = len(kept) - wanted
    if too_many > 0:
        spare = [item[KEY] for item in reversed(kept) if is_empty(item)][:too_many]
        kept = [item for item in kept if item[KEY] not in spare]
    last = last_key(items) if len(kept) < wanted else 0
    while len(kept) < wanted:
        last += 1
        kept.append({KEY: str(last)})
    return kept


def is_empty(item: Item) -> bool:
    """Whether nothing was answered in the item; « no » and 0 are answers."""
    return all(name.startswith("_") or is_nothing(value) for name, value in item.items())


def is_nothing(value: Any) -> bool:
    """Whether a value kept is no answer: items without answers inside an item are none."""
    if isinstance(value, list):
        return all(isinstance(one, Mapping) and KEY in one and is_empty(one) for one in value)
    return value is None


def last_key(items: Iterable[Item]) -> int:
    """The last key given among these items, as a number."""
    return max((int(item[KEY]) for item in items), default=0)


def without(items: Sequence[Item], key: str) -> list[Item]:
    """The items but the one named `key`."""
    return [item for item in items if item[KEY] != key]
