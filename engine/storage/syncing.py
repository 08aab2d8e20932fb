"""Having the disk itself hold files, ahead of the moment when it must.

A file is synced in the background as soon as it is received: when it is sent, minutes later, most
often nothing is left to wait for.
"""

import os
import queue
import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

REMEMBERED_MOST = 10_000


class Syncing:
    """Files that are synced, or soon will be, by a thread of this process."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._done: OrderedDict[Path, None] = OrderedDict()
        self._lock = threading.Lock()
        self._process = 0

    def soon(self, file: Path) -> None:
        """Sync a file and its name, without waiting for it."""
        self._waiting.put(file)
        if self._process != os.getpid():
            self._begin()

    def now(self, file: Path) -> None:
        """Sync a file and its name unless it is done; raises FileNotFoundError."""
        with self._lock:
            if file in self._done and file.exists():
                return
        self._sync(file)

    def _begin(self) -> None:
        """Start the thread of this process: the threads of a parent do not outlive a fork."""
        with self._lock:
            if self._process == os.getpid():
                return
            self._process = os.getpid()
        threading.Thread(target=self._work, daemon=True, name="sync").start()

    def _work(self) -> None:
        while True:
            # What cannot be synced now is synced, or said, when it is sent.
            with suppress(OSError):
                self.now(self._waiting.get())

    def _sync(self, file: Path) -> None:
        sync(file)
        sync(file.parent)
        with self._lock:
            self._done[file] = None
            while len(self._done) > REMEMBERED_MOST:
                self._done.popitem(last=False)


def sync(path: Path) -> None:
    """Have the disk itself hold a file, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
