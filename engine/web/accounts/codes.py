"""The second factor: its code after the password, and setting it up or taking it away."""

import segno
from flask import Response, g, request
from markupsafe import Markup

from engine.clock import now
from engine.i18n import gettext
from engine.services import recovering, second_factor
from engine.services.desk import Visitor
from engine.services.filling import NotFreshError
from engine.services.second_factor import TooManyCodesError
from engine.web.addresses import local
from engine.web.kept import FOLLOWING, following, go_on, kept_typed
from engine.web.rendering import go_to, render
from engine.web.sessions import (
    browser,
    desk,
    half_signed_in,
    know_again,
    require_person,
    sign_out,
    visitor,
)
from engine.web.space.showing import show as show_page

CODE_ADDRESS = "/connexion/code"
OF_ACCOUNT = "/mon-compte/double-authentification"
HOME = "/tableau-de-bord"
UNPROCESSABLE = 422
TOO_MANY = 429


def show_after_password(error: str = "", status: int = 200, control: str = "code") -> Response:
    """The code is asked for after the password; whoever must have a second factor sets it up."""
    who = half_signed_in()
    if who is None:
        return go_to(HOME if visitor().account else "/connexion")
    return show(who, CODE_ADDRESS, error, status, control)


def take_after_password() -> Response:
    """The code that was typed after the password."""
    who = half_signed_in()
    if who is None:
        return go_to("/connexion")
    try:
        is_right = second_factor.give_code(desk(), who, browser(), typed(), now())
    except TooManyCodesError:
        sign_out()
        return show_after_password(said_too_many(), TOO_MANY)
    if not is_right:
        return show_after_password(said_wrong(), UNPROCESSABLE)
    know_again()
    return go_on(local(request.form.get(FOLLOWING) or HOME))


def take_recovery() -> Response:
    """A recovery code, typed after the password in place of the code of a lost telephone."""
    who = half_signed_in()
    if who is None:
        return go_to("/connexion")
    try:
        is_right = recovering.recover(
            desk(), who, browser(), request.form.get("secours", ""), now()
        )
    except TooManyCodesError:
        sign_out()
        return show_after_password(said_too_many(), TOO_MANY, "secours")
    if not is_right:
        said = gettext(visitor().language, "This recovery code is wrong, or was used already.")
        return show_after_password(said, UNPROCESSABLE, "secours")
    know_again()
    if half_signed_in() is not None:
        g.following = local(request.form.get(FOLLOWING) or HOME)
        return show_after_password()
    return go_on(local(request.form.get(FOLLOWING) or HOME))


def make_recovery() -> Response:
    """New recovery codes: this page shows them once."""
    who = require_fresh()
    codes = recovering.make_codes(desk(), who, browser(), now())
    page = {"title": gettext(who.language, "Your recovery codes"), "codes": codes}
    return show_page("accounts/recovery.html", page)


def show_mine(error: str = "", status: int = 200) -> Response:
    """The second factor of who is signed in."""
    return show(require_fresh(), OF_ACCOUNT, error, status)


def take_mine() -> Response:
    """Set the second factor up, or take it away."""
    who = require_fresh()
    act = second_factor.remove if request.form.get("_action") == "retirer" else None
    try:
        is_right = (act or second_factor.give_code)(desk(), who, browser(), typed(), now())
    except TooManyCodesError:
        return show_mine(said_too_many(), TOO_MANY)
    return go_to(OF_ACCOUNT) if is_right else show_mine(said_wrong(), UNPROCESSABLE)


def require_fresh() -> Visitor:
    """Who is signed in, and proved lately that it is them: NotFreshError leads to doing so."""
    who = require_person()
    if not who.is_fresh(now()):
        raise NotFreshError(OF_ACCOUNT)
    return who


def show(who: Visitor, address: str, error: str, status: int, control: str = "code") -> Response:
    """The page that asks for a code: with what an application needs while nothing is set up."""
    account, language = who.account, visitor().language
    if account is None:
        return go_to("/connexion")
    is_set = second_factor.has_it(account)
    to_set_up = None if is_set else second_factor.enrolment(desk(), account)
    page = {
        "title": gettext(language, "Code of your application")
        if is_set
        else gettext(language, "Protect your account with a code"),
        "action": address,
        "error": error if control == "code" else "",
        "recovery_error": error if control == "secours" else "",
        "recovery_codes": recovering.remaining(desk(), account) if is_set else 0,
        "errors": [{"field_id": control, "text": error}] if error else [],
        "is_set": is_set,
        "is_mine": address == OF_ACCOUNT,
        "may_remove": is_set and address == OF_ACCOUNT and not account.roles,
        "secret": to_set_up.in_groups if to_set_up else "",
        "qr": qr_of(to_set_up.uri) if to_set_up else "",
        "email": account.email,
        "hidden": [*kept_typed(), (FOLLOWING, following())],
    }
    return render("accounts/code.html", page, status)


def qr_of(text: str) -> Markup:
    """A QR code to read with a telephone, drawn in black on white whatever the theme."""
    drawn = segno.make(text, error="m").svg_inline(scale=5, border=4, dark="#000", light="#fff")
    return Markup(drawn)  # noqa: S704 - drawn here, from numbers


def typed() -> str:
    """The code in the form."""
    return request.form.get("code", "")[:20]


def said_wrong() -> str:
    """What is said of a code that is not right."""
    return gettext(
        visitor().language,
        "This code is wrong, or was used already. Wait for the next one and type it.",
    )


def said_too_many() -> str:
    """What is said after too many codes."""
    return gettext(visitor().language, "Too many wrong codes. Try again in 15 minutes.")
