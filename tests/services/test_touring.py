"""The guided tour is remembered with the account, beside what else the account prefers."""

from pathlib import Path

import pytest

from engine.database import Database, accounts
from engine.database.accounts import Account
from engine.services import tasks, touring
from engine.services.catalogue import Catalogue
from engine.services.desk import Desk, nobody_at, visitor_of
from engine.settings import Settings
from engine.storage import open_storage
from tests.conftest import NOON

FORMS = Path(__file__).parents[2] / "forms"


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    settings = Settings.of({"STATE": str(tmp_path / "state"), "FORMS": str(FORMS)})
    storage = open_storage(f"file://{tmp_path / 'files'}")
    return Desk(settings, database, storage, Catalogue(FORMS, database))


@pytest.fixture
def account(database: Database) -> Account:
    return accounts.create(database, "msa", "a@demo.test", "A", "particulier", {}, NOON)


def again(desk: Desk, account: Account) -> Account:
    return accounts.load(desk.database, account.site, account.id)


def test_the_tour_is_proposed_until_it_is_remembered(desk: Desk, account: Account) -> None:
    before = touring.is_done(visitor_of(account, "fr"))

    touring.remember(desk, visitor_of(account, "fr"))

    assert not before
    assert touring.is_done(visitor_of(again(desk, account), "fr"))


def test_what_was_kept_meanwhile_stays(desk: Desk, account: Account) -> None:
    accounts.set_preferences(desk.database, account, {"language": "en"})

    touring.remember(desk, visitor_of(account, "fr"))

    assert again(desk, account).preferences == {"language": "en", "tour": "done"}


def test_nobody_in_particular_is_remembered_for_nothing(desk: Desk) -> None:
    nobody = nobody_at("msa", "digest", "fr")

    touring.remember(desk, nobody)

    assert not touring.is_done(nobody)


def test_nothing_waits_for_nobody_in_particular(desk: Desk) -> None:
    found = tasks.tasks_of(desk, nobody_at("msa", "digest", "fr"), NOON)

    assert found == tasks.Tasks()
