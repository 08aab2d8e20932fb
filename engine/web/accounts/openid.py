"""Signing in with an identity provider: leaving for it, coming back from it, signing out of it.

The browser leaves by a page, not by the answer to a form: the policy on contents lets forms lead
to this site only.
"""

import logging
import secrets

from flask import Response, g, request

from engine.clock import now
from engine.errors import NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services import federating
from engine.services.federating import Carried, ProviderError, State
from engine.services.providing import provider_at
from engine.web.accounts import signing_in
from engine.web.addresses import local
from engine.web.kept import FOLLOWING, ask_for_code, go_on, kept_in_form
from engine.web.rendering import go_to, render
from engine.web.sessions import (
    SIGNED_IN,
    apply,
    browser,
    desk,
    half_signed_in,
    is_secure,
    kept_safe,
    site_name,
    site_or_none,
    visitor,
)

LOG = logging.getLogger("guichet")
ACCOUNT = "/connexion/openid/compte"
COOKIE = "guichet-fournisseur"
HOME = "/tableau-de-bord"
LASTING = 30 * 60
ASKED = ("state", "code", "iss", "error")
# What is said of each problem: a title, a text, a status.
PROBLEMS: dict[str, tuple[str, str, int]] = {
    "refused": (
        _("You did not sign in with {provider}"),
        _("You stopped, or {provider} refused. Nothing was lost: try again, or sign in otherwise."),
        403,
    ),
    "down": (
        _("{provider} does not answer"),
        _("It is not your fault. Try again in a few minutes, or sign in with a password."),
        503,
    ),
    "late": (
        _("The answer of {provider} came at the wrong time"),
        _("It was made too long ago, or by a clock that is wrong. Begin again."),
        422,
    ),
    "level": (
        _("{provider} is not sure enough of who you are"),
        _("This site asks for a surer way to identify yourself there. Begin again with another."),
        403,
    ),
    "answer": (
        _("The answer of {provider} cannot be used"),
        _("It is not the answer to your request: for your safety, it was put aside. Begin again."),
        422,
    ),
    "used": (
        _("This sign-in was already used"),
        _("The page was opened twice, or reloaded. Nothing was lost: begin again."),
        410,
    ),
    "unknown": (
        _("This sign-in did not begin here"),
        _("It began in another browser or at another site, or too long ago. Begin again."),
        410,
    ),
}


def start() -> Response:
    """Leave for the provider; what was asked for and typed comes back with the person."""
    require_provider()
    typed = tuple(kept_in_form())
    carried = Carried(asked_for(), typed)
    key = browser_key()
    try:
        address = federating.begin(desk(), site_name(), key, origin(), carried, now())
    except ProviderError as error:
        LOG.warning("identity provider of %s: %s", site_name(), error)
        return show_problem(error.problem.value, carried)
    language = visitor().language
    response = leave_for(
        address,
        gettext(language, "You are going to {provider}", provider=provider_label()),
        gettext(language, "Prove there who you are; you then come back here by yourself."),
    )
    response.set_cookie(key_name(), key, max_age=LASTING, **kept_safe())
    return response


def leave_for(address: str, title: str, text: str) -> Response:
    """The page that leads to the provider at once, and has a link for who is not led."""
    label = gettext(visitor().language, "Go on to {provider}", provider=provider_label())
    page = {"title": title, "text": text, "address": address, "label": label}
    return render("accounts/leaving.html", page)


def come_back() -> Response:
    """What the provider says, brought by the browser."""
    require_provider()
    said = {name: request.args[name] for name in ASKED if name in request.args}
    key = request.cookies.get(key_name(), "")
    back = federating.come_back(desk(), visitor(), key, said, browser(), now())
    if back.state is State.HELD:
        return go_to(ACCOUNT)
    if back.state is State.IN:
        return enter(back)
    return again(back) or show_problem(back.problem, back.carried)


def again(back: federating.Back) -> Response | None:
    """Where one is, when the page is reloaded once signed in; None when it is another problem."""
    if back.problem not in {"used", "unknown"}:
        return None
    address = local(back.carried.following or HOME)
    if half_signed_in() is not None:
        return ask_code(address, back.carried)
    return go_to(address) if visitor().account is not None else None


def enter(back: federating.Back) -> Response:
    """Have the browser signed in, and go on with what was being done."""
    apply(back.outcome)
    address = local(back.outcome.following)
    if half_signed_in() is None:
        return go_on(address, back.carried.typed)
    return ask_code(address, back.carried)


def ask_code(address: str, carried: Carried) -> Response:
    """Ask for the code of the second factor, which carries along what the person was doing."""
    g.following, g.kept = address, list(carried.typed)
    return ask_for_code()


def show_problem(problem: str, carried: Carried) -> Response:
    """Why one is not signed in, and what to do."""
    title, text, status = PROBLEMS[problem]
    language, site, label = visitor().language, site_or_none(), provider_label()
    page = {
        "title": gettext(language, title, provider=label),
        "text": gettext(language, text, provider=label),
        "provider": label,
        "following": carried.following,
        "hidden": carried.typed,
        "service": site.service.name if site else "",
        "phone": site.service.phone if site else "",
    }
    return render("accounts/openid_stopped.html", page, status)


def ask_password() -> Response:
    """The sign-in page, with what was carried so far."""
    g.following = asked_for()
    return signing_in.show()


def farewell(cookie: str) -> Response | None:
    """The page that signs out at the provider too; None when the session owes it nothing."""
    if not cookie.startswith(SIGNED_IN):
        return None
    token = cookie.removeprefix(SIGNED_IN)
    address = federating.farewell(desk(), site_name(), token, origin() + "/", now())
    if not address:
        return None
    language, label = visitor().language, provider_label()
    return leave_for(
        address,
        gettext(language, "You are signed out here"),
        gettext(language, "You are now signed out of {provider} too.", provider=label),
    )


def asked_for() -> str:
    """The page of this site that was asked for before, empty when there is none."""
    address = local(request.form.get(FOLLOWING, ""))
    return "" if address == "/" else address


def require_provider() -> None:
    """Raise NotFoundError at a site that has no provider."""
    if provider_at(desk(), site_name()) is None:
        raise NotFoundError("provider")


def provider_label() -> str:
    """What persons call the provider."""
    found = provider_at(desk(), site_name())
    return found.label if found else ""


def browser_key() -> str:
    """The secret of the browser, which alone can come back; that of another tab serves too."""
    return request.cookies.get(key_name()) or secrets.token_urlsafe(32)


def key_name() -> str:
    """The name of its cookie; over https, bound to the host."""
    return f"__Host-{COOKIE}" if is_secure() else COOKIE


def origin() -> str:
    """The host where the person is, which the provider must know: they come back to it."""
    scheme = "https" if is_secure() else "http"
    return f"{scheme}://{request.host}"
