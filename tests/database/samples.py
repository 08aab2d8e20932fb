"""Records for the tests of the stores."""

from datetime import UTC, datetime
from typing import Any

from engine.database import Database, drafts, submissions, uploads
from engine.database.drafts import Draft
from engine.database.effects import NewEffect
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
