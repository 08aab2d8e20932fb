"""What was made of some texts the last time, given again as long as they stay the same.

Reading a file gives the same whenever its bytes are the same: when one file of a folder changes,
that one is read, and the others are not.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 400


class Kept(Generic[T]):
    """The last thing made under each name, with all that it was made of."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._made: OrderedDict[str, tuple[tuple[object, ...], T]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, name: str, parts: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make()` gives: the last one, if it was made of the same parts.

        Texts and bytes are the same when they say the same; other parts when they are the same
        object, so that nothing large is compared. What is made must never be changed.
        """
        with self._lock:
            before = self._made.get(name)
            if before is not None and _same(before[0], parts):
                self._made.move_to_end(name)
                return before[1]
        made = make()
        with self._lock:
            self._made[name] = parts, made
            self._made.move_to_end(name)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(
        one is other or (isinstance(one, (bytes, str)) and one == other)
        for one, other in zip(some, others, strict=True)
    )
