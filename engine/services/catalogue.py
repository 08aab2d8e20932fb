"""The procedures that are served: read from `forms/`, checked, published, kept up to date."""

import hashlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from engine.checks import check_definition, check_library
from engine.database import Database, versions
from engine.definitions import Definition, Library, Procedure, Site, load_library, read_definition
from engine.errors import NotFoundError
from engine.journeys import Plan, plan_of
from engine.source.diagnostics import Diagnostic, Severity

LOOK_EVERY_SECONDS = 1.0
Stamp = frozenset[tuple[str, int, int]]


@dataclass(frozen=True)
class Served:
    """A version of a procedure, ready to be walked."""

    plan: Plan
    version: int
    site: Site

    @property
    def procedure(self) -> Procedure:
        """The procedure itself."""
        return self.plan.procedure


class Catalogue:
    """The procedures of a folder. A definition with an error is never served: the last good
    version stays.

    It looks at the folder again, at most once a second, when it is asked for something.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.library = Library({}, {}, {}, load_library(folder / "nothing").profile, ())
        self._current: dict[str, Served] = {}
        self._older: dict[tuple[str, int], Served] = {}
        self._stamp: Stamp | None = None
        self._next_look = 0.0
        self._lock = threading.Lock()

    def refresh(self, now: datetime) -> None:
        """Read the folder again when a file changed since the last look."""
        moment = time.monotonic()
        if moment < self._next_look:
            return
        with self._lock:
            self._next_look = moment + LOOK_EVERY_SECONDS
            stamp = stamp_of(self.folder)
            if stamp != self._stamp:
                self._load(now)
                self._stamp = stamp

    def current(self, name: str) -> Served:
        """The version that new drafts take; raises NotFoundError."""
        if name not in self._current:
            raise NotFoundError(name)
        return self._current[name]

    def names(self) -> list[str]:
        """The names of the procedures that are served."""
        return sorted(self._current)

    def version(self, name: str, number: int) -> Served:
        """A version by its number, for the drafts that were begun with it."""
        served = self._current.get(name)
        if served is not None and served.version == number:
            return served
        found = self._older.get((name, number))
        if found is None:
            text = versions.load(self.database, name, number).text
            found = self._older[name, number] = self._from_text(name, number, text)
        return found

    @property
    def site(self) -> Site:
        """The site; raises NotFoundError when none could be read yet."""
        site = self.library.site
        if site is None:
            raise NotFoundError("site")
        return site

    def _load(self, now: datetime) -> None:
        read = load_library(self.folder)
        library = read if read.sites else replace(read, sites=self.library.sites)
        # A table that can no longer be read keeps its last good rows.
        library = replace(library, tables={**self.library.tables, **library.tables})
        told = [*read.diagnostics, *check_library(library)]
        self.library = library
        self._older.clear()
        for definition in library.definitions.values():
            found = check_definition(definition, library)
            told.extend(found)
            if not has_errors(found) and definition.procedure is not None and library.site:
                self._publish(definition, definition.procedure, library, now)
        self._serve_again()
        self.diagnostics = tuple(told)

    def _publish(
        self, definition: Definition, procedure: Procedure, library: Library, now: datetime
    ) -> None:
        digest = hashlib.sha256(definition.text.encode()).hexdigest()
        version = versions.publish(self.database, procedure.name, definition.text, digest, now)
        self._current[procedure.name] = Served(
            plan_of(procedure, library), version.number, self.site
        )

    def _serve_again(self) -> None:
        """Serve the last good version of what could not be read this time."""
        read = {one.procedure.name for one in self.library.definitions.values() if one.procedure}
        for version in versions.list_current(self.database):
            name = version.procedure
            still_there = name in read or self._is_broken(name)
            if name not in self._current and self.library.sites and still_there:
                self._current[name] = self._from_text(name, version.number, version.text)

    def _is_broken(self, name: str) -> bool:
        """Whether the file of a procedure is there, though it says no procedure."""
        return any(
            Path(path).stem == name and one.procedure is None
            for path, one in self.library.definitions.items()
        )

    def _from_text(self, name: str, number: int, text: str) -> Served:
        definition = read_definition(name, text.encode())
        if definition.procedure is None:
            raise NotFoundError(name)
        return Served(plan_of(definition.procedure, self.library), number, self.site)


def stamp_of(folder: Path) -> Stamp:
    """What changes when a file of the folder does: names, sizes, times."""
    found: set[tuple[str, int, int]] = set()
    for part in (folder, *(one for one in folder.iterdir() if one.is_dir())):
        for path in part.iterdir():
            if path.is_file():
                status = path.stat()
                found.add((str(path), status.st_size, status.st_mtime_ns))
    return frozenset(found)


def has_errors(diagnostics: "tuple[Diagnostic, ...] | list[Diagnostic]") -> bool:
    """Whether one of the diagnostics is an error."""
    return any(one.severity is Severity.ERROR for one in diagnostics)


def by_severity(diagnostics: tuple[Diagnostic, ...]) -> Mapping[Severity, int]:
    """How many diagnostics there are of each severity."""
    return {severity: sum(one.severity is severity for one in diagnostics) for severity in Severity}
