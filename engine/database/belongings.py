"""All that is kept of one person, table by table: to give it to them, and to erase it.

Each table stands either among those of persons or among `OTHERS`; a test compares both with all
the tables, so that a new one cannot be forgotten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.database import tables
from engine.database.columns import JsonField, TimeField, json_of, time_kept, time_of
from engine.database.connection import Database

PAGE = 100
OF_ACCOUNT, OF_OWNER = "account", "owner"
SECRETS = frozenset(
    {
        "password_hash", "totp_secret", "totp_last_step", "token_hash", "series", "remembered",
        "selector", "verifier_hash", "knowledge_hash", "storage_key", "thumbnail_key",
    }
)  # fmt: skip
"""What is never given out: it opens something, or says where something lies."""


@dataclass(frozen=True)
class Belonging:
    """The rows of a table that are a person's: `condition` is true of them."""

    table: str
    key: str
    condition: str
    by: str


KINDS: Mapping[str, Belonging] = {
    "account": Belonging("account", "id", "id = ?", OF_ACCOUNT),
    "sessions": Belonging("session", "token_hash", "account_id = ?", OF_ACCOUNT),
    "remembered": Belonging("remembered", "series", "account_id = ?", OF_ACCOUNT),
    "invitations": Belonging("invitation", "id", "account_id = ?", OF_ACCOUNT),
    "links": Belonging("link", "token_hash", "account_id = ?", OF_ACCOUNT),
    "identities": Belonging("identity", "id", "account_id = ?", OF_ACCOUNT),
    "recoveries": Belonging("recovery", "id", "account_id = ?", OF_ACCOUNT),
    "events": Belonging("event", "id", "account = ?", OF_ACCOUNT),
    "consents": Belonging("consent", "id", "account = ?", OF_ACCOUNT),
    "requests": Belonging("change_request", "id", "account_id = ?", OF_ACCOUNT),
    "threads": Belonging("thread", "id", "account_id = ?", OF_ACCOUNT),
    "messages": Belonging(
        "message", "id", "thread_id IN (SELECT id FROM thread WHERE account_id = ?)", OF_ACCOUNT
    ),
    "erasures": Belonging("erasure", "id", "account = ?", OF_ACCOUNT),
    "drafts": Belonging("draft", "key", "owner = ? AND submitted_at IS NULL", OF_OWNER),
    "files": Belonging("upload", "id", "owner = ?", OF_OWNER),
    "submissions": Belonging("submission", "reference", "owner = ?", OF_OWNER),
    "dues": Belonging(
        "due",
        "submission_id",
        "submission_id IN (SELECT reference FROM submission WHERE owner = ?)",
        OF_OWNER,
    ),
    "payments": Belonging(
        "payment",
        "id",
        "due_id IN (SELECT reference FROM submission WHERE owner = ?)",
        OF_OWNER,
    ),
    "mails": Belonging(
        "effect",
        "id",
        "submission_id IN (SELECT reference FROM submission WHERE owner = ?)",
        OF_OWNER,
    ),
}
OTHERS: Mapping[str, str] = {
    "attempt": "who failed is kept as a hash, which leads back to nobody",
    "proving": "a sign-in begun elsewhere, for a quarter of an hour; it names no account",
    "farewell": "what a provider wants to see at the end of a session; it ends with it",
    "version": "the texts of procedures",
    "counter": "numbers",
    "document": "the texts of files; who published them is their work for the service",
    "document_version": "the same",
    "working_copy": "texts that are written; who wrote them is their work for the service",
    "edit": "the same",
    "presence": "which author is at work on what, for a minute",
    "audit": "what those who work for the service did there: it must stay whole",
    "publication": "what is to be published, and which author asked for it",
    "token": "what opens the studio to another site of the service",
    "figure": "counts of nobody",
    "walk": "what an author answered in a preview, for two days",
}


def rows_of(database: Database, kind: str, account: str, owner: str) -> Iterator[dict[str, Any]]:
    """The rows of a kind that are a person's, by their key, a few at a time.

    Secrets are left out. A time is given with its zone, a structure as it is.
    """
    belonging = KINDS[kind]
    whose = account if belonging.by == OF_ACCOUNT else owner
    columns = _columns(belonging.table)
    names = ", ".join(columns)
    statement = (
        f"SELECT {belonging.key}, {names} FROM {belonging.table}"  # noqa: S608 - our own names
        f" WHERE {belonging.condition} AND {belonging.key} > ? ORDER BY {belonging.key} LIMIT ?"
    )
    last = ""
    while page := database.rows(statement, whose, last, PAGE):
        last = page[-1][0]
        for _, *values in page:
            yield {
                name: read(value)
                for (name, read), value in zip(columns.items(), values, strict=True)
            }


def stored_files(database: Database, owner: str) -> Iterator[tuple[str, str, str]]:
    """The files of a person: id, name, storage key; a few at a time."""
    last = ""
    statement = (
        "SELECT id, name, storage_key FROM upload WHERE owner = ? AND id > ? ORDER BY id LIMIT ?"
    )
    while page := database.rows(statement, owner, last, PAGE):
        last = page[-1][0]
        yield from page


def erase(database: Database, site: str, account: str, owner: str, now: datetime) -> list[str]:
    """Forget a person but for what was sent; gives the storage keys of files, to delete.

    The account stays as a number that leads to nobody: consents and events refer to it.
    What was sent stays as it was sent: it may be a public archive.
    """
    address = database.rows("SELECT email FROM account WHERE id = ? AND site = ?", account, site)
    with database.transaction(durable=True):
        files = database.rows(UNSENT_FILES, owner, owner)
        database.change(UNSENT, owner, owner)
        database.change(SENT_DRAFTS, owner)
        for statement in OF_THE_ACCOUNT:
            database.change(statement, account)
        for (email,) in address:
            database.change(MAILS, f'%"to":"{_like(email)}"%')
        database.change(NAMELESS, f"{account}@invalid", time_kept(now), account, site)
    return [key for row in files for key in row if key is not None]


UNSENT = (
    "DELETE FROM draft WHERE owner = ?"
    " AND key NOT IN (SELECT draft_id FROM submission WHERE owner = ?)"
)
UNSENT_FILES = (
    "SELECT storage_key, thumbnail_key FROM upload WHERE owner = ?"
    " AND draft_id NOT IN (SELECT draft_id FROM submission WHERE owner = ?)"
)
# What was withdrawn before sending was never sent: it does not stay with what was.
SENT_DRAFTS = "UPDATE draft SET answers = '{}', typed = '{}', link = '{}' WHERE owner = ?"
OF_THE_ACCOUNT = (
    "DELETE FROM thread WHERE account_id = ?",
    "DELETE FROM change_request WHERE account_id = ?",
    "DELETE FROM session WHERE account_id = ?",
    "DELETE FROM remembered WHERE account_id = ?",
    "DELETE FROM link WHERE account_id = ?",
    "DELETE FROM identity WHERE account_id = ?",
    "DELETE FROM recovery WHERE account_id = ?",
    "UPDATE invitation SET name = '', details = '{}', letter = '{}' WHERE account_id = ?",
    "UPDATE event SET browser = '', address = '', details = '{}' WHERE account = ?",
    "UPDATE erasure SET reason = '' WHERE account = ?",
)
MAILS = "DELETE FROM effect WHERE submission_id IS NULL AND payload LIKE ? ESCAPE '\\'"
NAMELESS = (
    "UPDATE account SET email = ?, name = '', details = '{}', preferences = '{}', roles = '[]',"
    " password_hash = NULL, totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL,"
    " email_verified_at = NULL, closed_at = COALESCE(closed_at, ?) WHERE id = ? AND site = ?"
)


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _columns(table: str) -> dict[str, Any]:
    """The columns of a table that are given out, each with what reads it."""
    (model,) = [one for one in tables.TABLES if one._meta.table_name == table]  # noqa: SLF001
    return {
        one.column_name: _reader(one)
        for one in model._meta.sorted_fields  # noqa: SLF001
        if one.column_name not in SECRETS
    }


def _reader(field: Any) -> Any:
    if isinstance(field, JsonField):
        return json_of
    if isinstance(field, TimeField):
        return lambda value: None if value is None else time_of(value).isoformat()
    return lambda value: value
