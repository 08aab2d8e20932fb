"""The demonstration: three invented persons. It is only ever loaded when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.database import Database, accounts

SITES = ("msa", "paysdesecrins")


@dataclass(frozen=True)
class DemonstrationPerson:
    """A person that does not exist."""

    id: str
    email: str
    name: str
    profile: str
    description: str
    details: Mapping[str, Any] = field(default_factory=dict)


PERSONS = (
    DemonstrationPerson(
        "lea",
        "lea@demo.test",
        "Léa Martin",
        "particulier",
        "avec un conjoint et deux enfants",
        {
            "profile": {
                "personnes": [
                    {"id": "p1", "prenom": "Léa", "nom": "Martin", "lien": "vous-même"},
                    {"id": "p2", "prenom": "Karim", "nom": "Benali", "lien": "conjoint"},
                    {"id": "p3", "prenom": "Inès", "nom": "Benali-Martin", "lien": "enfant"},
                    {"id": "p4", "prenom": "Hugo", "nom": "Benali-Martin", "lien": "enfant"},
                ]
            }
        },
    ),
    DemonstrationPerson(
        "paul",
        "paul@demo.test",
        "Paul Durand",
        "exploitant",
        "éleveur, sans ayant droit",
        {
            "profile": {
                "personnes": [
                    {"id": "p1", "prenom": "Paul", "nom": "Durand", "lien": "vous-même"},
                ]
            }
        },
    ),
    DemonstrationPerson(
        "emma", "emma@demo.test", "Emma Leroy", "employeur", "entreprise de douze salariés"
    ),
)


def load(database: Database, now: datetime, sites: tuple[str, ...] = SITES) -> None:
    """Have the three persons in the database at each site, once."""
    for site in sites:
        for person in PERSONS:
            if accounts.find(database, site, person.email) is None:
                known = person.name, person.profile, person.details
                accounts.create(database, site, person.email, *known, now, email_verified_at=now)
