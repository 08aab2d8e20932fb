"""The persons who work at the site: their roles, given and taken away by its operators."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from engine.accounts.roles import ROLES
from engine.clock import now
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services import looking_after
from engine.services.desk import Visitor
from engine.services.filling import NotFreshError
from engine.services.looking_after import Account
from engine.services.second_factor import has_it
from engine.services.studio import roles
from engine.services.studio.roles import LastOperatorError
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor
from engine.web.studio.showing import ADDRESS, require_right, show

PERSONS = f"{ADDRESS}/personnes"
RIGHT = "roles"
LONGEST_SEARCH = 254
CONFLICT = 409
# Each role with what it is called, and what it opens.
WORDS: Mapping[str, tuple[str, str]] = {
    "agent": (_("Agent"), _("answers messages, decides on requests, looks after letters")),
    "author": (_("Author"), _("writes procedures, publishes them and takes them back")),
    "contributor": (_("Contributor"), _("writes procedures; somebody else publishes")),
    "operator": (_("Operator"), _("gives roles, helps with accounts, reads the register")),
}
LAST = _("Nobody would be left to give roles: make somebody else an operator first.")


def home() -> Response:
    """Those who have a role; any account of the site when one looks for it."""
    return shown(require_right(RIGHT))


def change() -> Response:
    """Give an account its roles; one proves lately that it is oneself."""
    who = require_right(RIGHT)
    if not who.is_fresh(now()):
        raise NotFreshError(PERSONS)
    account = request.form.get("compte", "")
    try:
        after = roles.give(desk(), who, account, request.form.getlist("roles"), now())
    except LastOperatorError:
        return shown(who, gettext(who.language, LAST), CONFLICT)
    return go_to(f"{PERSONS}?fait={after.id}")


def shown(who: Visitor, error: str = "", status: int = 200) -> Response:
    """The page; `error` says what was not done."""
    asked = request.args.get("recherche", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    working = roles.workers(desk(), who.site)
    found = looking_after.search(desk(), who.site, asked) if asked else working
    page = {
        "title": gettext(who.language, "Persons of the site"),
        "asked": asked,
        "error": error,
        "done": done(working + found),
        "lines": [line(number, one, who) for number, one in enumerate(found)],
        "roles": [(role, *map(said, WORDS[role])) for role in ROLES],
        "letters": f"{PERSONS}/courriers",
    }
    return show("studio/persons.html", page, status)


def said(text: str) -> str:
    """A text in the language of the visitor."""
    return gettext(visitor().language, text)


def done(known: list[Account]) -> str:
    """Whose roles were just changed."""
    wanted = request.args.get("fait", "")
    names = (one.name or one.email for one in known if one.id == wanted)
    name = next(names, "")
    if not name:
        return ""
    return gettext(visitor().language, _("The roles of {name} are changed."), name=name)


def line(number: int, one: Account, who: Visitor) -> dict[str, Any]:
    """An account as the page shows it."""
    return {
        "number": number,
        "id": one.id,
        "name": one.name or one.email,
        "email": one.email,
        "roles": one.roles,
        "is_own": who.account is not None and who.account.id == one.id,
        "has_second_factor": has_it(one),
    }
