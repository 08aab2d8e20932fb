"""What every storage backend does."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from engine.errors import UnavailableError


class StorageFullError(UnavailableError):
    """There is no more room: nothing of the file was kept."""


class TooLargeError(Exception):
    """The file is larger than the limit: nothing of it was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Stored:
    """A file kept: the key to ask for it, its size in bytes and its digest."""

    key: str
    size: int
    sha256: str


class Readable(Protocol):
    """What bytes are read from, such as an open file or the body of a request."""

    def read(self, size: int = -1, /) -> bytes | None:
        """At most `size` bytes; nothing at the end."""
        ...


class Storage(Protocol):
    """A place that keeps files under keys of its own making, which nobody can guess."""

    def save(self, stream: Readable, limit: int | None = None) -> Stored:
        """Keep what a stream gives, never whole in memory; all of it or nothing.

        More than `limit` bytes raises TooLargeError; a full disk raises StorageFullError.
        """
        ...

    def settle(self, key: str) -> None:
        """Have a file survive a power cut, before it is acknowledged; NotFoundError if none."""
        ...

    def open(self, key: str) -> BinaryIO:
        """A stream of the file under a key, to be closed; NotFoundError when there is none."""
        ...

    def delete(self, key: str) -> None:
        """Forget the file under a key, if there is one."""
        ...
