"""Drafts that nobody touches are deleted when their time is over, and nothing else is."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from engine.database import Database, drafts, migrate
from engine.database.drafts import Draft
from engine.errors import NotFoundError
from engine.services.catalogue import Catalogue
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
