"""Which account is that of the person whom an identity provider names."""

import re
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from engine.clock import now
from engine.errors import NotAllowedError, NotFoundError
from engine.i18n import format_date, gettext
from engine.i18n import marked as _
from engine.services import federating, linking
from engine.services.acting import ActRefused
from engine.services.federating import Held
from engine.services.linking import Given, Pivot
from engine.services.providing import provider_at
from engine.web.accounts.openid import enter, key_name, provider_label
from engine.web.errors import error_page
from engine.web.rendering import go_to, render
from engine.web.sessions import browser, desk, require_person, site_name, visitor

MINE = "/mon-compte"
EMAIL = re.compile(r"[^@\s<>\x00]+@[^@\s<>\x00]+\.[^@\s<>\x00]+")
LONGEST_EMAIL = 254
UNPROCESSABLE, TOO_MANY = 422, 429
# What is said of each refusal, beside which control.
REFUSALS: dict[str, tuple[str, str]] = {
    "refused": (_("The e-mail address or the password is wrong."), "mot_de_passe"),
    "throttled": (
        _("Too many attempts. Try again in {wait} or reset your password."), "mot_de_passe"
    ),
    "code": (
        _("This account is protected by a code: give your password again, and the code."), "code"
    ),
    "wrong_code": (
        _("This code is wrong, or was used already. Wait for the next one and type it."), "code"
    ),
    "codes": (_("Too many wrong codes. Try again in 15 minutes."), "code"),
    "name": (
        _("This account is in the name of “{name}”. If it is yours, tick the box and give your"
          " password again."), "le_mien",
    ),
    "email": (_("Type a mail address such as name@example.com."), "courriel_nouveau"),
}  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    """What is said of what was given, and where."""

    text: str = ""
    control: str = ""
    key: str = ""


def show(refusal: Refusal = Refusal(), status: int = 200) -> Response:
    """The identity that the provider vouches for, and the ways to an account."""
    try:
        held = held_here()
    except NotFoundError:
        return go_to("/connexion")
    pivot, said = Pivot.of(held), provider_at(desk(), site_name())
    text, control = refusal.text, refusal.control
    asks_code = refusal.control == "code" or "code" in request.form
    page: dict[str, Any] = {
        "title": gettext(visitor().language, "Which account is yours?"),
        "provider": provider_label(),
        "pivot": shown(pivot),
        "errors": [{"field_id": control, "text": text}] if text else [],
        "email": request.form.get("courriel", pivot.email)[:LONGEST_EMAIL],
        "new_email": request.form.get("courriel_nouveau", pivot.email)[:LONGEST_EMAIL],
        "asks_code": asks_code,
        "code_error": text if control == "code" else "",
        "asks_mine": control == "le_mien" or "le_mien" in request.form,
        "mine_error": text if control == "le_mien" else "",
        "email_error": text if control == "courriel_nouveau" else "",
        "may_open": bool(said and said.opens),
    }
    return render("accounts/openid_account.html", page, status)


def shown(pivot: Pivot) -> list[tuple[str, str]]:
    """What the provider says, in words; what it does not say is left out."""
    language = visitor().language
    born = format_date(pivot.born, language) if pivot.born else ""
    rows = [
        (gettext(language, "Given names"), pivot.given_names),
        (gettext(language, "Family name"), pivot.family_name),
        (gettext(language, "Name in use"), pivot.used_name),
        (gettext(language, "Date of birth"), born),
        (gettext(language, "E-mail address"), pivot.email),
    ]
    return [(label, value) for label, value in rows if value]


def take() -> Response:
    """Link an account, open one, or give up."""
    try:
        held = held_here()
    except NotFoundError:
        return go_to("/connexion")
    action = request.form.get("_action", "")
    try:
        if action == "ouvrir":
            return opened(held)
        if action == "renoncer":
            federating.give_up(desk(), held)
            return go_to("/connexion")
        return linked(held)
    except ActRefused as refused:
        return refuse(refused)


def refuse(refused: ActRefused) -> Response:
    """The page again, with what is wrong."""
    words, control = REFUSALS[refused.key]
    text = gettext(visitor().language, words, **refused.values)
    status = TOO_MANY if refused.key in {"throttled", "codes"} else UNPROCESSABLE
    return show(Refusal(text, control, refused.key), status)


def linked(held: Held) -> Response:
    """Link the account whose password is given, and go on."""
    form = request.form
    given = Given(
        form.get("courriel", "")[:LONGEST_EMAIL],
        form.get("mot_de_passe", ""),
        form.get("code", "")[:20],
        form.get("le_mien") == "oui",
    )
    back = linking.link(desk(), visitor(), held, given, browser(), now())
    return enter(back)


def opened(held: Held) -> Response:
    """Open an account, to be confirmed by a mail."""
    email = request.form.get("courriel_nouveau", "").strip()
    if len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email):
        raise ActRefused("email")
    linking.open_account(desk(), visitor(), held, email, browser(), now())
    title = gettext(visitor().language, "Read your mails")
    page = {"title": title, "email": email, "provider": provider_label()}
    return render("accounts/openid_mail.html", page)


def held_here() -> Held:
    """Who the provider said it is, in this browser."""
    return federating.held_by(desk(), site_name(), request.cookies.get(key_name(), ""), now())


def unlink() -> Response:
    """Have one's account no longer signed in to with the provider."""
    who = require_person()
    try:
        linking.unlink(desk(), who, browser(), now())
    except NotAllowedError:
        said = gettext(who.language, "Choose a password first: nothing else opens your account.")
        link = {"url": "/demarches/mot-de-passe", "label": gettext(who.language, "Choose one")}
        return error_page(403, heading=said, links=[link])
    return go_to(MINE)
