"""What one agreed to, with its evidence."""

from flask import Response, current_app, request

from engine.clock import now
from engine.i18n import format_datetime, gettext
from engine.services import attesting, consenting
from engine.services.attesting import Proof
from engine.web.rendering import go_to, render
from engine.web.sessions import desk, require_person, visitor

ADDRESS = "/mon-compte/consentements"


def show() -> Response:
    """The evidence of all that one agreed to; what changed since, of form only."""
    require_person()
    if request.method == "POST":
        consenting.acknowledge(desk(), visitor(), now())
        return go_to(ADDRESS)
    language = visitor().language
    page = {
        "title": gettext(language, "What I agreed to"),
        "told": [
            {
                "title": one.body.title,
                "changes": one.body.changes,
                "url": f"/textes/{one.name}/{one.version.number}",
            }
            for one in consenting.told(desk(), visitor(), now())
        ],
        "consents": [line(one, language) for one in consenting.history(desk(), visitor())],
    }
    return render("rights/consents.html", page)


def line(one: Proof, language: str) -> dict[str, str]:
    """A consent as the list shows it."""
    return {
        "title": attesting.title_of(desk(), one, language),
        "version": one.version,
        "label": one.label,
        "at": format_datetime(one.at, language),
        "hash": one.sha256,
        "text_url": f"/textes/{one.text}/{one.version}",
        "pdf_url": f"{ADDRESS}/{one.id}.pdf",
    }


def attestation(consent: str) -> Response:
    """The attestation that one agreed, as a PDF."""
    require_person()
    document = attesting.attestation(desk(), visitor(), consent)
    response = current_app.make_response(document)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = 'attachment; filename="attestation.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response
