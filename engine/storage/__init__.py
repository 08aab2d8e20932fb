"""Where the bytes of uploads are kept: a backend for each kind of address."""

from collections.abc import Callable
from urllib.parse import urlsplit

from engine.storage.base import Readable, Storage, StorageFullError, Stored, TooLargeError
from engine.storage.folder import Folder

__all__ = [
    "BACKENDS",
    "Readable",
    "Storage",
    "StorageFullError",
    "Stored",
    "TooLargeError",
    "open_storage",
]

BACKENDS: dict[str, Callable[[str], Storage]] = {"file": Folder.at}


def open_storage(url: str) -> Storage:
    """The storage at a URL, such as `file:///srv/guichet/uploads`."""
    scheme = urlsplit(url).scheme
    if scheme not in BACKENDS:
        raise ValueError(f"the address of a storage begins with {' or '.join(BACKENDS)}:")
    return BACKENDS[scheme](url)
