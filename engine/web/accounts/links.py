"""The links of mails: looking at one changes nothing, a button uses it."""

from urllib.parse import urlencode

from flask import Response

from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.services import confirming
from engine.web.addresses import local
from engine.web.rendering import go_to, render
from engine.web.sessions import apply, browser, desk, site_name, visitor

RESET = "reset_password"
CHOOSING = "/demarches/nouveau-mot-de-passe"
GONE = 410


def show(token: str) -> Response:
    """What a link is for. The programmes that read mails open links: this uses none."""
    try:
        link = confirming.open_link(desk(), site_name(), token, now())
    except NotFoundError:
        return show_over()
    if link.purpose == RESET:
        return go_to(f"{CHOOSING}?{urlencode({'jeton': token})}")
    language = visitor().language
    is_activation = link.purpose == "verify_email"
    page = {
        "title": gettext(language, "Activate my account")
        if is_activation
        else gettext(language, "Confirm my address"),
        "is_activation": is_activation,
        "action": f"/liens/{token}",
    }
    return render("accounts/link.html", page)


def use(token: str) -> Response:
    """Use a link that confirms an address."""
    try:
        outcome = confirming.confirm(desk(), visitor(), token, browser(), now())
    except NotFoundError:
        return show_over()
    apply(outcome)
    return go_to(local(outcome.following))


def show_over() -> Response:
    """What is said of a link that does not serve, or no longer."""
    page = {"title": gettext(visitor().language, "This link is no longer valid")}
    return render("accounts/link_over.html", page, GONE)
