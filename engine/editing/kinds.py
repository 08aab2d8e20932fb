"""What parts, keys and words are called in the studio; the types of fields in their families."""

from collections.abc import Iterator, Mapping

from engine.fields import TYPES
from engine.i18n import gettext
from engine.i18n import marked as _

# The families in which types are proposed; within each, the most usual first.
FAMILIES: Mapping[str, Mapping[str, str]] = {
    _("Text"): {
        "text": _("Short text"), "textarea": _("Long text"), "email": _("E-mail address"),
        "tel": _("Telephone"), "url": _("Address of a page"),
    },
    _("Choice"): {
        "choice": _("One choice among several"), "choices": _("Several choices"),
        "yes_no": _("Yes or no"), "checkbox": _("Box to tick"), "rating": _("Rating"),
        "country": _("Country"), "commune": _("Commune"),
    },
    _("Number"): {
        "integer": _("Whole number"), "decimal": _("Decimal number"), "money": _("Amount in euros"),
        "computed": _("Computed value"),
    },
    _("Date and time"): {"date": _("Date"), "month": _("Month"), "time": _("Time")},
    _("Person and place"): {
        "person": _("Person"), "address": _("Postal address"), "postal_code": _("Postcode"),
        "point": _("Point on the map"),
    },
    _("Documents and information"): {
        "files": _("Files"), "note": _("Information to read"), "consent": _("Consent to a text"),
    },
    _("Several rows"): {"table_of": _("Small table"), "several": _("Several answers")},
    _("Identifier"): {
        "siret": _("SIRET number"), "siren": _("SIREN number"), "rna": _("RNA number"),
        "iban": _("IBAN"), "nir": _("Social security number"),
        "registration_number": _("Registration number of a lodging"),
    },
    _("Account"): {"password": _("Password"), "code": _("Code received")},
}  # fmt: skip
OTHERS = _("Other types")
TITLES: Mapping[str, str] = {
    name: title for family in FAMILIES.values() for name, title in family.items()
}
# A sign of two letters at most for each type, before its question in the tree.
SIGNS: Mapping[str, str] = {
    "text": "Aa", "textarea": "¶", "email": "@", "tel": "☎", "url": "↗", "choice": "◉",
    "choices": "☑", "yes_no": "?", "checkbox": "☑", "rating": "★", "integer": "12",
    "decimal": "1,5", "money": "€", "computed": "=", "date": "31", "month": "31", "time": "h",
    "person": "☺", "address": "⌂", "postal_code": "⌂", "commune": "⌂", "country": "⌂",
    "point": "◎", "files": "↥", "note": "i", "consent": "✓", "table_of": "▦", "several": "≡",
    "password": "•••", "code": "•••",
}  # fmt: skip
PARTS: Mapping[str, str] = {
    "procedure": _("Procedure"), "fragment": _("Fragment"), "section": _("Section"),
    "step": _("Step"), "group": _("Repeated group"), "exit": _("Exit"),
    "use": _("Use of a fragment"), "field": _("Question"), "column": _("Column"),
    "option": _("Option"), "check": _("Check"), "attestation": _("Attestation"),
    "action": _("Action"), "test": _("Test"), "part": _("Part"), "link": _("Link"),
}  # fmt: skip
PART_SIGNS: Mapping[str, str] = {
    "section": "§", "step": "▭", "group": "↻", "exit": "⇥", "use": "+", "option": "•",
    "check": "✓", "attestation": "☑", "action": "→",
}  # fmt: skip
ACTIONS: Mapping[str, str] = {
    "receipt": _("Receipt"), "mail": _("Mail"), "message": _("Message to the person"),
    "document": _("Document made of the answers"), "payment": _("Payment"),
    "save_profile": _("Keep in the profile"), "request_change": _("Ask for a change of the file"),
    "record_consent": _("Record a consent"), "sign_in": _("Sign in"),
    "activate_account": _("Activate an account"), "set_password": _("Set a password"),
    "request_password_reset": _("Send a link for a new password"),
    "change_email": _("Change the e-mail address"),
}  # fmt: skip


def title_of_type(name: str, language: str) -> str:
    """What a type of field is called."""
    return gettext(language, TITLES[name]) if name in TITLES else name


def families(language: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The types of fields, family by family: the name of each and what it is called."""
    for family, types in FAMILIES.items():
        known = [(name, gettext(language, title)) for name, title in types.items() if name in TYPES]
        yield gettext(language, family), known
    others = [(name, name) for name in TYPES if name not in TITLES]
    if others:
        yield gettext(language, OTHERS), others
