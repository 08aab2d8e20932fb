"""From a page to an answer."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request

from engine.definitions import Service
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.web.sessions import desk, form_token, visitor

PROFILES = {
    "particulier": _("Private person"),
    "exploitant": _("Farmer"),
    "employeur": _("Employer"),
}


def render(template: str, page: Any, status: int = 200, **more: Any) -> Response:
    """The page drawn whole, or only its block `main` when htmx asks."""
    return answer(render_template(template, page=page, **common(), **more), status)


def answer(html: str, status: int) -> Response:
    """HTML as an answer that no cache keeps."""
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("HX-Request")
    return response


def common() -> dict[str, Any]:
    """What every template knows."""
    who = visitor()
    site = desk().catalogue.library.site
    person = None
    if who.account is not None:
        person = {
            "name": who.account.name,
            "profile": profile_label(who.account.profile, who.language),
        }
    return {
        "site_model": site,
        "site": {"name": site.title, "service": service_line(site.service)} if site else None,
        "person": person,
        "language": who.language,
        "csrf": form_token(),
        "partial": bool(request.headers.get("HX-Request")),
    }


def service_line(service: Service) -> dict[str, str]:
    """The service as templates show it: its address on one line."""
    return {
        "name": service.name,
        "address": ", ".join(service.address),
        "email": service.email,
        "phone": service.phone,
        "hours": service.hours,
    }


def profile_label(profile: str, language: str) -> str:
    """What a person reads of a profile."""
    return gettext(language, PROFILES.get(profile, profile))


def go_to(address: str) -> Response:
    """Send the browser to another page, to be read with GET."""
    return make_response(redirect(address, 303))
