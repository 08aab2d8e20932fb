"""The piece in which two texts differ."""

from typing import NamedTuple


class Patch(NamedTuple):
    """At `start`, `removed` gives way to `inserted`."""

    start: int
    removed: str
    inserted: str

    @property
    def is_nothing(self) -> bool:
        """Whether it changes nothing."""
        return not self.removed and not self.inserted


def patch_between(before: str, after: str) -> Patch:
    """The smallest one piece whose replacement makes `after` of `before`."""
    start = alike(before, after)
    same = alike(before[start:][::-1], after[start:][::-1])
    return Patch(start, before[start : len(before) - same], after[start : len(after) - same])


def alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike; by halves, as comparing is quick."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
