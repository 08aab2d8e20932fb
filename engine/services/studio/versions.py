"""What a file was: the changes of its working copy, its versions, and what differs between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from engine.database import documents, drafts, submissions, versions, working_copies
from engine.database.documents import DocumentVersion, hash_of
from engine.database.versions import Version
from engine.definitions import Definition, read_version
from engine.definitions.bundles import unbundled
from engine.differences import Change, Line, compared_lines, difference
from engine.differences import Version as Compared
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Desk, Visitor
from engine.services.studio.copies import Copy, open_copy, published_text, save
from engine.services.studio.looking import PROCEDURES, judged

# What may be compared, beside a version by its number and a change as `m12`.
COPY, SERVED, DISK, CHANGE = "copie", "servi", "disque", "m"
CHANGES_MOST = 200
RESTORED = _("Version {number} restored")
WENT_BACK = _("Back to the text of change {number}")
FROM_DISK = _("The file of the disk taken")
FROM_SITE = _("The published text taken")


@dataclass(frozen=True)
class Edit:
    """A change of a working copy: the revision that it made, what was done, when, by whom."""

    revision: int
    kind: str
    what: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Published:
    """A version: its number, what tells its text, who published it and why, what it serves.

    `by` is empty for a version that came with the files of the disk.
    """

    number: int
    hash: str
    at: datetime
    by: str
    note: str
    is_current: bool
    withdrawn_at: datetime | None = None
    drafts: int = 0
    submissions: int = 0


@dataclass(frozen=True)
class Difference:
    """What changed from a text to another: in sentences, None where they cannot be told; in lines.

    `takes_over` tells whether open drafts go to the new version.
    """

    changes: tuple[Change, ...] | None
    takes_over: bool
    lines: tuple[Line, ...]


def edits_of(desk: Desk, path: str, most: int = CHANGES_MOST) -> list[Edit]:
    """The last changes of a working copy, the last first."""
    return [
        Edit(one.revision, one.kind, one.what, one.changed_at, one.changed_by)
        for one in working_copies.recent_edits(desk.database, path, most)
    ]


def name_of(desk: Desk, path: str) -> str:
    """The name of the procedure that a file says, else that of the file."""
    definition = desk.catalogue.library.definitions.get(str(desk.catalogue.files.path(path)))
    procedure = definition.procedure if definition else None
    return procedure.name if procedure else PurePosixPath(path).stem


def is_procedure(path: str) -> bool:
    """Whether a file is that of a procedure."""
    return path.partition("/")[0] == PROCEDURES


def versions_of(desk: Desk, path: str) -> list[Published]:
    """The versions of a file, the last published first.

    Those of a procedure are the ones that drafts name, whatever they were published from.
    """
    said = documents.versions_of(desk.database, path)
    if not is_procedure(path):
        current = published_text(desk, path)
        last = next((one.number for one in said if one.hash == hash_of(current)), None)
        return [
            Published(
                one.number, one.hash, one.published_at, one.published_by, one.note,
                is_current=one.number == last,
            )
            for one in said
        ]  # fmt: skip
    name = name_of(desk, path)
    begun = drafts.count_by_version(desk.database, name)
    sent = submissions.count_by_version(desk.database, name)
    every = versions.list_all(desk.database, name)
    served = current_number(desk, name)
    return [
        Published(
            one.number, one.hash, one.published_at, *told_of(one, said),
            is_current=one.number == served, withdrawn_at=one.withdrawn_at,
            drafts=begun.get(one.number, 0), submissions=sent.get(one.number, 0),
        )
        for one in every
    ]  # fmt: skip


def current_number(desk: Desk, name: str) -> int | None:
    """The number of the version that new drafts take, None when there is none."""
    return desk.catalogue.numbers().get(name)


def told_of(version: Version, said: Sequence[DocumentVersion]) -> tuple[str, str]:
    """Who published a version, and with which note; nothing for one that came with the disk."""
    digest = hash_of(unbundled(version.text)[0])
    alike = [one for one in said if one.hash == digest]
    exact = [one for one in alike if one.published_at == version.published_at]
    for one in exact or alike[:1]:
        return one.published_by, one.note
    return "", ""


def text_of(desk: Desk, who: Visitor, path: str, which: str) -> str:
    """A text of a file: `copie`, `servi`, `disque`, a version by its number, a change as `m12`.

    Raises NotFoundError.
    """
    if which == COPY:
        return open_copy(desk, who, path).text
    if which in (SERVED, DISK):
        found = published_text(desk, path) if which == SERVED else disk_text(desk, path)
        if found is None:
            raise NotFoundError(which)
        return found
    if which.startswith(CHANGE) and which[1:].isdecimal():
        return text_at(desk, path, int(which[1:]))
    if not which.isdecimal():
        raise NotFoundError(which)
    if is_procedure(path):
        return unbundled(bundle_of(desk, path, int(which)))[0]
    text = documents.version(desk.database, path, int(which)).text
    if text is None:
        raise NotFoundError(which)
    return text


def disk_text(desk: Desk, path: str) -> str | None:
    """What the file of the disk says, None when there is none."""
    file = desk.catalogue.folder / path
    return file.read_bytes().decode("utf-8", "replace") if file.is_file() else None


def text_at(desk: Desk, path: str, revision: int) -> str:
    """What a working copy said at a revision; raises NotFoundError."""
    kept = working_copies.find(desk.database, path)
    if kept is None or not 0 <= revision <= kept.revision:
        raise NotFoundError("revision")
    return working_copies.text_at(desk.database, kept, revision)


def bundle_of(desk: Desk, path: str, number: int) -> str:
    """The text of a version of a procedure with its fragments; raises NotFoundError."""
    if number > 2**31:
        raise NotFoundError("version")
    return versions.load(desk.database, name_of(desk, path), number).text


def definition_of(desk: Desk, who: Visitor, path: str, which: str) -> Definition:
    """A text of a procedure, read; raises NotFoundError."""
    if which.isdecimal():
        return read_version(name_of(desk, path), bundle_of(desk, path, int(which)))
    return judged(desk, path, text_of(desk, who, path, which)).definition


def compared(desk: Desk, who: Visitor, path: str, old: str, new: str) -> Difference:
    """What changed from a text of a file to another, each named as for `text_of`."""
    lines = compared_lines(text_of(desk, who, path, old), text_of(desk, who, path, new))
    if not is_procedure(path):
        return Difference(None, takes_over=False, lines=lines)
    before, after = (definition_of(desk, who, path, one).procedure for one in (old, new))
    if before is None or after is None:
        return Difference(None, takes_over=False, lines=lines)
    tables = desk.catalogue.library.tables
    found = difference(Compared(before, tables), Compared(after, tables))
    return Difference(found.changes, found.takes_over, lines)


def restore(desk: Desk, who: Visitor, path: str, which: str, revision: int, now: datetime) -> Copy:
    """Make a former text the working copy: an edit as any other, that can be undone.

    Raises ChangedMeanwhileError, NotFoundError.
    """
    text = text_of(desk, who, path, which)
    return save(desk, who, path, text, revision, said_of(which, who.language), now)


def said_of(which: str, language: str) -> str:
    """What the history says of a text that was restored."""
    if which in (DISK, SERVED):
        return gettext(language, FROM_DISK if which == DISK else FROM_SITE)
    message = WENT_BACK if which.startswith(CHANGE) else RESTORED
    return gettext(language, message, number=which.removeprefix(CHANGE))
