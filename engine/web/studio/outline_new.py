"""The page on which a procedure is begun."""

from collections.abc import Mapping

from flask import Response, request

from engine.clock import now
from engine.definitions.naming import PROFILES
from engine.editing.keys import word_of
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services.desk import Visitor
from engine.services.studio.beginning import AUDIENCES, COPY, NATURES, SKELETONS, Wish, begin
from engine.services.studio.catalogue import procedures_of
from engine.web.rendering import go_to
from engine.web.sessions import desk, site_or_none
from engine.web.studio.editor import address_of
from engine.web.studio.showing import require_author
from engine.web.studio.showing import show as show_page

LONGEST = 400


def show() -> Response:
    """The form, with the procedure to copy when the address names one."""
    who = require_author()
    return drawn(who, Wish("", begins="blank"), {}, 200)


def create() -> Response:
    """Begin a procedure, and go to its outline."""
    who = require_author()
    wish = Wish(
        title=" ".join(request.form.get("title", "")[:LONGEST].split()),
        name=request.form.get("name", "")[:LONGEST].strip(),
        audience=chosen("for", audiences(who)),
        nature=chosen("nature", dict.fromkeys(NATURES, "")),
        begins=chosen("begins", beginnings(who)),
    )
    begun = begin(desk(), who, wish, now())
    if isinstance(begun, str):
        return go_to(f"{address_of(begun)}?element=/steps/0&sur=question", whole=True)
    return drawn(who, wish, begun, 422)


def chosen(name: str, known: Mapping[str, str]) -> str:
    """What was chosen among what is known, else the first."""
    typed = request.form.get(name, "")
    return typed if typed in known else next(iter(known))


def drawn(who: Visitor, wish: Wish, errors: Mapping[str, str], status: int) -> Response:
    """The page."""
    page = {
        "title": gettext(who.language, _("New procedure")),
        "wish": wish,
        "errors": errors,
        "audiences": audiences(who),
        "natures": {one: gettext(who.language, word_of("nature", one)) for one in NATURES},
        "beginnings": beginnings(who),
    }
    return show_page("studio/outline_new.html", page, status)


def audiences(who: Visitor) -> dict[str, str]:
    """For whom a procedure may be."""
    site = site_or_none()
    own = site.profiles if site else {}
    known = {name: gettext(who.language, said) for name, said in AUDIENCES.items()}
    profiles = {
        name: said or gettext(who.language, PROFILES.get(name, name)) for name, said in own.items()
    }
    return {**known, **profiles}


def beginnings(who: Visitor) -> dict[str, str]:
    """With what a procedure may begin."""
    skeletons = {name: gettext(who.language, said) for name, said in SKELETONS.items()}
    message = _("A copy of “{title}”")
    others = {
        COPY + one.name: gettext(who.language, message, title=one.title)
        for one in procedures_of(desk(), who, now())
    }
    return {**skeletons, **others}
