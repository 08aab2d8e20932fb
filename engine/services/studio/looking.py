"""A file looked at as its author has it: beside the rest of the site, and what is wrong with it."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from engine.definitions import Definition, Library, load_library
from engine.definitions.definition import read_definition
from engine.services.checking import check_at_sites, has_errors
from engine.services.desk import Desk
from engine.source import Diagnostic, Kept

PROCEDURES = "procedures"
READ: Kept[Definition] = Kept(100)
JUDGED: Kept[tuple[Diagnostic, ...]] = Kept(100)
LIBRARIES_MOST = 4


@dataclass(frozen=True)
class Judged:
    """A procedure as it was written: what it says, what is wrong with it, beside what."""

    definition: Definition
    diagnostics: tuple[Diagnostic, ...]
    library: Library

    @property
    def has_errors(self) -> bool:
        """Whether it could not be published."""
        return has_errors(self.diagnostics)


def path_of(name: str) -> str:
    """The file in which a procedure is written in the studio."""
    return f"{PROCEDURES}/{name}.yaml"


def library_with(desk: Desk, path: str, text: str) -> Library:
    """What the site says, with one file as it is written now.

    A procedure takes the place of the one that is served; for any other file the whole is read.
    """
    library = desk.catalogue.library
    files = desk.catalogue.files
    if path.partition("/")[0] != PROCEDURES:
        return _library(_Known(files.with_file(path, text.encode()), (library, path, text)))
    name = str(files.path(path))
    parts = text, library.fragments
    definition = READ.of(
        path, parts, lambda: read_definition(name, text.encode(), library.fragments)
    )
    return replace(library, definitions={**library.definitions, name: definition})


def judged(desk: Desk, path: str, text: str) -> Judged:
    """What is wrong with a procedure as it is written now, by the local rules."""
    library = library_with(desk, path, text)
    definition = library.definitions[str(desk.catalogue.files.path(path))]
    parts = definition, desk.catalogue.library
    found = JUDGED.of(path, parts, lambda: check_at_sites(definition, library))
    return Judged(definition, found, library)


class _Known:
    """A folder as what it is kept by: the library it stands beside, and the file that differs."""

    def __init__(self, folder: Any, key: tuple[Library, str, str]) -> None:
        self.folder = folder
        self.key = id(key[0]), key[1], key[2]
        self.library = key[0]  # held, so that no other takes its number

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.key == self.key


@lru_cache(maxsize=LIBRARIES_MOST)
def _library(known: _Known) -> Library:
    return load_library(known.folder)
