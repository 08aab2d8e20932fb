"""The demonstration: invented persons, at each site. It is only ever loaded when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PASSWORD = "guichet-demo-2026"  # noqa: S105 - it opens invented accounts only, and is printed
POSTCODE = "05340"
CODES = {"msa": "DEM0-2026-MSA0", "paysdesecrins": "DEM0-2026-H0TE"}


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
        return f"{self.id}@demo.test"


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
