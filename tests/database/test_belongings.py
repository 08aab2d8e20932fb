"""All that is kept of a person is found, and erased but for what was sent."""

from datetime import timedelta

import pytest

from engine.database import (
    Database,
    accounts,
    belongings,
    consents,
    drafts,
    effects,
    events,
    sessions,
    submissions,
    uploads,
)
from engine.database.accounts import Account
from engine.database.effects import NewEffect
from engine.database.tables import TABLES
from tests.database.samples import NOW, a_draft, a_submission, an_upload

OWNER = "ici/account:{}"
SECRET = "argon2-secret"


@pytest.fixture
def lea(database: Database) -> Account:
    """A person who has something of nearly every kind."""
    return settled(database, "lea")


@pytest.fixture
def paul(database: Database) -> Account:
    """Another one."""
    return settled(database, "paul")


def settled(database: Database, name: str) -> Account:
    account = accounts.create(
        database, "ici", f"{name}@demo.test", name.title(), "particulier", {"profile": {"a": []}},
        NOW, password_hash=SECRET, totp_secret=SECRET, preferences={"consented": {}},
    )  # fmt: skip
    owner = OWNER.format(account.id)
    sessions.create(database, account.id, NOW, timedelta(hours=1), browser="Firefox")
    events.append(database, "ici", account.id, "signed_in", NOW, events.Origin("Firefox", "::"))
    unsent = a_draft(database, owner=owner)
    uploads.add(database, an_upload(unsent, storage_key=f"{name}-unsent"))
    draft = a_draft(database, owner=owner)
    uploads.add(database, an_upload(draft, storage_key=f"{name}-sent"))
    submissions.create(database, draft, a_submission(draft, f"G-{name}"))
    effects.add(database, NewEffect("mail", f"n/{name}", {"to": f"{name}@demo.test"}), NOW)
    return account


def found(database: Database, account: Account) -> dict[str, list[dict[str, object]]]:
    owner = OWNER.format(account.id)
    return {
        kind: list(belongings.rows_of(database, kind, account.id, owner))
        for kind in belongings.KINDS
    }


def test_every_table_is_a_person_s_or_not_and_said_so():
    theirs = {one.table for one in belongings.KINDS.values()}

    assert theirs | set(belongings.OTHERS) == {one._meta.table_name for one in TABLES}
    assert not theirs & set(belongings.OTHERS)


def test_what_is_a_person_s_is_found_and_no_secret_with_it(database, lea, paul):
    rows = found(database, lea)

    counts = {kind: len(some) for kind, some in rows.items() if some}
    assert counts == {
        "account": 1, "sessions": 1, "events": 1, "drafts": 1, "files": 2, "submissions": 1,
    }  # fmt: skip
    assert SECRET not in str(rows)
    assert "paul" not in str(rows).lower()
    assert "lea-unsent" not in str(rows)
    assert rows["account"][0]["created_at"] == NOW.isoformat()


def test_many_rows_come_a_few_at_a_time(database, lea, monkeypatch):
    monkeypatch.setattr(belongings, "PAGE", 2)
    for _ in range(5):
        a_draft(database, owner=OWNER.format(lea.id))

    rows = found(database, lea)["drafts"]

    assert len({row["key"] for row in rows}) == len(rows) == 6


def test_erasing_leaves_what_was_sent_and_nobody_s_name(database, lea, paul):
    owner = OWNER.format(lea.id)

    files = belongings.erase(database, "ici", lea.id, owner, NOW)

    assert files == ["lea-unsent"]
    rows = found(database, lea)
    assert {kind: len(some) for kind, some in rows.items() if some} == {
        "account": 1, "events": 1, "files": 1, "submissions": 1,
    }  # fmt: skip
    kept = accounts.load(database, "ici", lea.id)
    assert (kept.email, kept.name, kept.details) == (f"{lea.id}@invalid", "", {})
    assert kept.closed_at == NOW
    assert rows["events"][0]["browser"] == ""
    assert [one.key for one in effects.claim(database, NOW, 10)] == ["n/paul"]


def test_erasing_one_person_touches_nobody_else(database, lea, paul):
    before = found(database, paul)

    belongings.erase(database, "ici", lea.id, OWNER.format(lea.id), NOW)

    assert found(database, paul) == before


def test_what_a_draft_withheld_is_not_kept_with_what_was_sent(database, lea):
    owner = OWNER.format(lea.id)

    belongings.erase(database, "ici", lea.id, owner, NOW)

    (draft,) = drafts.list_all(database, owner)
    assert (draft.answers, draft.typed) == ({}, {})
    assert submissions.list_of(database, owner)[0].answers == {"number": 1}


def test_the_evidence_of_consents_outlives_the_person(database, lea):
    given = consents.Consent(
        id="c", site="ici", account=lea.id, text="conditions", version="1", sha256="", label="",
        language="fr", at=NOW, session="", procedure="", procedure_version=1, address="",
    )  # fmt: skip
    consents.record(database, "ici", lea.id, [given], {})

    belongings.erase(database, "ici", lea.id, OWNER.format(lea.id), NOW)

    assert consents.list_of(database, "ici", lea.id) == [given]
