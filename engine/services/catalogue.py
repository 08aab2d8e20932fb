"""The procedures that are served: read from `forms/`, checked, published, kept up to date."""

import hashlib
import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from engine.checks import check_definition, check_library, sentence
from engine.database import Database, versions
from engine.definitions import Definition, Library, Procedure, Site, load_library, read_definition
from engine.errors import NotFoundError, UnavailableError
from engine.fields import TableChoices
from engine.journeys import Plan, plan_of
from engine.source.diagnostics import Diagnostic, Severity

LOG = logging.getLogger("guichet")
LOOK_EVERY_SECONDS = 1.0
Stamp = frozenset[tuple[str, int, int]]


class UnreadableVersionError(UnavailableError):
    """A version chooses from a table that cannot be read now."""


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
        self._paths: dict[str, str] = {}
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
            try:
                stamp = stamp_of(self.folder)
                if stamp != self._stamp:
                    self._load(now)
                    self._stamp = stamp
            except OSError as error:
                # What is served stays so: the folder is read again at the next look.
                LOG.warning("the folder of definitions cannot be read: %s", error)

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
        self._forget_removed()
        self._serve_again()
        self.diagnostics = tuple(told)
        for one in self.diagnostics:
            if one.severity is Severity.ERROR:
                place = f"{one.span.path}:{one.span.start.line}"
                LOG.warning("not served: %s: %s %s", place, one.code, sentence(one, "en"))

    def _publish(
        self, definition: Definition, procedure: Procedure, library: Library, now: datetime
    ) -> None:
        digest = hashlib.sha256(definition.text.encode()).hexdigest()
        version = versions.publish(self.database, procedure.name, definition.text, digest, now)
        self._current[procedure.name] = Served(
            plan_of(procedure, library), version.number, self.site
        )
        self._paths[procedure.name] = definition.path

    def _forget_removed(self) -> None:
        """Offer no longer what the folder says no longer; drafts begun with it go on."""
        for name, path in list(self._paths.items()):
            definition = self.library.definitions.get(path)
            procedure = definition.procedure if definition else None
            if definition is None or (procedure is not None and procedure.name != name):
                del self._paths[name]
                self._current.pop(name, None)

    def _serve_again(self) -> None:
        """Serve the last good version of what could not be read this time."""
        for version in versions.list_current(self.database):
            name = version.procedure
            path = self._path_of(name)
            if name in self._current or path is None or not self.library.sites:
                continue
            try:
                self._current[name] = self._from_text(name, version.number, version.text)
                self._paths[name] = path
            except UnreadableVersionError as error:
                LOG.error("the procedure %s cannot be served: no table %s", name, error)

    def _path_of(self, name: str) -> str | None:
        """The file that says a procedure, or bears its name and says none."""
        for path, one in self.library.definitions.items():
            said = one.procedure.name if one.procedure else Path(path).stem
            if said == name:
                return path
        return None

    def _from_text(self, name: str, number: int, text: str) -> Served:
        definition = read_definition(name, text.encode())
        if definition.procedure is None:
            raise NotFoundError(name)
        missing = tables_of(definition.procedure) - self.library.tables.keys()
        if missing:
            raise UnreadableVersionError(", ".join(sorted(missing)))
        return Served(plan_of(definition.procedure, self.library), number, self.site)


def tables_of(procedure: Procedure) -> set[str]:
    """The names of the tables that a procedure chooses from."""
    fields = [field for _, step in procedure.all_steps() for field in step.fields]
    return {one.choices.table for one in fields if isinstance(one.choices, TableChoices)}


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
