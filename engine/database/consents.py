"""Consents: who agreed to which version of which text. They are only ever added to.

Nothing here changes or deletes one: they are the evidence of what was agreed.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.database.columns import json_kept, json_of, time_kept, time_of
from engine.database.connection import Database
from engine.errors import NotFoundError

NAMES = (
    "id", "site", "account", "text", "version", "sha256", "label", "language", "at", "session",
    "procedure", "procedure_version", "address",
)  # fmt: skip
INSERT = (
    "INSERT INTO consent (id, site, account, text, version, sha256, label, language, at, session,"
    " procedure, procedure_version, address) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SELECT = (
    "SELECT id, site, account, text, version, sha256, label, language, at, session, procedure,"
    " procedure_version, address FROM consent WHERE site = ? AND account = ?"
)
IN_ORDER = " ORDER BY at DESC, text"
OF_ID = " AND id = ?"
PREFERENCES = "SELECT preferences FROM account WHERE id = ? AND site = ?"
FOR_UPDATE = " FOR UPDATE"
KEEP = "UPDATE account SET preferences = ? WHERE id = ? AND site = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A person agreed to a version of a text; `sha256` is that of the HTML that was shown."""

    id: str
    site: str
    account: str
    text: str
    version: str
    sha256: str
    label: str
    language: str
    at: datetime
    session: str
    procedure: str
    procedure_version: int
    address: str


def new_id() -> str:
    """An id for a consent, which nobody can guess."""
    return secrets.token_urlsafe(16)


def record(
    database: Database, site: str, account: str, given: Sequence[Consent], noted: Mapping[str, Any]
) -> None:
    """Keep consents of an account, together with what `noted` adds to its preferences.

    A mapping in `noted` joins the one under the same name: the other texts agreed to stay there.
    """
    with database.transaction(durable=True):
        statement = PREFERENCES + FOR_UPDATE if database.is_postgresql else PREFERENCES
        rows = database.rows(statement, account, site)
        if not rows:
            raise NotFoundError("account")
        for one in given:
            if (one.site, one.account) != (site, account):
                raise ValueError("a consent of another account")
            database.change(INSERT, *_values(one))
        kept = json_kept(_joined(json_of(rows[0][0]), noted))
        database.change(KEEP, kept, account, site)


def load(database: Database, site: str, account: str, consent: str) -> Consent:
    """A consent of an account; that of another does not exist."""
    for row in database.rows(SELECT + OF_ID, site, account, consent):
        return _consent(row)
    raise NotFoundError("consent")


def list_of(database: Database, site: str, account: str) -> list[Consent]:
    """The consents of an account, the last first."""
    return [_consent(row) for row in database.rows(SELECT + IN_ORDER, site, account)]


def _joined(kept: Mapping[str, Any], noted: Mapping[str, Any]) -> dict[str, Any]:
    joined = dict(kept)
    for name, value in noted.items():
        before = joined.get(name)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        joined[name] = {**before, **value} if both else value  # type: ignore[dict-item]
    return joined


def _values(one: Consent) -> tuple[object, ...]:
    values = {name: getattr(one, name) for name in NAMES}
    return tuple({**values, "at": time_kept(one.at)}.values())


def _consent(row: tuple[Any, ...]) -> Consent:
    values = dict(zip(NAMES, row, strict=True))
    return Consent(**{**values, "at": time_of(values["at"])})
