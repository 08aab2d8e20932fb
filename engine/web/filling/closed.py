"""What is said of a procedure out of its season."""

from flask import Response

from engine.definitions import Site
from engine.definitions.site import record_of
from engine.i18n import format_day_of_year, gettext
from engine.i18n import marked as _
from engine.services.catalogue import Served
from engine.services.filling import ClosedError
from engine.web.errors import error_page
from engine.web.sessions import speak, visitor

SEASON = _("It is open from {first} to {last}.")


def show_closed(error: ClosedError) -> Response:
    """The page of a procedure out of its season."""
    speak(error.served.procedure.languages)
    language = visitor().language
    return error_page(
        403,
        heading=gettext(language, "This procedure is closed"),
        text=closed_text(error.served, language),
        advice=gettext(language, "What you have begun is kept: you find it in “My submissions”."),
    )


def closed_text(served: Served, language: str) -> str:
    """When a procedure is open, in the words of its author if there are any."""
    opening = served.procedure.opening
    if opening is None:
        return ""
    if opening.closed is not None:
        site: Site = served.site
        said: str = opening.closed.render({"site": record_of(site)}, language)
        return said
    days = (opening.first, opening.last)
    first, last = (
        format_day_of_year(one.as_date(), language, with_year=not one.of_every_year) for one in days
    )
    return gettext(language, SEASON, first=first, last=last)
