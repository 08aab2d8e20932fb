"""Accounts: the addresses of this area."""

from flask import Blueprint, Response

from engine.errors import NotAllowedError
from engine.services.filling import NotFreshError
from engine.web.accounts import signing_in
from engine.web.errors import error_page
from engine.web.filling import starting
from engine.web.kept import ask_to_sign_in
from engine.web.lazily import lazily
from engine.web.sessions import visitor

area = Blueprint("accounts", __name__)


@area.get("/connexion")
def enter() -> Response:
    """The page where one signs in."""
    return signing_in.show()


@area.post("/connexion")
def signed_in() -> Response:
    """What was typed to sign in."""
    return starting.take_start(signing_in.PROCEDURE)


@area.post("/session")
def last() -> Response:
    """Have the session last: the page that asks for it has its cookie, and shows nothing."""
    return Response(status=204 if visitor().account else 401)


@area.post("/deconnexion")
def leave() -> Response:
    """Signing out."""
    return signing_in.leave()


area.post("/connexion/openid", endpoint="openid")(lazily("accounts.openid.start"))
area.get("/connexion/openid/retour", endpoint="openid_return")(lazily("accounts.openid.come_back"))
area.post("/connexion/openid/mot-de-passe", endpoint="openid_password")(
    lazily("accounts.openid.ask_password")
)
area.get("/connexion/openid/compte", endpoint="openid_account")(
    lazily("accounts.openid_account.show")
)
area.post("/connexion/openid/compte", endpoint="openid_take")(
    lazily("accounts.openid_account.take")
)
area.post("/mon-compte/fournisseur", endpoint="openid_unlink")(
    lazily("accounts.openid_account.unlink")
)
area.get("/connexion/code", endpoint="code")(lazily("accounts.codes.show_after_password"))
area.post("/connexion/code", endpoint="take_code")(lazily("accounts.codes.take_after_password"))
area.post("/connexion/secours", endpoint="take_recovery")(lazily("accounts.codes.take_recovery"))
area.post("/mon-compte/codes-de-secours", endpoint="make_recovery")(
    lazily("accounts.codes.make_recovery")
)
area.get("/mon-compte/double-authentification", endpoint="second_factor")(
    lazily("accounts.codes.show_mine")
)
area.post("/mon-compte/double-authentification", endpoint="set_second_factor")(
    lazily("accounts.codes.take_mine")
)
area.get("/liens/<token>", endpoint="link")(lazily("accounts.links.show"))
area.post("/liens/<token>", endpoint="use_link")(lazily("accounts.links.use"))
area.get("/mon-compte", endpoint="mine")(lazily("accounts.mine.show"))
area.get("/mon-compte/sessions", endpoint="sessions")(lazily("accounts.mine.show_sessions"))
area.post("/mon-compte/sessions", endpoint="end_sessions")(lazily("accounts.mine.end_sessions"))
area.get("/bureau/comptes", endpoint="of_site")(lazily("desk.accounts.accounts"))
area.post("/bureau/comptes", endpoint="search")(lazily("desk.accounts.search"))
area.get("/bureau/comptes/<account>", endpoint="of_person")(lazily("desk.accounts.one"))
area.post("/bureau/comptes/<account>/sessions", endpoint="end_all")(
    lazily("desk.accounts.end_sessions")
)
area.post("/bureau/comptes/<account>/double-authentification", endpoint="reset_second_factor")(
    lazily("desk.accounts.reset")
)
area.get("/_personnes", endpoint="persons")(lazily("accounts.continuing.show"))
area.post("/_personnes", endpoint="be_person")(lazily("accounts.continuing.take"))


@area.app_errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular; again, what wants it lately."""
    if visitor().account is None or isinstance(error, NotFreshError):
        return ask_to_sign_in()
    return error_page(403)
