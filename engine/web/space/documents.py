"""The documents of a person."""

from flask import Response, make_response

from engine.errors import NotFoundError
from engine.i18n import marked as _
from engine.services.tasks import offered
from engine.web.sessions import desk, require_person
from engine.web.space.boards import DASHBOARD
from engine.web.space.helping import LinesPage
from engine.web.space.showing import facts_now, show, site


def documents() -> Response:
    """All the documents that are there for the person."""
    require_person()
    facts = facts_now()
    title = facts.say(_("My documents"))
    empty = facts.say(_("No document for the moment. Your receipts will be kept here."))
    page = LinesPage(title, title, tuple(facts.documents()), empty, DASHBOARD)
    return show("space/lines.html", page)


def guide() -> Response:
    """The guide made from the procedures of the site, as a PDF."""
    require_person()
    make = offered("guiding", "guide_pdf")
    if site().guide is None or make is None:
        raise NotFoundError("guide")
    response = make_response(make(desk(), site()))
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = 'attachment; filename="guide.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response
