"""An answer to a question when nothing decides which: one of each type that is not worked out."""

from collections.abc import Mapping
from typing import Any

from engine.fields import Field, Files

SAMPLES: Mapping[str, Any] = {
    "email": "camille.durand@demo.test",
    "tel": "+33123456789",
    "url": "https://www.exemple.fr",
    "iban": "FR7630006000011234567890189",
    "nir": "255081416802538",
    "siren": "732829320",
    "siret": "73282932000074",
    "rna": "W751234567",
    "registration_number": "05101000123AB",
    "postal_code": "05100",
    "time": "14:30",
    "country": "FR",
    "person": {"nom": "Durand", "prenom": "Camille"},
    "address": {
        "adresse": "1 rue de la Paix", "code_postal": "05100", "commune": "Briançon",
    },
    "point": {"latitude": "44.9", "longitude": "6.6"},
    "password": "Une phrase bien longue 7",
    "code": "123456",
}  # fmt: skip
LETTERS = "Exemple de texte écrit par une personne"
FILE = {
    "id": "exemple", "name": "exemple.pdf", "media_type": "application/pdf", "size": 1000,
    "pages": 1, "sha256": "0" * 64,
}  # fmt: skip


def sample(field: Field, length: int = 0) -> Any:
    """An answer to a field, of a length when it is a text."""
    if isinstance(field, Files):
        return [dict(FILE)]
    found = SAMPLES.get(field.type_name)
    if found is not None:
        return dict(found) if isinstance(found, dict) else found
    return words(length or len("Exemple"))


def words(length: int) -> str:
    """A text of a length, that neither begins nor ends with a blank."""
    text = (LETTERS * (length // len(LETTERS) + 1))[:length]
    return text if not text.endswith(" ") else f"{text[:-1]}e"
