"""Publications that wait: for somebody else to read the text, for a day and an hour."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from engine.database import accounts, publications
from engine.database.documents import hash_of
from engine.database.publications import Publication, new_id
from engine.errors import (
    ConflictError,
    GuichetError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Desk, Visitor, visitor_of
from engine.services.studio.checklist import approval_of
from engine.services.studio.copies import name_of, open_copy
from engine.services.studio.journal import record
from engine.services.studio.publishing import (
    NOTE_MOST,
    BlockedError,
    NothingToPublishError,
    PublishedMeanwhileError,
    Wanted,
    blocking_points,
    must_be_publisher,
    publish_subject,
    wanted_subject,
)
from engine.services.studio.subjects import Subject, subject_of

LOG = logging.getLogger("guichet")
FARTHEST = timedelta(days=366)
NO_RIGHT = _("Whoever asked for it may not publish any more.")
SAME = _("This text is served already.")
MEANWHILE = _("Another text was published at the same time.")
NOT_THERE = _("The file is no longer there.")


class TimeError(ConflictError):
    """A publication cannot be planned for a time: it is over, or too far."""


class NotToApproveError(ConflictError):
    """A text cannot be approved: it is another by now, or one's own."""


def ask_reader(desk: Desk, who: Visitor, wanted: Wanted, now: datetime) -> Publication:
    """Ask for somebody else to read a text before it is published.

    Another one that was asked for of the same file is wanted no more. Raises as `wanted_subject`.
    """
    subject, copy = wanted_subject(desk, who, wanted)
    asked = asked_of(subject, copy.revision, wanted.note, now)
    with desk.database.transaction(durable=True):
        publications.cancel_all(desk.database, subject.path, now)
        publications.ask(desk.database, asked)
        record(desk, who, "ask_reader", subject.path, {"after": subject.hash}, now)
    return asked


def approve(desk: Desk, who: Visitor, path: str, publication: str, now: datetime) -> None:
    """Note that an author read a text that somebody else wants published, and agrees.

    Raises NotFoundError, ConflictError when the text is another by now, or is the author's own.
    """
    asked = publications.load(desk.database, publication)
    account = who.account.id if who.account else ""
    copy = open_copy(desk, who, asked.path)
    if asked.path != path or not account:
        raise NotFoundError("publication")
    if hash_of(copy.text) != asked.hash:
        raise NotToApproveError("publication")
    if asked.asked_by == account:
        raise NotToApproveError("publication")
    with desk.database.transaction(durable=True):
        publications.approve(desk.database, asked.id, account, name_of(who), now)
        record(desk, who, "approve", path, {"after": asked.hash, "asked": asked.asked_name}, now)


def schedule(desk: Desk, who: Visitor, wanted: Wanted, due: datetime, now: datetime) -> Publication:
    """Have a text published at a time, as it is now: what is changed afterwards is not in it.

    It is looked at now, and again then. Raises as `publish_wanted`, and TimeError.
    """
    must_be_publisher(who)
    if not now < due <= now + FARTHEST:
        raise TimeError("due")
    subject, copy = wanted_subject(desk, who, wanted)
    blocking = blocking_points(subject, copy, now)
    if blocking:
        raise BlockedError(blocking)
    approved = approval_of(subject)
    asked = asked_of(subject, copy.revision, wanted.note, now, due, approved)
    with desk.database.transaction(durable=True):
        publications.cancel_all(desk.database, subject.path, now)
        publications.ask(desk.database, asked)
        details = {"after": subject.hash, "due": due.isoformat(), "note": asked.note}
        record(desk, who, "schedule", subject.path, details, now)
    return asked


def cancel(desk: Desk, who: Visitor, path: str, publication: str, now: datetime) -> None:
    """Give up a publication that waits; raises NotFoundError, ConflictError when it is over."""
    asked = publications.load(desk.database, publication)
    open_copy(desk, who, path)
    if asked.path != path:
        raise NotFoundError("publication")
    if asked.due_at is not None:
        must_be_publisher(who)
    with desk.database.transaction(durable=True):
        publications.cancel(desk.database, asked.id, now)
        record(desk, who, "cancel_publication", path, {"after": asked.hash}, now)


def asked_of(
    subject: Subject,
    revision: int,
    note: str,
    now: datetime,
    due: datetime | None = None,
    approved: Publication | None = None,
) -> Publication:
    """What is kept of what is asked for."""
    who = subject.who
    others = {name: text for name, text in subject.files.items() if name != subject.path}
    return Publication(
        id=new_id(),
        site=who.site,
        path=subject.path,
        text=subject.text,
        hash=subject.hash,
        revision=revision,
        more=[{"path": name, "text": text, "hash": hash_of(text)} for name, text in others.items()],
        note=note[:NOTE_MOST],
        asked_by=who.account.id if who.account else "",
        asked_name=name_of(who),
        asked_at=now,
        due_at=due,
        approved_by=approved.approved_by if approved else None,
        approved_name=approved.approved_name if approved else None,
        approved_at=approved.approved_at if approved else None,
    )


def waiting(desk: Desk, path: str) -> Publication | None:
    """What waits for a file, None when nothing does."""
    found = (one for one in publications.list_of(desk.database, path) if one.is_open)
    return next(found, None)


def last_failed(desk: Desk, path: str) -> Publication | None:
    """The last publication of a file, when it was planned and could not be done."""
    every = publications.list_of(desk.database, path)
    return every[0] if every and every[0].failed_at is not None else None


def publish_due(desk: Desk, now: datetime) -> int:
    """Publish all that is due; gives how many were. What cannot be is told where it was asked."""
    number = 0
    for asked in publications.due(desk.database, now):
        error = _publish(desk, asked, now)
        if error:
            LOG.warning("planned publication of %s failed: %s", asked.path, error)
        number += not error
    return number


def _publish(desk: Desk, asked: Publication, now: datetime) -> str:
    """Publish a text that was planned; gives why it could not be, "" when it was."""
    who = author_of(desk, asked)
    try:
        must_be_publisher(who)
        files = {asked.path: asked.text, **texts_of(asked.more)}
        subject = subject_of(desk, who, asked.path, files)
        copy = open_copy(desk, who, asked.path)
        publish_subject(subject, copy, asked.note, now, asked.id)
    except publications.PublicationOverError:
        return ""  # another worker was quicker, or somebody gave it up
    except UnavailableError:
        raise  # it is tried again
    except GuichetError as error:
        said = why(error, who.language)
        _fail(desk, who, asked, said, now)
        return said
    return ""


def _fail(desk: Desk, who: Visitor, asked: Publication, said: str, now: datetime) -> None:
    with desk.database.transaction(durable=True):
        publications.failed(desk.database, asked.id, said, now)
        details = {"after": asked.hash, "error": said}
        record(desk, who, "publish_failed", asked.path, details, now)


def author_of(desk: Desk, asked: Publication) -> Visitor:
    """Whoever asked, as they are now; nobody when their account is gone."""
    language = desk.settings.language
    try:
        account = accounts.load(desk.database, asked.site, asked.asked_by)
    except NotFoundError:
        account = None
    if account is None or account.closed_at is not None:
        return Visitor("", asked.site, None, language)
    return visitor_of(account, language)


def texts_of(more: object) -> Mapping[str, str]:
    """The texts that are published with one, by the names of their files."""
    found: Any = more
    return {str(one["path"]): str(one["text"]) for one in found}


def why(error: GuichetError, language: str) -> str:
    """Why a text could not be published, in a sentence."""
    if isinstance(error, BlockedError):
        return " ".join(one.said for one in error.points)
    if isinstance(error, NothingToPublishError):
        return gettext(language, SAME)
    if isinstance(error, PublishedMeanwhileError):
        return gettext(language, MEANWHILE)
    if isinstance(error, NotAllowedError):
        return gettext(language, NO_RIGHT)
    return gettext(language, NOT_THERE)


__all__ = ["approve", "ask_reader", "cancel", "publish_due", "schedule"]
