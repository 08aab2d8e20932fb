"""The attestation that somebody agreed to a text: a PDF, drawn from the evidence."""

from engine.database.accounts import Account
from engine.database.consents import Consent
from engine.errors import NotFoundError
from engine.i18n import format_date, format_datetime, gettext
from engine.i18n import marked as _
from engine.printing import receipt_pdf
from engine.services.consenting import evidence
from engine.services.desk import Desk, Visitor

Proof = Consent


def title_of(desk: Desk, consent: Consent, language: str) -> str:
    """The title of the text agreed to; its name once the version is no longer there."""
    text = desk.catalogue.library.texts.get(consent.text)
    version = text.version(consent.version) if text else None
    return version.in_language(language).title if version else consent.text


def attestation(desk: Desk, visitor: Visitor, consent: str) -> bytes:
    """The attestation of one consent of the visitor, as a PDF; raises NotFoundError."""
    account = visitor.account
    if account is None:
        raise NotFoundError(consent)
    found, language = evidence(desk, visitor, consent), visitor.language
    service = desk.catalogue.site(visitor.site).service
    return receipt_pdf(
        {
            "title": gettext(language, "Attestation of acceptance"),
            "language": language,
            "reference": found.id,
            "received_at": format_datetime(found.at, language),
            "labels": {
                "reference": gettext(language, "Number"),
                "received_at": gettext(language, "Accepted on (Paris time)"),
            },
            "service": {
                "name": service.name,
                "address": service.address,
                "email": service.email,
                "phone": service.phone,
                "hours": service.hours,
            },
            "summary": sections(desk, account, found, language),
        }
    )


def sections(
    desk: Desk, account: Account, found: Consent, language: str
) -> list[dict[str, object]]:
    """Who agreed to what, and the evidence."""
    person = [(_("Name"), account.name), (_("E-mail"), account.email)]
    text = [
        (_("Text"), title_of(desk, found, language)),
        (_("Version"), found.version),
        (_("In force from"), effective(desk, found, language)),
        (_("Box ticked"), found.label),
        (_("Language"), found.language),
    ]
    proof = [
        (_("Time (UTC)"), f"{found.at:%Y-%m-%d %H:%M:%S}"),
        (_("Fingerprint (SHA-256) of the text shown"), found.sha256),
        (_("Procedure"), f"{found.procedure} ({found.procedure_version})"),
        (_("Session (beginning of its fingerprint)"), found.session),
        (_("Network address (shortened)"), found.address),
    ]
    return [
        section(_("Person"), person, language),
        section(_("What was agreed to"), text, language),
        section(_("Evidence"), proof, language),
    ]


def section(title: str, rows: list[tuple[str, str]], language: str) -> dict[str, object]:
    """A part of the attestation, without what is not known."""
    return {
        "title": gettext(language, title),
        "rows": [
            {"label": gettext(language, label), "value": value} for label, value in rows if value
        ],
    }


def effective(desk: Desk, found: Consent, language: str) -> str:
    """Since when the version agreed to holds; empty once it is no longer there."""
    text = desk.catalogue.library.texts.get(found.text)
    version = text.version(found.version) if text else None
    return format_date(version.effective, language) if version else ""
