"""What every storage does; a new backend is added to `storage` and runs the same tests."""

import errno
import hashlib
import io
import os
import resource
from pathlib import Path

import pytest

from engine.errors import NotFoundError
from engine.storage import BACKENDS, Storage, StorageFullError, TooLargeError, open_storage

MEGABYTE = 1 << 20


class Endless(io.RawIOBase):
    """A stream without end, which counts what is read of it."""

    read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        self.read_bytes += size
        return b"x" * size


class Broken(io.RawIOBase):
    """A stream that breaks on the way."""

    def __init__(self, error: OSError) -> None:
        self.pieces = [b"begin"]
        self.error = error

    def read(self, size: int = -1) -> bytes:
        if self.pieces:
            return self.pieces.pop()
        raise self.error


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "uploads"


@pytest.fixture(params=sorted(BACKENDS))
def storage(request: pytest.FixtureRequest, path: Path) -> Storage:
    addresses = {"file": f"file://{path}"}
    return open_storage(addresses[request.param])


def files(path: Path) -> list[Path]:
    return [file for file in path.rglob("*") if file.is_file()]


@pytest.mark.parametrize("content", [b"", b"abc", os.urandom(300_000)])
def test_a_file_comes_back_as_it_was_kept(storage: Storage, content: bytes) -> None:
    stored = storage.save(io.BytesIO(content))

    with storage.open(stored.key) as stream:
        assert stream.read() == content
    assert stored.size == len(content)
    assert stored.sha256 == hashlib.sha256(content).hexdigest()


def test_two_files_have_two_keys(storage: Storage) -> None:
    keys = {storage.save(io.BytesIO(b"same")).key for _ in range(10)}

    assert len(keys) == 10


def test_a_file_as_large_as_the_limit_is_kept(storage: Storage) -> None:
    stored = storage.save(io.BytesIO(b"x" * 1000), limit=1000)

    assert stored.size == 1000


def test_reading_stops_at_the_limit_and_nothing_is_kept(storage: Storage, path: Path) -> None:
    stream = Endless()

    with pytest.raises(TooLargeError) as error:
        storage.save(stream, limit=MEGABYTE)

    assert error.value.limit == MEGABYTE
    assert stream.read_bytes < 2 * MEGABYTE
    assert files(path) == []


def test_a_stream_that_breaks_leaves_nothing(storage: Storage, path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        storage.save(Broken(ConnectionResetError(errno.ECONNRESET, "reset")))

    assert files(path) == []


def test_a_full_disk_is_said_and_nothing_is_kept(storage: Storage, path: Path) -> None:
    with pytest.raises(StorageFullError):
        storage.save(Broken(OSError(errno.ENOSPC, "No space left on device")))

    assert files(path) == []


def test_a_deleted_file_is_gone(storage: Storage, path: Path) -> None:
    stored = storage.save(io.BytesIO(b"abc"))

    storage.delete(stored.key)
    storage.delete(stored.key)

    assert files(path) == []
    with pytest.raises(NotFoundError):
        storage.open(stored.key)


@pytest.mark.parametrize("key", ["", "..", "../secret", "a" * 31, "A" * 32, "0" * 31 + "/", "\0"])
def test_a_key_leads_nowhere_else(storage: Storage, key: str) -> None:
    with pytest.raises(NotFoundError):
        storage.open(key)
    with pytest.raises(NotFoundError):
        storage.delete(key)


def test_a_large_file_is_never_whole_in_memory(storage: Storage) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(TooLargeError):
        storage.save(Endless(), limit=100 * MEGABYTE)

    grown_kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kilobytes < 8 * 1024


def test_files_are_for_the_site_only(storage: Storage, path: Path) -> None:
    storage.save(io.BytesIO(b"abc"))

    modes = {file.stat().st_mode & 0o077 for file in [path, *path.rglob("*")]}

    assert modes == {0}


def test_another_kind_of_storage_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with file:"):
        open_storage("ftp://somewhere")
