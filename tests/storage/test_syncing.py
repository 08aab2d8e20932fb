"""Files are held by the disk ahead of the moment when they must be."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.storage.syncing import Syncing


@pytest.fixture
def synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the disk was asked to hold, by name, in order."""
    found: list[str] = []
    sync = os.fsync

    def noted(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_relative_to(tmp_path):
            found.append(path.name)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    path = tmp_path / "folder" / "file"
    path.parent.mkdir()
    path.write_text("text")
    return path


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for as long as a busy machine may need."""
    for _ in range(3_000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


def test_a_file_is_synced_in_the_background_with_its_name(file: Path, synced: list[str]) -> None:
    Syncing().soon(file)

    wait_until(lambda: synced == ["file", "folder"])


def test_what_is_synced_already_is_not_synced_again(file: Path, synced: list[str]) -> None:
    syncing = Syncing()
    syncing.now(file)

    syncing.now(file)

    assert synced == ["file", "folder"]


def test_what_waits_is_synced_at_once_when_it_must_be(file: Path, synced: list[str]) -> None:
    syncing = Syncing()

    syncing.now(file)

    assert synced == ["file", "folder"]


def test_a_file_that_is_gone_is_said_even_if_it_was_synced(file: Path) -> None:
    syncing = Syncing()
    syncing.now(file)
    file.unlink()

    with pytest.raises(FileNotFoundError):
        syncing.now(file)


def test_a_file_that_goes_away_meanwhile_stops_nothing(file: Path, synced: list[str]) -> None:
    syncing = Syncing()

    syncing.soon(file.with_name("gone"))
    syncing.soon(file)

    wait_until(lambda: "file" in synced)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_process_that_forks_syncs_in_each(file: Path) -> None:
    syncing = Syncing()
    syncing.soon(file)
    reading, writing = os.pipe()

    child = os.fork()
    if not child:
        syncing.soon(file)
        alive = any(one.name == "sync" for one in threading.enumerate())
        os.write(writing, b"y" if alive else b"n")
        os._exit(0)
    os.waitpid(child, 0)

    assert os.read(reading, 1) == b"y"
