"""What a person may do with what is kept of them: read it, take it away, have it erased."""

from flask import Blueprint

from engine.web.lazily import lazily

area = Blueprint("rights", __name__)
GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")
ADDRESSES = (
    ("/mon-compte/mes-donnees", "data", GET, "rights.data.show"),
    ("/mon-compte/mes-donnees/export", "export", POST, "rights.data.export"),
    ("/mon-compte/mes-donnees/effacement", "ask_erasure", POST, "rights.data.ask"),
    ("/mon-compte/mes-donnees/effacement/annuler", "cancel_erasure", POST, "rights.data.cancel"),
    ("/mon-compte/fermer", "close", BOTH, "rights.closing.close"),
    ("/mon-compte/consentements", "consents", BOTH, "rights.consents.show"),
    (
        "/mon-compte/consentements/<consent>.pdf",
        "attestation",
        GET,
        "rights.consents.attestation",
    ),
    ("/bureau/effacements", "erasures", GET, "rights.deciding.show"),
    ("/bureau/effacements/<erasure>", "erasure", BOTH, "rights.deciding.decide"),
)
for address, endpoint, methods, page in ADDRESSES:
    area.add_url_rule(address, endpoint, lazily(page), methods=methods)
