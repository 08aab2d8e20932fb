"""The links of mails: looking at one changes nothing, a button uses it."""

from urllib.parse import urlencode

from flask import Response, request

from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.services import confirming
from engine.services.acting import ActRefused
from engine.services.confirming import OpenedLink
from engine.services.providing import provider_at
from engine.web.addresses import local
from engine.web.rendering import go_to, render
from engine.web.sessions import apply, browser, desk, site_name, visitor

RESET = "reset_password"
CHOOSING = "/demarches/nouveau-mot-de-passe"
GONE = 410
TOO_MANY = 429
UNPROCESSABLE = 422


def show(token: str) -> Response:
    """What a link is for. The programmes that read mails open links: this uses none."""
    try:
        link = confirming.open_link(desk(), site_name(), token, now())
    except NotFoundError:
        return show_over()
    if link.purpose == RESET:
        return go_to(f"{CHOOSING}?{urlencode({'jeton': token})}")
    return show_link(token, link)


def show_link(token: str, link: OpenedLink, error: str = "", status: int = 200) -> Response:
    """The page whose button uses a link, with what else it asks."""
    language, provider = visitor().language, provider_at(desk(), site_name())
    is_activation = link.purpose == "verify_email"
    page = {
        "title": gettext(language, "Activate my account")
        if is_activation
        else gettext(language, "Confirm my address"),
        "is_activation": is_activation,
        "action": f"/liens/{token}",
        "asks": link.asks,
        "provider": provider.label if provider else "",
        "errors": [{"field_id": "mot_de_passe", "text": error}] if error else [],
        "error": error,
    }
    return render("accounts/link.html", page, status)


def use(token: str) -> Response:
    """Use a link that confirms an address."""
    password = request.form.get("mot_de_passe", "")
    try:
        outcome = confirming.confirm(desk(), visitor(), token, browser(), now(), password)
    except NotFoundError:
        return show_over()
    except ActRefused as refused:
        return show_refused(token, refused)
    apply(outcome)
    return go_to(local(outcome.following))


def show_refused(token: str, refused: ActRefused) -> Response:
    """The page again, with why its password does not do."""
    language, is_late = visitor().language, refused.key == "throttled"
    said = (
        gettext(language, "Too many attempts. Try again in {wait}.", **refused.values)
        if is_late
        else gettext(language, "This is not the password that you chose when activating.")
    )
    link = confirming.open_link(desk(), site_name(), token, now())
    return show_link(token, link, said, TOO_MANY if is_late else UNPROCESSABLE)


def show_over() -> Response:
    """What is said of a link that does not serve, or no longer."""
    page = {"title": gettext(visitor().language, "This link is no longer valid")}
    return render("accounts/link_over.html", page, GONE)
