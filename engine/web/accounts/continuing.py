"""A page of development, where one continues as somebody invented, without password."""

from flask import Response, request

from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.services.demonstration import PERSONS
from engine.services.signing_in import sign_in_as
from engine.web.addresses import local
from engine.web.kept import FOLLOWING
from engine.web.rendering import go_to, profile_label, render
from engine.web.sessions import apply, browser, desk, site_or_none, visitor

ADDRESS = "/_personnes"


def show() -> Response:
    """Who one may continue as."""
    if not desk().settings.development:
        raise NotFoundError("development")
    language = visitor().language
    heading = gettext(language, "Continue as")
    page = {
        "title": heading,
        "heading": heading,
        "action": ADDRESS,
        "next": local(request.args.get(FOLLOWING, "/")),
        "persons": [
            {
                "id": one.id,
                "name": one.name,
                "profile": profile_label(one.profile, language, site_or_none()),
                "description": one.description,
            }
            for one in PERSONS
        ],
    }
    return render("accounts/continue_as.html", page)


def take() -> Response:
    """Sign in as the person chosen, and go on."""
    person = request.form.get("personne", "")
    apply(sign_in_as(desk(), visitor(), person, browser(), now()))
    return go_to(local(request.form.get(FOLLOWING, "/")))
