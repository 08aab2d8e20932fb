"""People who come to a procedure: of each profile it is for, with what their account knows."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bench.chance import Chance
from bench.making import made
from engine.definitions import Column, Library, Procedure, Profile
from engine.definitions.model import ANYONE, SIGNED_IN
from engine.journeys import Context
from engine.journeys.past import Past

FIRST = date(2025, 1, 1)


def somebody(procedure: Procedure, library: Library, chance: Chance) -> Context:
    """Somebody who may open a procedure, on some day."""
    today = FIRST + timedelta(days=chance.below(900))
    audience = [one for one in procedure.audience if one not in {ANYONE, SIGNED_IN}]
    details = known(library.profile, chance)
    link = {name: said(details, chance) for name in procedure.link if chance.once_in(2)}
    if ANYONE in procedure.audience and chance.once_in(2):
        return Context(today=today, link=link)
    profile = chance.one(audience) if audience else "particulier"
    account = {"profile": profile, "email": "lea@exemple.test", "name": "Léa Martin"}
    return Context(account, library.profile.known(details), today=today, link=link)


def who_came_before(context: Context, sent: dict[str, Any]) -> Context:
    """Somebody who sent the same procedure some time ago."""
    today = context.today or FIRST
    past = Past("DEM-2024-000001", today - timedelta(days=200), sent)
    return replace(context, past=(past,))


def known(profile: Profile, chance: Chance) -> dict[str, Any]:
    """What an account knows: lists of a few records, and records."""
    found: dict[str, Any] = {}
    for name, columns in profile.lists.items():
        rows = [record(columns, chance) for _ in range(chance.below(4))]
        found[name] = [{**row, "id": f"r{number}"} for number, row in enumerate(rows)]
    for name, columns in profile.records.items():
        if chance.once_in(2):
            found[name] = record(columns, chance)
    return found


def record(columns: Any, chance: Chance) -> dict[str, Any]:
    """A record, of which something may be blank."""
    return {
        name: made(column.field.schema({}), chance)
        for name, column in columns.items()
        if isinstance(column, Column) and not chance.once_in(5)
    }


def said(details: dict[str, Any], chance: Chance) -> str:
    """What an address says: often the name of a record."""
    ids = [str(row["id"]) for rows in details.values() if isinstance(rows, list) for row in rows]
    return chance.one([*ids, "r0", "nonsense"])
