"""Drafts that nobody touches are deleted when their time is over, and nothing else is."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from engine.database import Database, drafts, effects, migrate
from engine.database.drafts import Draft
from engine.database.effects import NewEffect
from engine.errors import NotFoundError
from engine.services.catalogue import Catalogue, UnreadableVersionError
from engine.services.desk import Desk
from engine.services.purging import purge
from engine.settings import Settings
from engine.storage import open_storage
from tests import samples
from tests.conftest import NOON

FORMS = Path(__file__).parents[2] / "forms"
DAY = timedelta(days=1)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    migrate(database)
    settings = Settings.of({"STATE": str(tmp_path / "state"), "FORMS": str(FORMS)})
    storage = open_storage(f"file://{tmp_path / 'files'}")
    return Desk(settings, database, storage, Catalogue(FORMS, database))


def begun(desk: Desk, owner: str = "msa/anonymous:a") -> Draft:
    desk.catalogue.refresh(NOON)
    version = desk.catalogue.current("banc", "msa").version
    return drafts.create(desk.database, owner, "banc", version, {"kind": "thesis"}, NOON)


def test_a_draft_stays_until_its_last_day(desk: Desk) -> None:
    draft = begun(desk)

    purged = purge(desk, NOON + 30 * DAY)

    assert purged.drafts == 0
    assert drafts.load(desk.database, draft.key, draft.owner) == draft


def test_a_draft_that_nobody_touched_goes_with_its_files(desk: Desk, tmp_path: Path) -> None:
    draft = begun(desk)
    stored = desk.storage.save(BytesIO(samples.pdf()))
    desk.database.change(
        "INSERT INTO upload (id, draft_id, owner, field, name, media_type, size, sha256,"
        " storage_key, received_at) VALUES ('u', ?, ?, 'document', 'a.pdf', 'application/pdf',"
        " 3, 'x', ?, '2025-03-12 11:00:00.000000')",
        draft.key, draft.owner, stored.key,
    )  # fmt: skip

    purged = purge(desk, NOON + 31 * DAY)

    assert purged.drafts == 1
    with pytest.raises(NotFoundError):
        drafts.load(desk.database, draft.key, draft.owner)
    with pytest.raises(NotFoundError):
        desk.storage.open(stored.key)


def test_a_draft_that_was_taken_up_again_stays(desk: Desk) -> None:
    draft = begun(desk)
    saved = drafts.save(desk.database, draft, {"kind": "article"}, {}, {}, NOON + 20 * DAY)

    purged = purge(desk, NOON + 31 * DAY)

    assert purged.drafts == 0
    assert drafts.load(desk.database, draft.key, draft.owner) == saved


def test_old_drafts_behind_a_crowd_of_others_are_found(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "UNTOUCHED", drafts.UNTOUCHED.replace("500", "3"))
    kept = [begun(desk, f"msa/anonymous:{number}") for number in range(7)]
    for draft in kept[:5]:
        desk.database.change(
            "UPDATE draft SET procedure = 'absente', version = 9 WHERE key = ?", draft.key
        )

    purged = purge(desk, NOON + 31 * DAY)

    assert purged.drafts == 7


def test_a_version_that_cannot_be_read_stops_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(desk)

    def unreadable(_self: Catalogue, name: str, version: int) -> None:
        raise UnreadableVersionError(f"{name} {version}")

    monkeypatch.setattr(Catalogue, "procedure", unreadable)

    assert purge(desk, NOON + 31 * DAY).drafts == 1


def test_the_outbox_forgets_whom_it_wrote_to(desk: Desk) -> None:
    payload = {"to": "lea@exemple.fr"}
    for key in ("done", "waits", "failed"):
        effects.add(desk.database, NewEffect("mail", key, payload), NOON)
    desk.database.change("UPDATE effect SET delivered_at = created_at WHERE key = 'done'")
    desk.database.change("UPDATE effect SET failed_at = created_at WHERE key = 'failed'")

    def known(days: int) -> list[str]:
        purge(desk, NOON + days * DAY)
        rows = desk.database.rows("SELECT key FROM effect WHERE payload <> '{}' ORDER BY key")
        return [key for (key,) in rows]

    assert known(6) == ["done", "failed", "waits"]
    assert known(8) == ["failed", "waits"]
    assert known(31) == ["waits"]
    assert desk.database.rows("SELECT count(*) FROM effect") == [(3,)]
