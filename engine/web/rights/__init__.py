"""What a person may do with what is kept of them: read it, take it away, have it erased."""

from flask import Blueprint, Response

from engine.errors import NotAllowedError
from engine.web.accounts.signing_in import ask_to_sign_in
from engine.web.errors import error_page
from engine.web.rights import closing, consents, data, deciding
from engine.web.sessions import visitor

area = Blueprint("rights", __name__)
BOTH = ("GET", "POST")

area.get("/mon-compte/mes-donnees", endpoint="data")(data.show)
area.post("/mon-compte/mes-donnees/export", endpoint="export")(data.export)
area.post("/mon-compte/mes-donnees/effacement", endpoint="ask_erasure")(data.ask)
area.post("/mon-compte/mes-donnees/effacement/annuler", endpoint="cancel_erasure")(data.cancel)
area.route("/mon-compte/fermer", methods=BOTH, endpoint="close")(closing.close)
area.route("/mon-compte/consentements", methods=BOTH, endpoint="consents")(consents.show)
area.get("/mon-compte/consentements/<consent>.pdf", endpoint="attestation")(consents.attestation)
area.get("/bureau/effacements", endpoint="erasures")(deciding.show)
area.route("/bureau/effacements/<erasure>", methods=BOTH, endpoint="erasure")(deciding.decide)


@area.errorhandler(NotAllowedError)
def not_allowed(error: NotAllowedError) -> Response:
    """Signing in may open what is closed to nobody in particular."""
    del error
    return ask_to_sign_in() if visitor().account is None else error_page(403)
