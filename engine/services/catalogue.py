"""The procedures that are served: read from `forms/`, checked, published, kept up to date."""

import hashlib
import logging
import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path

from engine.checks import check_library, sentence
from engine.database import Database, documents, versions
from engine.definitions import (
    Definition,
    Folder,
    Library,
    Procedure,
    Site,
    host_name,
    load_library,
    read_version,
    with_last_good,
)
from engine.errors import NotFoundError, UnavailableError
from engine.fields import TableChoices
from engine.journeys import Plan, plan_of
from engine.services.checking import analysed, checked, has_errors
from engine.source import Diagnostic, Kept, Severity

LOG = logging.getLogger("guichet")
LOOK_EVERY_SECONDS = 1.0
Stamp = frozenset[tuple[str, int, int]]
PLANS: Kept[Plan] = Kept()


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


@dataclass(frozen=True)
class Good:
    """A version without error."""

    procedure: Procedure
    number: int


class Catalogue:
    """The procedures of a folder, for each site, under what was published in the studio. A
    definition with an error is never served: the last good version stays.

    It looks at the folder again, at most once a second, when it is asked for something.
    """

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self.files = Folder(folder)
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.library = Library({}, {}, {}, load_library(folder / "nothing").profile, ())
        self._good: dict[str, Good] = {}
        self._hosts: dict[str, Site] = {}
        self._served: dict[tuple[str, str], Served] = {}
        self._older: dict[tuple[str, str, int], Served] = {}
        self._stamp: tuple[int, Stamp] | None = None
        self._next_look = 0.0
        self._lock = threading.Lock()

    def refresh(self, now: datetime) -> None:
        """Read the folder again when a file changed since the last look.

        Whoever comes while it is read goes on with what was served before; the first time there is
        nothing before, so one waits.
        """
        moment = time.monotonic()
        if self._stamp is not None and moment < self._next_look:
            return
        with self._lock:
            if self._stamp is not None and moment < self._next_look:
                return
            self._next_look = moment + LOOK_EVERY_SECONDS
            try:
                stamp = documents.stamp(self.database), stamp_of(self.folder)
                if stamp != self._stamp:
                    self._load(now)
                    self._stamp = stamp
            except OSError as error:
                # What is served stays so: the folder is read again at the next look.
                LOG.warning("the folder of definitions cannot be read: %s", error)

    def look_now(self, now: datetime) -> None:
        """Read what was published since, without waiting for the next look."""
        self._next_look = 0.0
        self.refresh(now)

    def look_only(self) -> Library:
        """What the folder and the studio say now; nothing is published: for commands."""
        self.files = Folder(self.folder, published_over(self.database))
        self.library = load_library(self.files)
        return self.library

    @property
    def sites(self) -> Mapping[str, Site]:
        """The sites, by name."""
        return self.library.sites

    def site_of(self, host: str) -> Site:
        """The site that answers to a host, with or without its port; raises NotFoundError."""
        site = self._hosts.get(host_name(host))
        if site is None:
            raise NotFoundError("site")
        return site

    def site(self, name: str) -> Site:
        """A site by its name; raises NotFoundError."""
        if name not in self.library.sites:
            raise NotFoundError("site")
        return self.library.sites[name]

    def current(self, name: str, site: str) -> Served:
        """The version that new drafts take at a site; raises NotFoundError."""
        found = self._served.get((site, name))
        if found is not None:
            return found
        good = self._good.get(name)
        at = self.site(site)
        if good is None or not at.offers(name):
            raise NotFoundError(name)
        found = self._served[site, name] = self._serve(good.procedure, good.number, at)
        return found

    def names(self, site: str = "") -> list[str]:
        """The names of the procedures that are served: at a site, or at all."""
        offered = self.library.sites.get(site)
        return sorted(name for name in self._good if offered is None or offered.offers(name))

    def numbers(self) -> dict[str, int]:
        """The number of the version of each procedure that new drafts take."""
        return {name: good.number for name, good in self._good.items()}

    def version(self, name: str, number: int, site: str) -> Served:
        """A version by its number, for the drafts that were begun with it at a site."""
        served = self._served.get((site, name))
        if served is not None and served.version == number:
            return served
        found = self._older.get((site, name, number))
        if found is None:
            procedure = self.procedure(name, number)
            found = self._older[site, name, number] = self._serve(
                procedure, number, self.site(site)
            )
        return found

    def latest(self, name: str) -> Procedure:
        """What new drafts take, wherever it is served; raises NotFoundError."""
        if name not in self._good:
            raise NotFoundError(name)
        return self._good[name].procedure

    def procedure(self, name: str, number: int) -> Procedure:
        """What a version says, wherever it is served; raises NotFoundError."""
        good = self._good.get(name)
        if good is not None and good.number == number:
            return good.procedure
        return self._read(name, versions.load(self.database, name, number).text)

    def _load(self, now: datetime) -> None:
        self.files = Folder(self.folder, published_over(self.database))
        library = self._with_last_good(load_library(self.files))
        told = [*library.diagnostics, *check_library(library)]
        library = replace(library, sites=self._right_sites(library, told))
        self.library = library
        self._hosts = {host.lower(): one for one in library.sites.values() for host in one.hosts}
        self._served.clear()
        self._older.clear()
        good: dict[str, Good] = {}
        published = {one.hash for one in versions.list_current(self.database)}
        for definition in library.definitions.values():
            found = checked(definition, library)
            # What a first installation brings was proved by those who ship it: it starts at once.
            if published and digest_of(definition) not in published and not has_errors(found):
                found = (*found, *self._failing(definition, library))
                found = (*found, *analysed(definition, library, found))
            told.extend(found)
            procedure = definition.procedure
            if procedure is None or has_errors(found) or not library.sites:
                continue
            if not tables_of(procedure) - library.tables.keys():
                good[procedure.name] = self._published(definition, procedure, now)
        self._good = {**self._last_good(good), **good}
        self.diagnostics = tuple(told)
        for one in self.diagnostics:
            if one.severity is Severity.ERROR:
                place = f"{one.span.path}:{one.span.start.line}"
                LOG.warning("not served: %s: %s %s", place, one.code, sentence(one, "en"))

    def _with_last_good(self, read: Library) -> Library:
        """What was read; a table or a site that can no longer be keeps what was last good of it."""
        return replace(
            read,
            tables={**self.library.tables, **read.tables},
            sites={**self._unread_sites(read), **read.sites} or self.library.sites,
            texts=with_last_good(self.library.texts, read.texts, self._is_there),
        )

    def _unread_sites(self, read: Library) -> dict[str, Site]:
        """The sites whose file is still there and cannot be read this time."""
        paths = {one.source.span.path for one in read.sites.values()}
        return {
            name: site
            for name, site in self.library.sites.items()
            if site.source.span.path not in paths and self._is_there(site.source.span.path)
        }

    def _is_there(self, path: str) -> bool:
        """Whether the file of a diagnostic is there."""
        return self.files.has(self.files.name_of(path))

    def _right_sites(self, library: Library, told: Sequence[Diagnostic]) -> dict[str, Site]:
        """The sites without error; one with an error stays as it last was, if it was ever right."""
        wrong = {one.span.path for one in told if one.severity is Severity.ERROR}
        found: dict[str, Site] = {}
        for name, site in library.sites.items():
            right = site if site.source.span.path not in wrong else self.library.sites.get(name)
            if right is not None:
                found[name] = right
        return found

    def _failing(self, definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
        """The tests of a definition that fail: it is not published."""
        return failing_tests(definition, library)

    def _published(self, definition: Definition, procedure: Procedure, now: datetime) -> Good:
        text, digest = definition.bundle, digest_of(definition)
        version = versions.publish(self.database, procedure.name, text, digest, now)
        return Good(procedure, version.number)

    def _last_good(self, good: Mapping[str, Good]) -> dict[str, Good]:
        """The last good version of what is still in the folder and cannot be read this time."""
        found: dict[str, Good] = {}
        for version in versions.list_current(self.database):
            name = version.procedure
            if name in good or not self.library.sites or not self._is_said(name):
                continue
            try:
                found[name] = Good(self._read(name, version.text), version.number)
            except UnreadableVersionError as error:
                LOG.error("the procedure %s cannot be served: no table %s", name, error)
        return found

    def _is_said(self, name: str) -> bool:
        """Whether a file says a procedure, or bears its name and says none."""
        for path, one in self.library.definitions.items():
            said = one.procedure.name if one.procedure else Path(path).stem
            if said == name:
                return True
        return False

    def _read(self, name: str, text: str) -> Procedure:
        definition = read_version(name, text)
        if definition.procedure is None:
            raise NotFoundError(name)
        missing = tables_of(definition.procedure) - self.library.tables.keys()
        if missing:
            raise UnreadableVersionError(", ".join(sorted(missing)))
        return definition.procedure

    def _serve(self, procedure: Procedure, number: int, site: Site) -> Served:
        at = self.library.at(site)
        beside = (procedure, site, at.profile, *at.tables.values())
        name = f"{site.source.span.path} {procedure.name} {number}"
        return Served(PLANS.of(name, beside, lambda: plan_of(procedure, at)), number, site)


def failing_tests(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
    """What its tests find wrong with a definition that is about to be published.

    What runs them is loaded then: a start on versions already published does without.
    """
    if definition.procedure is None or not definition.procedure.tests:
        return ()
    found: tuple[Diagnostic, ...] = import_module("engine.services.proving").failing_tests(
        definition, library
    )
    return found


def digest_of(definition: Definition) -> str:
    """What tells the text of a definition, with its fragments, from any other."""
    return hashlib.sha256(definition.bundle.encode()).hexdigest()


def tables_of(procedure: Procedure) -> set[str]:
    """The names of the tables that a procedure chooses from."""
    fields = [field for _, step in procedure.all_steps() for field in step.fields]
    return {one.choices.table for one in fields if isinstance(one.choices, TableChoices)}


def published_over(database: Database) -> dict[str, bytes | None]:
    """What was published in the studio, by the names of the files."""
    return {
        one.path: None if one.text is None else one.text.encode()
        for one in documents.list_all(database)
    }


def stamp_of(folder: Path) -> Stamp:
    """What changes when a file of the folder does: names, sizes, times; OSError without folder."""
    found: set[tuple[str, int, int]] = set()
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for one in entries:
                if one.is_dir():
                    folders.append(one.path)
                else:
                    status = one.stat()
                    found.add((one.path, status.st_size, status.st_mtime_ns))
    return frozenset(found)
