"""The studio: authors write the definitions of their site. Each page is loaded when asked for."""

from flask import Blueprint, Response

from engine.errors import NotAllowedError
from engine.web.errors import error_page
from engine.web.kept import ask_to_sign_in
from engine.web.lazily import lazily
from engine.web.sessions import visitor

area = Blueprint("studio", __name__)
ADDRESS = "/studio"
EDITED = f"{ADDRESS}/demarches/<name>"

area.get(ADDRESS)(lazily("studio.catalogue.home"))
area.post(f"{EDITED}/annuler")(lazily("studio.editor.undo"))
area.post(f"{EDITED}/retablir")(lazily("studio.editor.redo"))
area.get(f"{EDITED}/diagnostics")(lazily("studio.editor.diagnostics"))


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)
