"""What the authors of a site may write: its files, with where each of them stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from engine.database import documents, studio_counts
from engine.database.documents import Document
from engine.definitions.library import SUFFIXES
from engine.services.desk import Desk, Visitor
from engine.services.studio import copies
from engine.services.studio.copies import Copy
from engine.services.studio.looking import PROCEDURES, judged
from engine.services.studio.publishing import disk_hash
from engine.source import Severity

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Entry:
    """A procedure as the catalogue shows it.

    `version` is the number that new drafts take, 0 while it is not served. `drafts` are those open
    now at the site, `sent` what was received there in seven days. `disk_changed` tells that the
    file of the disk is another since it was published in the studio.
    """

    name: str
    title: str
    copy: Copy
    version: int
    is_offered: bool
    published_at: datetime | None
    published_by: str
    errors: int
    warnings: int
    tests: int
    drafts: int
    sent: int
    disk_changed: bool


@dataclass(frozen=True)
class Known:
    """What is asked once for all the procedures, by their names, and by the paths of files."""

    drafts: Mapping[str, int]
    sent: Mapping[str, int]
    published: Mapping[str, datetime]
    documents: Mapping[str, Document]


def procedures_of(desk: Desk, who: Visitor, now: datetime) -> Iterator[Entry]:
    """The procedures that an author may write, in the order of their titles."""
    database = desk.database
    known = Known(
        studio_counts.drafts_open(database, who.site),
        studio_counts.received_since(database, who.site, now - WEEK),
        studio_counts.last_published(database),
        {one.path: one for one in documents.list_all(database)},
    )
    found = [
        entry(desk, who, copies.open_copy(desk, who, path), known)
        for path in paths_in(desk, who, PROCEDURES)
    ]
    yield from sorted(found, key=lambda one: (one.title.casefold(), one.name))


def paths_in(desk: Desk, who: Visitor, room: str) -> list[str]:
    """The files of a room that an author may write: published, or begun only."""
    there = set(desk.catalogue.files.names(room, SUFFIXES))
    there |= {one.path for one in copies.list_copies(desk, who) if one.path.startswith(f"{room}/")}
    return [path for path in sorted(there) if copies.is_reached(desk, who, path)]


def entry(desk: Desk, who: Visitor, copy: Copy, known: Known) -> Entry:
    """One of them."""
    found = judged(desk, copy.path, copy.text)
    procedure, document = found.definition.procedure, known.documents.get(copy.path)
    name = procedure.name if procedure else PurePosixPath(copy.path).stem
    errors = sum(one.severity is Severity.ERROR for one in found.diagnostics)
    return Entry(
        name=PurePosixPath(copy.path).stem,
        title=(procedure.title.constant(who.language) if procedure else None) or name,
        copy=copy,
        version=desk.catalogue.numbers().get(name, 0),
        is_offered=desk.catalogue.site(who.site).offers(name),
        published_at=document.published_at if document else known.published.get(name),
        published_by=document.published_by if document else "",
        errors=errors,
        warnings=len(found.diagnostics) - errors,
        tests=len(procedure.tests) if procedure else 0,
        drafts=known.drafts.get(name, 0),
        sent=known.sent.get(name, 0),
        disk_changed=document is not None and document.disk_hash != disk_hash(desk, copy.path),
    )
