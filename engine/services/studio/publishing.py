"""Publishing a file: from then on it is what the site says, in every process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.accounts.roles import may
from engine.database import documents, publications, versions, working_copies
from engine.database.documents import Document, hash_of
from engine.errors import ConflictError, NotAllowedError
from engine.services.catalogue import digest_of
from engine.services.checking import check_at_sites, has_errors
from engine.services.desk import Desk, Visitor
from engine.services.studio import proofs
from engine.services.studio.checklist import Point, approval_of, quick_points
from engine.services.studio.copies import (
    ChangedMeanwhileError,
    Copy,
    name_of,
    open_copy,
    published_text,
)
from engine.services.studio.journal import record
from engine.services.studio.subjects import Subject, subject_of

NOTE_MOST = 1000


class NothingToPublishError(ConflictError):
    """The texts are those that are served already: published twice they would be the same."""


class PublishedMeanwhileError(ConflictError):
    """Somebody else published the file while this was being published."""


class BlockedError(ConflictError):
    """Something keeps a text from being published: `points` say what."""

    def __init__(self, points: Sequence[Point]) -> None:
        super().__init__(", ".join(one.name for one in points))
        self.points = tuple(points)


@dataclass(frozen=True)
class Wanted:
    """What an author wants published: a file at the revision that they saw, others with it.

    `files` are texts that stand nowhere else: the site that is to offer the procedure.
    """

    path: str
    revision: int
    note: str = ""
    more: tuple[str, ...] = ()
    files: Mapping[str, str] | None = None


def publish(
    desk: Desk, who: Visitor, path: str, text: str | None, note: str, now: datetime
) -> Document:
    """Make a text what a file says for everybody, None to take the file away.

    Whether it may be published is the caller's to judge. A procedure gets its number in the same
    transaction; its working copy counts as published when it says the same.
    """
    with desk.database.transaction(durable=True):
        made = put(desk, who, path, text, note, now)
        if text is not None:
            number_changed(subject_of(desk, who, path, {path: text}), now)
    desk.catalogue.look_now(now)
    return made


def publish_wanted(desk: Desk, who: Visitor, wanted: Wanted, now: datetime) -> Document:
    """Publish working copies once nothing blocks: all of them, or none.

    Raises NotAllowedError, ChangedMeanwhileError when the author saw another revision,
    NothingToPublishError, BlockedError, PublishedMeanwhileError.
    """
    must_be_publisher(who)
    subject, copy = wanted_subject(desk, who, wanted)
    return publish_subject(subject, copy, wanted.note, now)


def wanted_subject(desk: Desk, who: Visitor, wanted: Wanted) -> tuple[Subject, Copy]:
    """What is wanted, read; raises ChangedMeanwhileError, NothingToPublishError."""
    copy = open_copy(desk, who, wanted.path)
    if copy.revision != wanted.revision:
        raise ChangedMeanwhileError(copy)
    others = {one: open_copy(desk, who, one).text for one in wanted.more}
    files = {wanted.path: copy.text, **others, **(wanted.files or {})}
    if all(text == published_text(desk, name) for name, text in files.items()):
        raise NothingToPublishError(wanted.path)
    return subject_of(desk, who, wanted.path, files), copy


def publish_subject(
    subject: Subject, copy: Copy, note: str, now: datetime, asked: str | None = None
) -> Document:
    """Publish texts that were looked at; `asked` is the publication that was planned.

    Raises BlockedError, PublishedMeanwhileError.
    """
    desk, who = subject.desk, subject.who
    before = numbers_of(desk, subject)
    blocking = blocking_points(subject, copy, now)
    if blocking and numbers_of(desk, subject) == before:
        raise BlockedError(blocking)
    approved = approval_of(subject)
    with desk.database.transaction(durable=True):
        desk.database.lock(documents.PUBLISHING)
        if numbers_of(desk, subject) != before:
            raise PublishedMeanwhileError(subject.path)
        if asked is not None:
            publications.done(desk.database, asked, now)
        elif approved is not None and approved.is_open:
            publications.done(desk.database, approved.id, now)
        publications.cancel_all(desk.database, subject.path, now)
        made = [put(desk, who, name, text, note, now) for name, text in subject.files.items()]
        number_changed(subject, now)
    desk.catalogue.look_now(now)
    return made[0]


def blocking_points(subject: Subject, copy: Copy, now: datetime) -> list[Point]:
    """What keeps texts from being published, everything being looked at."""
    found = [one for one in quick_points(subject, copy) if one.blocks]
    if found:
        return found
    names = (one for one in proofs.names_of(subject) if one != proofs.DRAFTS)
    return [one for name in names if (one := proofs.worked_out(subject, name, now)).blocks]


def numbers_of(desk: Desk, subject: Subject) -> dict[str, int]:
    """The number under which each file was last published."""
    found = {one: documents.find(desk.database, one) for one in subject.files}
    return {name: one.number if one else 0 for name, one in found.items()}


def put(
    desk: Desk, who: Visitor, path: str, text: str | None, note: str, now: datetime
) -> Document:
    """Keep what a file says from now on, and that it was published. Inside a transaction."""
    before = published_text(desk, path)
    disk, said = disk_hash(desk, path), note[:NOTE_MOST]
    made = documents.publish(desk.database, path, text, disk, name_of(who), said, now)
    working_copies.rebase(desk.database, path, made.hash)
    details = {"before": hash_of(before), "after": made.hash, "number": made.number, "note": said}
    record(desk, who, "publish" if text is not None else "remove", path, details, now)
    return made


def number_changed(subject: Subject, now: datetime) -> None:
    """Give each procedure whose text changes the number that drafts keep.

    Those that would be wrong stay as they are served.
    """
    for one in subject.changed():
        if one.procedure is not None and not has_errors(check_at_sites(one, subject.library)):
            name, digest = one.procedure.name, digest_of(one)
            versions.publish(subject.desk.database, name, one.bundle, digest, now)


def disk_hash(desk: Desk, path: str) -> str:
    """The hash of a file of the disk, "" when there is none."""
    file = desk.catalogue.folder / path
    return hash_of(file.read_bytes()) if file.is_file() else ""


def must_be_publisher(who: Visitor) -> None:
    """Raise NotAllowedError unless somebody may publish."""
    if who.account is None or not may(who.account.roles, "publish"):
        raise NotAllowedError("publish")


__all__ = [
    "BlockedError",
    "ChangedMeanwhileError",
    "NothingToPublishError",
    "PublishedMeanwhileError",
    "Wanted",
    "blocking_points",
    "disk_hash",
    "must_be_publisher",
    "publish",
    "publish_subject",
    "publish_wanted",
    "put",
    "wanted_subject",
]
