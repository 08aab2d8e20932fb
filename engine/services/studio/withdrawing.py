"""Taking back: a version, a whole procedure; and choosing when a text went two ways."""

from dataclasses import dataclass
from datetime import datetime

from engine.database import documents, drafts, publications, versions, working_copies
from engine.differences import Rehearsal, rehearsal_text
from engine.errors import ConflictError, NotFoundError
from engine.services.comparing import Text
from engine.services.desk import Desk, Visitor
from engine.services.rehearsing import rehearse
from engine.services.studio import copies
from engine.services.studio.copies import Copy, open_copy, published_text
from engine.services.studio.journal import record
from engine.services.studio.publishing import disk_hash, must_be_publisher, put
from engine.services.studio.versions import (
    DISK,
    SERVED,
    current_number,
    name_of,
    restore,
)


class ServedVersionError(ConflictError):
    """The version is the one that is served: another is published first."""


@dataclass(frozen=True)
class Leaving:
    """What taking a procedure back does: so many drafts are open, and may be finished."""

    drafts: int


def rehearse_withdrawal(
    desk: Desk, who: Visitor, path: str, number: int, now: datetime
) -> Rehearsal:
    """What withdrawing a version does to the drafts that are open now.

    Raises ServedVersionError, NotFoundError.
    """
    open_copy(desk, who, path)
    name = name_of(desk, path)
    must_not_be_served(desk, name, number)
    library = desk.catalogue.library
    definition = library.definitions.get(str(desk.catalogue.files.path(path)))
    if definition is None or definition.procedure is None:
        raise NotFoundError(path)
    text = Text(path, definition, library)
    return rehearse(desk, text, now, withdrawing=number, language=who.language)


def effect_of(found: Rehearsal, language: str) -> str:
    """What becomes of the drafts, in a sentence."""
    return rehearsal_text(found, language)


def withdraw_version(desk: Desk, who: Visitor, path: str, number: int, now: datetime) -> None:
    """Have a version serve nobody any more: its drafts are carried over to the one of now.

    Raises NotAllowedError, ServedVersionError, NotFoundError.
    """
    must_be_publisher(who)
    open_copy(desk, who, path)
    name = name_of(desk, path)
    must_not_be_served(desk, name, number)
    with desk.database.transaction(durable=True):
        versions.withdraw(desk.database, name, number, now)
        record(desk, who, "withdraw", path, {"number": number}, now)


def must_not_be_served(desk: Desk, name: str, number: int) -> None:
    """Raise ServedVersionError for the version that new drafts take."""
    if current_number(desk, name) in {None, number}:
        raise ServedVersionError(name)


def leaving(desk: Desk, path: str) -> Leaving:
    """What becomes of the drafts of a procedure that is taken back whole."""
    return Leaving(drafts.count_of_procedure(desk.database, name_of(desk, path)))


def withdraw_file(desk: Desk, who: Visitor, path: str, note: str, now: datetime) -> Copy:
    """Take a whole file back: nobody begins the procedure any more; its text is kept as a copy.

    Raises NotAllowedError, NotFoundError, ConflictError when it is not served.
    """
    must_be_publisher(who)
    copy = open_copy(desk, who, path)
    if copy.published is None:
        raise ConflictError(path)
    with desk.database.transaction(durable=True):
        desk.database.lock(documents.PUBLISHING)
        if not copy.is_kept:
            keep(desk, who, copy, now)
        publications.cancel_all(desk.database, path, now)
        put(desk, who, path, None, note, now)
    desk.catalogue.look_now(now)
    return open_copy(desk, who, path)


def keep(desk: Desk, who: Visitor, copy: Copy, now: datetime) -> None:
    """Keep a copy that nobody changed yet, so that the text remains when it is served no more."""
    begun = working_copies.WorkingCopy(
        copy.path, copy.text, 0, 0, copy.base_hash, who.site, now, now, copies.name_of(who)
    )
    working_copies.create(desk.database, begun)


def take_theirs(
    desk: Desk, who: Visitor, path: str, which: str, revision: int, now: datetime
) -> Copy:
    """Make the file of the disk, or the published text, the working copy: an edit as any other.

    `which` is `disque` or `servi`. Raises ChangedMeanwhileError, NotFoundError.
    """
    with desk.database.transaction(durable=True):
        copy = restore(desk, who, path, which, revision, now)
        acknowledge(desk, who, path, which, now)
    return copy


def keep_ours(desk: Desk, who: Visitor, path: str, which: str, now: datetime) -> None:
    """Go on with the text as it is written here, whatever the other says; NotFoundError."""
    open_copy(desk, who, path)
    with desk.database.transaction(durable=True):
        acknowledge(desk, who, path, which, now)


def acknowledge(desk: Desk, who: Visitor, path: str, which: str, now: datetime) -> None:
    """Note that an author saw that a text went two ways, and chose. Inside a transaction."""
    if which not in (DISK, SERVED):
        raise NotFoundError(which)
    if which == DISK:
        documents.acknowledge(desk.database, path, disk_hash(desk, path))
    served = documents.hash_of(published_text(desk, path))
    working_copies.rebase(desk.database, path, served)
    record(desk, who, "choose", path, {"other": which}, now)


__all__ = [
    "Leaving",
    "ServedVersionError",
    "effect_of",
    "keep_ours",
    "leaving",
    "rehearse_withdrawal",
    "take_theirs",
    "withdraw_file",
    "withdraw_version",
]
