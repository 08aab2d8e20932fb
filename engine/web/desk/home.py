"""What those who work at a site can do there, and what waits for them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from flask import Blueprint, Response

from engine.accounts.roles import may
from engine.errors import NotAllowedError, NotFoundError
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.services.backlog import backlog_of
from engine.web.errors import error_page
from engine.web.kept import ask_to_sign_in
from engine.web.lazily import lazily
from engine.web.sessions import desk, require_person, visitor
from engine.web.space.showing import show

area = Blueprint("desk_home", __name__)
ADDRESS = "/bureau"
NOTHING = _("Nothing waits for you.")


@dataclass(frozen=True)
class Door:
    """A way to a page of the desk, with what is found there."""

    label: str
    url: str
    hint: str
    waits: bool = False


@dataclass(frozen=True)
class DeskPage:
    """The desk: what one may open."""

    title: str
    heading: str
    doors: tuple[Door, ...]


@area.get(ADDRESS)
def home() -> Response:
    """The desk of an agent or of an operator; for anybody else it does not exist."""
    account = require_person().account
    roles = account.roles if account else ()
    doors = tuple(doors_of(roles, visitor().language))
    if not doors:
        raise NotFoundError("role")
    title = gettext(visitor().language, "Desk of agents")
    return show("desk/home.html", DeskPage(title, title, doors))


def doors_of(roles: Collection[str], language: str) -> Iterator[Door]:
    """The ways that roles open."""
    if may(roles, "messages"):
        yield from doors_of_agents(language)
    if may(roles, "plans"):
        label = gettext(language, "Plans of the procedures")
        hint = gettext(language, "The flow of each procedure, as a picture and in words.")
        yield Door(label, f"{ADDRESS}/demarches", hint)
    if may(roles, "definitions"):
        label = gettext(language, "Studio")
        hint = gettext(language, "Write, try, compare and publish procedures.")
        yield Door(label, "/studio", hint)
    if may(roles, "register"):
        label = gettext(language, "Register of processing")
        hint = gettext(language, "What the site does with personal data.")
        yield Door(label, f"{ADDRESS}/registre", hint)
    if may(roles, "accounts"):
        label = gettext(language, "Accounts")
        hint = gettext(language, "Help a person who lost their telephone, sign them out.")
        yield Door(label, f"{ADDRESS}/comptes", hint)


def doors_of_agents(language: str) -> Iterator[Door]:
    """The ways of agents: what waits, and the letters."""
    found = backlog_of(desk(), visitor())
    one, many = _("{n} message waits for an answer."), _("{n} messages wait for an answer.")
    label = gettext(language, "Messages received")
    yield waiting(label, "messages", (one, many), found.messages, language)
    one, many = _("{n} request waits for a decision."), _("{n} requests wait for a decision.")
    label = gettext(language, "Requests for changes")
    yield waiting(label, "demandes", (one, many), found.requests, language)
    label = gettext(language, "Requests for erasure")
    yield waiting(label, "effacements", (one, many), found.erasures, language)
    label = gettext(language, "Invitations by post")
    hint = gettext(language, "Letters with an activation code: look them up, make them again.")
    yield Door(label, f"{ADDRESS}/invitations", hint)


def waiting(label: str, page: str, words: tuple[str, str], n: int, language: str) -> Door:
    """The way to what waits, with how much of it does."""
    hint = ngettext(language, *words, n) if n else gettext(language, NOTHING)
    return Door(label, f"{ADDRESS}/{page}", hint, waits=n > 0)


area.get(f"{ADDRESS}/demarches", endpoint="plans")(lazily("desk.plans.plans"))
area.get(f"{ADDRESS}/demarches/<procedure>/plan", endpoint="plan")(lazily("desk.plans.plan"))


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)
