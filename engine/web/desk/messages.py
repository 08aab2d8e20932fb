"""The messages that persons wrote, for the agents who answer."""

from flask import Blueprint, Response, request

from engine.clock import now
from engine.errors import NotAllowedError
from engine.i18n import format_datetime, format_decimal, gettext
from engine.i18n import marked as _
from engine.services import messaging
from engine.services.messaging import AnsweredError
from engine.web.errors import error_page
from engine.web.kept import ask_to_sign_in
from engine.web.rendering import go_to
from engine.web.sessions import desk, require_role, visitor
from engine.web.space.messages import ThreadLine, ThreadPage, ThreadsPage, lines_of, saved
from engine.web.space.showing import show, site

area = Blueprint("desk_messages", __name__)
ADDRESS = "/bureau/messages"
UNPROCESSABLE, CONFLICT = 422, 409
EMPTY = _("Write your answer.")
TOO_LONG = _("Your answer is too long: {limit} characters at most ({length} now).")
MEANWHILE = _("Another message came meanwhile. Read it, then send your answer again.")


@area.get(ADDRESS)
def threads() -> Response:
    """The exchanges of the site: those that wait for an answer first."""
    require_role("agent")
    language = visitor().language
    lines = [
        ThreadLine(
            subject=one.thread.subject,
            url=f"{ADDRESS}/{one.thread.id}",
            changed_at=format_datetime(one.thread.changed_at, language),
            name=one.name,
            waits=one.waits,
        )
        for one in messaging.threads_at(desk(), visitor())
    ]
    title = gettext(language, "Messages received")
    return show("messages/desk_threads.html", ThreadsPage(title, title, "/bureau", tuple(lines)))


@area.get(f"{ADDRESS}/<thread>")
def thread(thread: str) -> Response:
    """One exchange, and the form of an answer."""
    require_role("agent")
    return show_thread(thread)


@area.post(f"{ADDRESS}/<thread>")
def answer(thread: str) -> Response:
    """An answer."""
    require_role("agent")
    language = visitor().language
    text = request.form.get("texte", "").replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        return show_thread(thread, text, gettext(language, EMPTY))
    if len(text) > messaging.TEXT_MOST:
        limit, length = (format_decimal(n, language) for n in (messaging.TEXT_MOST, len(text)))
        return show_thread(thread, text, gettext(language, TOO_LONG, limit=limit, length=length))
    try:
        messaging.answer(desk(), visitor(), thread, text, now(), request.form.get("apres", ""))
    except AnsweredError:
        return show_thread(thread, text, gettext(language, MEANWHILE), CONFLICT)
    return go_to(f"{ADDRESS}/{thread}")


def show_thread(
    number: str, typed: str = "", error: str = "", status: int = UNPROCESSABLE
) -> Response:
    """The page of an exchange, with what was typed and what is wrong with it."""
    exchange = messaging.exchange_at(desk(), visitor(), number)
    person, subject = exchange.person, exchange.thread.subject
    page = ThreadPage(
        title=f"{subject} – {person.name}",
        heading=subject,
        back=ADDRESS,
        messages=tuple(lines_of(exchange, ADDRESS, person.name, site().service.name, mine=True)),
        reference=exchange.thread.submission or "",
        answer_url=f"{ADDRESS}/{number}",
        person=person.name,
        email=person.email,
        last=exchange.last,
        is_closed=person.closed_at is not None,
        typed=typed,
        errors=({"field_id": "texte", "text": error},) if error else (),
    )
    return show("messages/desk_thread.html", page, status if error else 200)


@area.get(f"{ADDRESS}/<thread>/fichiers/<upload>")
def file(thread: str, upload: str) -> Response:
    """A file that a person sent with a message, to be saved and not opened by the browser."""
    require_role("agent")
    return saved(messaging.file_at(desk(), visitor(), thread, upload))


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)
