"""Two versions of a procedure to compare: texts in files or in the folder, published ones.

Nothing is published, nothing is changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.database import versions
from engine.definitions import (
    Definition,
    Library,
    Procedure,
    load_library,
    read_definition,
    read_version,
)
from engine.definitions.library import EMPTY_PROFILE
from engine.errors import ConflictError, NotFoundError
from engine.services.desk import Desk
from engine.services.opening import open_desk
from engine.settings import Settings

ALONE = Library({}, {}, {}, EMPTY_PROFILE, ())


class UnreadableError(ConflictError):
    """A text in which no procedure can be read."""


@dataclass(frozen=True)
class Text:
    """A version to compare: what it says, what is beside it, the number when it is published."""

    name: str
    definition: Definition
    library: Library
    number: int | None = None

    @property
    def procedure(self) -> Procedure:
        """What it says; raises UnreadableError."""
        if self.definition.procedure is None:
            raise UnreadableError(self.name)
        return self.definition.procedure

    @property
    def bundle(self) -> str:
        """The text that would be published."""
        return self.definition.bundle


def text_in_file(path: Path) -> Text:
    """What a file says, beside the library that holds it when one does."""
    folder = path.resolve().parent.parent if path.resolve().parent.name == "procedures" else None
    library = load_library(folder) if folder is not None else ALONE
    definition = read_definition(str(path), path.read_bytes(), library.fragments)
    return readable(Text(str(path), definition, library))


def text_in_folder(folder: Path, name: str) -> Text:
    """What the folder of definitions says of a procedure; raises NotFoundError."""
    library = load_library(folder)
    for path, definition in library.definitions.items():
        if definition.procedure is not None and definition.procedure.name == name:
            return Text(path, definition, library)
        if definition.procedure is None and Path(path).stem == name:
            raise UnreadableError(path)
    raise NotFoundError(name)


def published_text(desk: Desk, library: Library, name: str, number: int | None = None) -> Text:
    """A version that was published, the current one when no number is given; NotFoundError."""
    if number is None:
        version = versions.current(desk.database, name)
    else:
        version = versions.load(desk.database, name, number)
    definition = read_version(name, version.text)
    return readable(Text(f"{name}@{version.number}", definition, library, version.number))


def readable(text: Text) -> Text:
    """The same, once a procedure could be read in it; raises UnreadableError."""
    if text.definition.procedure is None:
        raise UnreadableError(text.name)
    return text


@contextmanager
def desk_of(settings: Settings) -> Iterator[Desk]:
    """A desk that knows the folder of definitions and publishes nothing."""
    desk = open_desk(settings)
    try:
        desk.catalogue.look_only()
        yield desk
    finally:
        desk.database.close()
