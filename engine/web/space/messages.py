"""The messages between a person and the service, as the person reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response

from engine.clock import now
from engine.errors import NotAllowedError
from engine.i18n import format_datetime, format_size, gettext
from engine.services import messaging
from engine.services.messaging import ADDRESS, Exchange
from engine.web.addresses import receipt_address
from engine.web.errors import error_page
from engine.web.filling.files import streamed
from engine.web.kept import ask_to_sign_in
from engine.web.sessions import desk, require_person, visitor
from engine.web.space.showing import show, site

area = Blueprint("messages", __name__)
WRITE = "/demarches/message"
DASHBOARD = "/tableau-de-bord"


@dataclass(frozen=True)
class ThreadLine:
    """A thread among others."""

    subject: str
    url: str
    changed_at: str
    unread: int = 0
    name: str = ""
    waits: bool = False


@dataclass(frozen=True)
class FileLine:
    """A file that came with a message."""

    name: str
    url: str
    size: str
    pages: int | None


@dataclass(frozen=True)
class MessageLine:
    """A message of an exchange."""

    who: str
    when: str
    text: str
    is_mine: bool
    files: tuple[FileLine, ...]


@dataclass(frozen=True)
class ThreadsPage:
    """The threads of somebody."""

    title: str
    heading: str
    back: str
    threads: tuple[ThreadLine, ...]
    write_url: str = ""


@dataclass(frozen=True)
class ThreadPage:
    """An exchange."""

    title: str
    heading: str
    back: str
    messages: tuple[MessageLine, ...]
    reference: str
    answer_url: str
    receipt_url: str = ""
    person: str = ""
    email: str = ""
    last: str = ""
    limit: int = messaging.TEXT_MOST
    is_closed: bool = False
    typed: str = ""
    errors: tuple[dict[str, str], ...] = ()


@area.get(ADDRESS)
def threads() -> Response:
    """All the exchanges of the person."""
    require_person()
    language = visitor().language
    lines = [
        ThreadLine(
            subject=one.thread.subject,
            url=f"{ADDRESS}/{one.thread.id}",
            changed_at=format_datetime(one.thread.changed_at, language),
            unread=one.unread,
        )
        for one in messaging.threads_of(desk(), visitor())
    ]
    title = gettext(language, "My messages")
    page = ThreadsPage(title, title, DASHBOARD, tuple(lines), write_address())
    return show("messages/threads.html", page)


def write_address(thread: str = "") -> str:
    """Where one writes to the service, empty where the site does not offer it."""
    if WRITE.rpartition("/")[2] not in desk().catalogue.names(visitor().site):
        return ""
    return f"{WRITE}?fil={quote(thread)}" if thread else WRITE


@area.get(f"{ADDRESS}/<thread>")
def thread(thread: str) -> Response:
    """One exchange, whose messages are read then."""
    require_person()
    exchange = messaging.open_thread(desk(), visitor(), thread, now())
    subject, reference = exchange.thread.subject, exchange.thread.submission or ""
    you, service = gettext(visitor().language, "You"), site().service.name
    page = ThreadPage(
        title=subject,
        heading=subject,
        back=ADDRESS,
        messages=tuple(lines_of(exchange, ADDRESS, you, service)),
        reference=reference,
        receipt_url=receipt_address(reference) if reference else "",
        answer_url=write_address(exchange.thread.id),
    )
    return show("messages/thread.html", page)


def lines_of(
    exchange: Exchange, root: str, person: str, service: str, *, mine: bool = False
) -> Iterable[MessageLine]:
    """The messages as one side reads them: `mine` are those of the service, or of the person."""
    language, folder = visitor().language, f"{root}/{exchange.thread.id}/fichiers"
    for one in exchange.messages:
        agent = f"{one.name}, {service}" if one.name else service
        yield MessageLine(
            who=agent if one.from_service else person,
            when=format_datetime(one.sent_at, language),
            text=one.text,
            is_mine=one.from_service is mine,
            files=tuple(file_line(file, folder, language) for file in one.files),
        )


def file_line(file: Any, folder: str, language: str) -> FileLine:
    """A file, and where it is read."""
    size = format_size(file["size"], language)
    return FileLine(file["name"], f"{folder}/{quote(file['id'])}", size, file.get("pages"))


@area.get(f"{ADDRESS}/<thread>/fichiers/<upload>")
def file(thread: str, upload: str) -> Response:
    """A file that came with a message, to be saved and not opened by the browser."""
    require_person()
    return saved(messaging.file_of(desk(), visitor(), thread, upload))


def saved(found: Any) -> Response:
    """A file as it was received, which the browser saves."""
    response = streamed(found)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return response


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)
