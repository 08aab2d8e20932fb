"""Messages between a person and the service: threads, what is not read, answers.

The service is told nothing outside; the person gets a mail that says there is something to read,
and nothing of what it says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.accounts.roles import may
from engine.database import accounts, threads, uploads
from engine.database.accounts import Account
from engine.database.submissions import Submission
from engine.database.threads import Listed, Message, NewMessage, Thread, Waiting
from engine.errors import ConflictError, NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Desk, Visitor, owner_of
from engine.services.mailing import notify
from engine.services.reading_files import KeptFile

ADDRESS = "/mes-messages"
TEXT_MOST = 5000
SUBJECT_MOST = 120
SHOWN_MOST = 200
NAMED = ("id", "name", "media_type", "size", "pages")
RECEIPT = _("Acknowledgement of receipt {reference}")
RECEIVED = _(
    "We received “{title}” on {time} (Paris time). Its acknowledgement of receipt stays"
    " available here."
)


class AnsweredError(ConflictError):
    """Something was written in the thread since the page was shown."""


@dataclass(frozen=True)
class Exchange:
    """A thread with its messages, the oldest first, and its person."""

    thread: Thread
    messages: tuple[Message, ...]
    person: Account

    @property
    def last(self) -> str:
        """The last message: an answer tells to which one it answers."""
        return self.messages[-1].id if self.messages else ""


def unread(desk: Desk, visitor: Visitor) -> int:
    """How many messages of the service the visitor has not read."""
    if visitor.account is None:
        return 0
    return threads.count_unread(desk.database, visitor.site, visitor.account.id)


def threads_of(desk: Desk, visitor: Visitor) -> list[Listed]:
    """The threads of the visitor, the last changed first."""
    return threads.list_of(desk.database, visitor.site, _account(visitor).id, SHOWN_MOST)


def open_thread(desk: Desk, visitor: Visitor, number: str, now: datetime) -> Exchange:
    """A thread of the visitor, who has read it then; raises NotFoundError."""
    account = _account(visitor)
    thread = threads.load(desk.database, visitor.site, account.id, number)
    messages = tuple(threads.messages_of(desk.database, thread))
    if any(one.from_service and one.read_at is None for one in messages):
        threads.mark_read(desk.database, thread, now)
    return Exchange(thread, messages, account)


def write(
    desk: Desk,
    visitor: Visitor,
    number: str,
    subject: str,
    text: str,
    files: Sequence[Mapping[str, Any]],
    now: datetime,
) -> Thread:
    """Write to the service, in the thread `number`, else in a new one on a subject.

    Raises NotFoundError for a thread or a file that is not the visitor's.
    """
    database, account = desk.database, _account(visitor)
    message = NewMessage(
        text[:TEXT_MOST], account.id, files=[_settled(desk, visitor, one) for one in files]
    )
    if not number:
        return threads.begin(
            database, visitor.site, account.id, subject[:SUBJECT_MOST], message, now
        )
    with database.transaction():
        thread = threads.hold(database, visitor.site, account.id, number)
        threads.add(database, thread, message, now)
    return thread


def write_to(
    desk: Desk,
    site: str,
    account_id: str,
    subject: str,
    text: str,
    now: datetime,
    submission: str | None = None,
) -> Thread:
    """Have the site itself write to a person, about something they sent if `submission` says so."""
    message = NewMessage(text, from_service=True)
    with desk.database.transaction():
        person = accounts.load(desk.database, site, account_id)
        thread = threads.begin(desk.database, site, account_id, subject, message, now, submission)
        _tell(desk, person, now)
    return thread


def keep_receipt(desk: Desk, visitor: Visitor, sent: Submission) -> None:
    """Have the receipt of a submission among the messages of the account that sent it.

    It counts as read: the browser shows the receipt at once.
    """
    if visitor.account is None:
        return
    said = sent.receipt
    language = said["language"]
    text = gettext(language, RECEIVED, title=said["title"], time=said["received_at"])
    subject = gettext(language, RECEIPT, reference=sent.reference)
    message = NewMessage(text, from_service=True, is_read=True)
    whose = visitor.site, visitor.account.id
    threads.begin(desk.database, *whose, subject, message, sent.received_at, sent.reference)


def threads_at(desk: Desk, agent: Visitor) -> list[Waiting]:
    """The threads of the agent's site: those that wait for an answer first."""
    _agent(agent)
    return threads.list_at(desk.database, agent.site, SHOWN_MOST)


def exchange_at(desk: Desk, agent: Visitor, number: str) -> Exchange:
    """A thread of the agent's site; raises NotFoundError."""
    _agent(agent)
    thread = threads.load_at(desk.database, agent.site, number)
    person = accounts.load(desk.database, agent.site, thread.account)
    return Exchange(thread, tuple(threads.messages_of(desk.database, thread)), person)


def answer(
    desk: Desk, agent: Visitor, number: str, text: str, now: datetime, after: str = ""
) -> None:
    """Answer a person, who is told by mail.

    `after` is the last message that was read: when another one came since, AnsweredError is
    raised, so that two agents do not answer the same message unseen.
    """
    author = _agent(agent)
    with desk.database.transaction():
        known = threads.load_at(desk.database, agent.site, number)
        thread = threads.hold(desk.database, known.site, known.account, known.id)
        last = threads.messages_of(desk.database, thread)[-1]
        if after and last.id != after:
            raise AnsweredError(number)
        person = accounts.load(desk.database, agent.site, thread.account)
        message = NewMessage(text[:TEXT_MOST], author.id, from_service=True)
        threads.add(desk.database, thread, message, now)
        _tell(desk, person, now)


def file_of(desk: Desk, visitor: Visitor, number: str, upload: str) -> KeptFile:
    """A file that came with a message of the visitor; raises NotFoundError."""
    thread = threads.load(desk.database, visitor.site, _account(visitor).id, number)
    return _file(desk, thread, upload)


def file_at(desk: Desk, agent: Visitor, number: str, upload: str) -> KeptFile:
    """A file that came with a message to the agent's site; raises NotFoundError."""
    _agent(agent)
    return _file(desk, threads.load_at(desk.database, agent.site, number), upload)


def _file(desk: Desk, thread: Thread, upload: str) -> KeptFile:
    """A file of a thread: named by one of its messages, and received from its person."""
    named = threads.files_of(threads.messages_of(desk.database, thread))
    if all(one["id"] != upload for one in named):
        raise NotFoundError("upload")
    found = uploads.load(desk.database, upload, owner_of(thread.site, thread.account))
    return KeptFile(found.name, found.media_type, found.size, desk.storage.open(found.storage_key))


def _settled(desk: Desk, visitor: Visitor, file: Mapping[str, Any]) -> dict[str, Any]:
    """What a message keeps of a file, which is on the disk itself then."""
    found = uploads.load(desk.database, str(file["id"]), visitor.owner)
    desk.storage.settle(found.storage_key)
    return {name: getattr(found, name) for name in NAMED}


def _tell(desk: Desk, person: Account, now: datetime) -> None:
    """Have a mail say that there is something to read, to whom can sign in to read it."""
    if person.closed_at is not None:
        return
    language = person.preferences.get("language") or desk.settings.language
    page = desk.address_of(person.site, ADDRESS)
    notify(desk, person.site, person.email, "message-recu", language, now, page_url=page)


def _account(visitor: Visitor) -> Account:
    if visitor.account is None:
        raise NotFoundError("account")
    return visitor.account


def _agent(agent: Visitor) -> Account:
    account = _account(agent)
    if not may(account.roles, "messages"):
        raise NotFoundError("role")
    return account
