"""From a page to an answer."""

from typing import Any

from flask import Response, g, make_response, redirect, render_template, request

from engine.accounts.lifetimes import IDLE
from engine.clock import now
from engine.definitions import Service, Site
from engine.definitions.naming import PROFILES
from engine.i18n import gettext
from engine.services.desk import PARIS
from engine.web.languages import address_for_choice, offered
from engine.web.sessions import desk, form_token, site_or_none, visitor

# The procedure with which a person changes what their account knows.
INFORMATION = "mes-informations"


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
    known = changing()
    site = known["site_model"]
    return {
        **known,
        "site": shown_site(site) if site else None,
        "idle_seconds": int(IDLE.total_seconds()),
    }


def changing() -> dict[str, Any]:
    """What of it may change from one request to the next."""
    who = visitor()
    site = site_or_none()
    person = None
    if who.account is not None:
        person = {
            "name": who.account.name,
            "profile": profile_label(who.account.profile, who.language, site),
        }
    return {
        "site_model": site,
        "person": person,
        "language": who.language,
        "languages": offered(),
        "here": address_for_choice(),
        "csrf": form_token(),
        "partial": bool(request.headers.get("HX-Request")),
        # How a procedure is looked at by whoever writes it; None for everybody else.
        "preview": g.get("preview"),
    }


def shown_site(site: Site) -> dict[str, Any]:
    """The site as the frame of every page shows it."""
    offered = desk().catalogue.names(site.name)
    return {
        "name": site.title,
        "service": service_line(site.service),
        "accessibility": site.legal.accessibility.state(now().astimezone(PARIS).date()),
        "information": f"/demarches/{INFORMATION}" if INFORMATION in offered else None,
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


def profile_label(profile: str, language: str, site: Site | None = None) -> str:
    """What a person reads of a profile, in the words of the site if it has its own."""
    own = site.profiles.get(profile) if site else None
    return own or gettext(language, PROFILES.get(profile, profile))


def go_to(address: str, *, whole: bool = False) -> Response:
    """Send the browser to another page, to be read with GET.

    When it is somebody else's browser from now on, or nobody's, the page is loaded whole: htmx
    would only exchange its middle, under the menu of before. So it is when `whole` tells that the
    head of the page is another too.
    """
    whole = whole or g.get("new_cookie") is not None
    if whole and request.headers.get("HX-Request"):
        response = make_response("", 200)
        response.headers["HX-Redirect"] = address
        response.headers["Cache-Control"] = "no-store"
        return response
    return make_response(redirect(address, 303))
