"""Records for the tests of the stores."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from engine.database import Database, accounts, drafts, invitations, submissions, uploads
from engine.database.accounts import Account
from engine.database.drafts import Draft
from engine.database.effects import NewEffect
from engine.database.invitations import Invitation
from engine.database.submissions import Submission
from engine.database.uploads import Upload

NOW = datetime(2025, 3, 12, 11, 0, tzinfo=UTC)


def a_draft(database: Database, now: datetime = NOW, owner: str = "owner") -> Draft:
    return drafts.create(database, owner, "depot", 1, {"number": 1}, now)


def an_upload(draft: Draft, **changes: Any) -> Upload:
    values: dict[str, Any] = {
        "id": uploads.new_id(),
        "draft": draft.key,
        "owner": draft.owner,
        "field": "documents/1/pages",
        "name": "photo d'été.jpg",
        "media_type": "image/jpeg",
        "size": 2_000_000_000,
        "sha256": "0" * 64,
        "storage_key": "key",
        "received_at": NOW,
    }
    return Upload(**values | changes)


def a_submission(draft: Draft, reference: str = "DS-1", **changes: Any) -> Submission:
    values: dict[str, Any] = {
        "reference": reference,
        "draft": draft.key,
        "owner": draft.owner,
        "procedure": draft.procedure,
        "version": draft.version,
        "answers": draft.answers,
        "attestations": [{"field": "exact", "text": "J'atteste", "version": 1}],
        "receipt": {"service": "Accueil", "lines": [{"b": 1, "a": 2}]},
        "email": "jeanne@exemple.fr",
        "received_at": NOW,
    }
    return Submission(**values | changes)


def a_mail(key: str = "DS-1:depot-recu") -> NewEffect:
    return NewEffect("mail", key, {"name": "depot-recu", "to": "jeanne@exemple.fr"})


def sent(database: Database, draft: Draft) -> Submission:
    return submissions.create(database, draft, a_submission(draft, f"DS-{draft.key}"))


def an_account(database: Database, **changes: Any) -> Account:
    values: dict[str, Any] = {
        "site": "msa", "email": "a@exemple.fr", "name": "Ana", "profile": "particulier",
        "details": {"profile": {}}, "now": NOW,
    }  # fmt: skip
    return accounts.create(database, **values | changes)


def an_invitation(**changes: Any) -> Invitation:
    values: dict[str, Any] = {
        "id": invitations.new_id(), "site": "msa", "selector": "ABCD", "verifier_hash": "hash",
        "knowledge_hash": "hash", "name": "Hôte", "profile": "hebergeur", "details": {"a": 1},
        "letter": {"address": ["1 rue"]}, "batch": "march", "created_at": NOW,
        "expires_at": NOW + timedelta(days=60),
    }  # fmt: skip
    return Invitation(**values | changes)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are run meanwhile, whatever runs them."""
    statements: list[str] = []
    backend = database._backend
    execute = backend.execute_sql

    def listening(sql: str, *values: Any, **more: Any) -> Any:
        statements.append(sql)
        return execute(sql, *values, **more)

    backend.execute_sql = listening
    try:
        yield statements
    finally:
        del backend.execute_sql
