"""Seven days before a draft is deleted its owner gets a mail, once, that leads to it."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.database import Database, accounts, drafts, effects, migrate, submissions
from engine.database.drafts import Draft
from engine.delivery import Mail
from engine.delivery.mail import draw
from engine.services.catalogue import Catalogue
from engine.services.desk import Desk
from engine.services.purging import purge
from engine.services.reminding import remind
from engine.settings import Settings
from engine.storage import open_storage
from tests.conftest import NOON
from tests.database.samples import a_submission
from tests.web.site import offer_all

PROCEDURE = """
procedure: essai
title: Un essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - {step: un, title: Un, fields: [{field: nom, type: text, label: Nom}]}
"""
DAY = timedelta(days=1)


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    shipped = Path(__file__).parents[2] / "forms"
    (tmp_path / "forms" / "procedures").mkdir(parents=True)
    shutil.copytree(shipped / "sites", tmp_path / "forms" / "sites")
    offer_all(tmp_path / "forms" / "sites" / "msa.yaml")
    (tmp_path / "forms" / "procedures" / "essai.yaml").write_text(PROCEDURE)
    return tmp_path / "forms"


@pytest.fixture
def desk(database: Database, forms: Path, tmp_path: Path) -> Desk:
    migrate(database)
    settings = Settings.of({"STATE": str(tmp_path / "state"), "PUBLIC_URL": "https://localhost"})
    storage = open_storage(f"file://{tmp_path / 'files'}")
    return Desk(settings, database, storage, Catalogue(forms, database))


def begun(desk: Desk, owner: str | None = None) -> Draft:
    desk.catalogue.refresh(NOON)
    if owner is None:
        account = accounts.create(
            desk.database, "msa", "lea@demo.test", "Léa", "particulier", {}, NOON
        )
        owner = f"msa/account:{account.id}"
    version = desk.catalogue.current("essai", "msa").version
    return drafts.create(desk.database, owner, "essai", version, {"nom": "Secret"}, NOON)


def asked(desk: Desk) -> list[Any]:
    return effects.claim(desk.database, NOON + 90 * DAY, 100)


def test_the_owner_is_told_seven_days_before(desk: Desk) -> None:
    draft = begun(desk)

    early = remind(desk, NOON + 23 * DAY - timedelta(seconds=1))
    due = remind(desk, NOON + 23 * DAY + timedelta(seconds=1))
    (effect,) = asked(desk)
    mail = draw(Mail(**effect.payload))

    assert (early, due, effect.kind) == (0, 1, "mail")
    assert effect.payload["to"] == "lea@demo.test"
    assert mail.subject == "Votre brouillon sera supprimé le vendredi 11 avril 2025"
    for text in (mail.text, mail.html):
        assert f"https://localhost/demarches/essai/~{draft.key}" in text
        assert "vendredi 11 avril 2025" in text
        assert "Secret" not in text


def test_the_owner_is_told_once(desk: Desk) -> None:
    begun(desk)

    told = [remind(desk, NOON + days * DAY) for days in (24, 25, 29)]

    assert told == [1, 0, 0]
    assert len(asked(desk)) == 1


def test_a_draft_that_was_changed_is_told_of_again_in_its_turn(desk: Desk) -> None:
    draft = begun(desk)
    remind(desk, NOON + 24 * DAY)
    drafts.save(desk.database, draft, {"nom": "Autre"}, {}, {}, NOON + 25 * DAY)

    told = [remind(desk, NOON + days * DAY) for days in (26, 47, 49, 50)]

    assert told == [0, 0, 1, 0]


def test_nobody_is_told_of_what_is_sent_deleted_or_begun_without_account(desk: Desk) -> None:
    begun(desk, "msa/anonymous:a")
    begun(desk, "account:gone")
    sent = begun(desk)
    submissions.create(desk.database, sent, a_submission(sent))

    told = remind(desk, NOON + 24 * DAY)
    purge(desk, NOON + 31 * DAY)
    late = remind(desk, NOON + 31 * DAY)

    assert (told, late) == (0, 0)


def test_a_draft_kept_for_a_week_is_not_told_of(desk: Desk, forms: Path) -> None:
    text = PROCEDURE.replace("30 days", "7 days")
    (forms / "procedures" / "essai.yaml").write_text(text)
    begun(desk)

    told = [remind(desk, NOON + days * DAY) for days in (0, 1, 6)]

    assert told == [0, 0, 0]
