"""Legal pages: texts and their versions, accessibility, data, cookies, who publishes the site.

Anybody reads them, signed in or not, whatever they still have to agree to.
"""

from flask import Blueprint, Response

from engine.errors import NotAllowedError
from engine.web.accounts.signing_in import ask_to_sign_in
from engine.web.errors import error_page
from engine.web.legal import pages, register, texts
from engine.web.sessions import visitor

area = Blueprint("legal", __name__)

area.get("/textes/<name>", endpoint="text")(texts.current)
area.get("/textes/<name>/<version>", endpoint="text_version")(texts.numbered)
area.get("/accessibilite")(pages.accessibility)
area.get("/confidentialite")(pages.privacy)
area.get("/cookies")(pages.cookies)
area.get("/mentions-legales")(pages.notice)
area.get("/bureau/registre", endpoint="register")(register.show)
area.get("/bureau/registre.csv", endpoint="register_csv")(register.download)


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)
