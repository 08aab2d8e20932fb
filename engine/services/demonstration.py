"""The demonstration: invented persons, at each site. It is only ever loaded when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PASSWORD = "guichet-demo-2026"  # noqa: S105 - it opens invented accounts only, and is printed
POSTCODE = "05340"
# What is on the envelope of the letter that bears the codes.
INVITED = {"reference": "DEMO", "address": ["1 rue de l'Exemple", "05340 Vallouise-Pelvoux"]}
CODES = {
    "msa": "DEM0-2026-MSA0",
    "paysdesecrins": "DEM0-2026-H0TE",
    "ville": "DEM0-2026-V1E0",
}


def one_paragraph_a_line(text: str) -> str:
    """A text whose lines are those of this file, as somebody types it."""
    return "\n\n".join(" ".join(part.split("\n")) for part in text.split("\n\n"))


@dataclass(frozen=True)
class DemonstrationPerson:
    """A person that does not exist."""

    id: str
    name: str
    profile: str
    description: str
    details: Mapping[str, Any] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    # An account of before 2019: it has no password here yet.
    is_legacy: bool = False

    @property
    def email(self) -> str:
        """The address with which the person signs in."""
        return address_of(self.id)


def address_of(person: str) -> str:
    """The mail address of a person of the demonstration."""
    return f"{person}@demo.test"


FAMILY = [
    {"id": "p1", "prenom": "Léa", "nom": "Martin", "lien": "vous-même"},
    {"id": "p2", "prenom": "Karim", "nom": "Benali", "lien": "conjoint"},
    {"id": "p3", "prenom": "Inès", "nom": "Benali-Martin", "lien": "enfant"},
    {"id": "p4", "prenom": "Hugo", "nom": "Benali-Martin", "lien": "enfant"},
]
LODGINGS = [
    {
        "id": "h1",
        "nom": "Gîte des Écrins",
        "adresse": "12 chemin des Mélèzes",
        "code_postal": "05340",
        "commune": "Vallouise-Pelvoux",
        "capacite": 6,
        "classement": "3 étoiles",
        "numero": "0510100012345",
        "classement_expire": "2028-06-30",
    },
    {
        "id": "h2",
        "nom": "Studio de la Guisane",
        "adresse": "3 place de l'Église",
        "code_postal": "05240",
        "commune": "La Salle-les-Alpes",
        "capacite": 2,
        "classement": "non classé",
        "numero": "",
        "classement_expire": "",
    },
]
HOST = {
    "profile": {
        "contact": {
            "telephone": "+33492000000",
            "adresse": "12 chemin des Mélèzes",
            "code_postal": "05340",
            "commune": "Vallouise-Pelvoux",
        },
        "hebergements": LODGINGS,
    }
}
ALONE = [{"id": "p1", "prenom": "Paul", "nom": "Durand", "lien": "vous-même"}]

PERSONS = (
    DemonstrationPerson(
        "lea",
        "Léa Martin",
        "particulier",
        "avec un conjoint et deux enfants",
        {"profile": {"personnes": FAMILY}},
    ),
    DemonstrationPerson(
        "paul",
        "Paul Durand",
        "exploitant",
        "éleveur, sans ayant droit",
        {"profile": {"personnes": ALONE}},
    ),
    DemonstrationPerson("emma", "Emma Leroy", "employeur", "entreprise de douze salariés"),
    DemonstrationPerson(
        "hote", "Camille Roux", "hebergeur", "deux hébergements, dont un sans classement", HOST
    ),
    DemonstrationPerson(
        "agent", "Alice Agent", "agent", "agent de la collectivité", roles=("agent",)
    ),
    DemonstrationPerson(
        "auteur", "Antoine Auteur", "agent", "écrit les démarches", roles=("author",)
    ),
    DemonstrationPerson(
        "admin",
        "Aline Admin",
        "agent",
        "administre le site",
        roles=("agent", "author", "operator"),
    ),
    DemonstrationPerson(
        "ancien",
        "Marcel Ancien",
        "hebergeur",
        "compte d'avant 2019, à réinitialiser",
        {"profile": {"hebergements": LODGINGS[1:]}},
        is_legacy=True,
    ),
)

WELCOME = """Bonjour,

Votre espace privé est ouvert. Envoyez-nous vos documents en ligne : vous recevez un accusé de
réception à chaque envoi.

Une question ? Répondez à ce message."""
MISSING = """Bonjour,

Il nous manque votre relevé parcellaire de cette année. Envoyez-le avec « Envoyer des documents »,
ou répondez à ce message si vous ne l'avez pas reçu."""
UNCLASSIFIED = """Bonjour,

Le Studio de la Guisane est enregistré sans classement. Si vous avez reçu un certificat,
envoyez-le-nous depuis votre tableau de bord."""
# What the service wrote, by site and person: a subject and a text.
MESSAGES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("msa", "lea"): ("Bienvenue dans votre espace privé", one_paragraph_a_line(WELCOME)),
    ("msa", "paul"): ("Votre relevé parcellaire", one_paragraph_a_line(MISSING)),
    ("paysdesecrins", "hote"): ("Votre studio sans classement", one_paragraph_a_line(UNCLASSIFIED)),
}
