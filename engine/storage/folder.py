"""Files kept in a folder of this machine."""

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from engine.errors import NotFoundError
from engine.storage.base import Readable, StorageFullError, Stored, TooLargeError
from engine.storage.syncing import Syncing

CHUNK = 1 << 16
KEY = re.compile(r"[0-9a-f]{32}")
FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Folder:
    """A storage in `path`; files lie in folders named after the beginning of their key."""

    path: Path
    syncing: Syncing = field(default_factory=Syncing, compare=False, repr=False)

    @classmethod
    def at(cls, url: str) -> "Folder":
        """The storage at `file:///folder`, made if it does not exist."""
        folder = cls(Path(url.removeprefix("file://")))
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.path.joinpath("incoming").mkdir(mode=0o700, exist_ok=True)
        return folder

    def save(self, stream: Readable, limit: int | None = None) -> Stored:
        """Keep what a stream gives: written aside, then put in its place."""
        key = secrets.token_hex(16)
        incoming, place = self.path / "incoming" / key, self._place(key)
        with _all_or_nothing(incoming):
            size, digest = _write(stream, incoming, limit)
            place.parent.mkdir(mode=0o700, exist_ok=True)
            incoming.rename(place)
        self.syncing.soon(place)
        return Stored(key, size, digest)

    def settle(self, key: str) -> None:
        """Have the disk itself hold the file and its name."""
        try:
            self.syncing.now(self._place(key))
        except FileNotFoundError as error:
            raise NotFoundError("file") from error

    def open(self, key: str) -> BinaryIO:
        """The file under a key; a key never leads out of the folder."""
        try:
            return self._place(key).open("rb")
        except FileNotFoundError as error:
            raise NotFoundError("file") from error

    def delete(self, key: str) -> None:
        """Forget the file under a key, if there is one."""
        self._place(key).unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise NotFoundError("file")
        return self.path / key[:2] / key


def _write(stream: Readable, file: Path, limit: int | None) -> tuple[int, str]:
    """Copy a stream to a new file; gives its size and its digest."""
    size, digest = 0, hashlib.sha256()
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as copy:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if limit is not None and size > limit:
                raise TooLargeError(limit)
            digest.update(chunk)
            copy.write(chunk)
    return size, digest.hexdigest()


@contextmanager
def _all_or_nothing(file: Path) -> Iterator[None]:
    """Remove a file that could not be finished; a full disk is said as such."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StorageFullError(str(file.parent)) from error
        raise
    finally:
        file.unlink(missing_ok=True)
