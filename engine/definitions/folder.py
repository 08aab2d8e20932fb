"""The folder `forms/` as it counts: the files of the disk, under those published in the site.

A file is named by its place in the folder, with strokes: `procedures/peche.yaml`,
`texts/conditions/1.0.md`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from engine.source.files import Held, Readable

ROOMS = ("procedures", "fragments", "tables", "texts", "sites")
PROFILE = "profile.yaml"
NAME = re.compile(r"(?:[a-z0-9][a-zA-Z0-9._-]{0,99}/){0,2}[a-z0-9][a-zA-Z0-9._-]{0,99}")


@dataclass(frozen=True)
class Folder:
    """The files of `root`, under those of `over`: bytes, or None for a file taken away."""

    root: Path
    over: Mapping[str, bytes | None] = field(default_factory=dict)

    def path(self, name: str) -> Path:
        """What diagnostics call a file."""
        return self.root / name

    def name_of(self, path: str) -> str:
        """The name of a file from what diagnostics call it; the same when it is none of here."""
        try:
            return PurePosixPath(path).relative_to(self.root).as_posix()
        except ValueError:
            return path

    def file(self, name: str) -> Readable:
        """A file, there or not."""
        return Held(self.path(name), self.over[name]) if name in self.over else self.path(name)

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        return self.file(name).is_file()

    def read(self, name: str) -> bytes:
        """What a file says; raises FileNotFoundError."""
        return self.file(name).read_bytes()

    def names(self, room: str, suffixes: tuple[str, ...]) -> list[str]:
        """The files of a room that end so, in order of name."""
        place = self.path(room)
        there = {
            f"{room}/{one.name}"
            for one in (place.iterdir() if place.is_dir() else ())
            if one.suffix in suffixes
        }
        there |= {name for name in self.over if PurePosixPath(name).parent.as_posix() == room}
        return [
            name
            for name in sorted(there)
            if PurePosixPath(name).suffix in suffixes and self.over.get(name, b"") is not None
        ]

    def files(self, room: str, suffixes: tuple[str, ...]) -> list[Readable]:
        """The same, to be read."""
        return [self.file(name) for name in self.names(room, suffixes)]

    def folders(self, room: str) -> list[str]:
        """The names of the folders in a room, in order."""
        place = self.path(room)
        there = {one.name for one in (place.iterdir() if place.is_dir() else ()) if one.is_dir()}
        inside = (
            PurePosixPath(name).parent for name, said in self.over.items() if said is not None
        )
        return sorted(there | {one.name for one in inside if one.parent.as_posix() == room})

    def with_file(self, name: str, data: bytes | None) -> "Folder":
        """The same with another text of a file, or without it."""
        return Folder(self.root, {**self.over, name: data})


def is_name(name: str) -> bool:
    """Whether something may be the name of a file of the folder: it never leads out of it."""
    room, _stroke, _rest = name.partition("/")
    return bool(NAME.fullmatch(name)) and (name == PROFILE or room in ROOMS)
