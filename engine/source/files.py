"""What a file is for whoever reads it: one of the disk, or a text kept elsewhere under its name."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Readable(Protocol):
    """Something that has the name of a file and its bytes; a `Path` is one."""

    @property
    def name(self) -> str:
        """Its name, without the folder."""

    @property
    def stem(self) -> str:
        """Its name without what follows the last dot."""

    @property
    def suffix(self) -> str:
        """What follows the last dot, with it."""

    def read_bytes(self) -> bytes:
        """What it says."""

    def is_file(self) -> bool:
        """Whether it is there."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is not on the disk: its place, and what it says; None when it is taken away."""

    path: Path
    data: bytes | None

    @property
    def name(self) -> str:
        """Its name, without the folder."""
        return self.path.name

    @property
    def stem(self) -> str:
        """Its name without what follows the last dot."""
        return self.path.stem

    @property
    def suffix(self) -> str:
        """What follows the last dot, with it."""
        return self.path.suffix

    def read_bytes(self) -> bytes:
        """What it says; raises FileNotFoundError when it is taken away."""
        if self.data is None:
            raise FileNotFoundError(str(self.path))
        return self.data

    def is_file(self) -> bool:
        """Whether it is there."""
        return self.data is not None

    def __str__(self) -> str:
        return str(self.path)
