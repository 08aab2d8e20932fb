"""Accounts and sessions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.database import Database, accounts, sessions
from engine.database.accounts import Account, EmailTakenError
from engine.errors import NotFoundError
from tests.database.samples import NOW

DAY = timedelta(days=1)


@pytest.fixture
def account(database: Database) -> Account:
    details = {"persons": [{"name": "Zoé", "id": 1}]}
    return accounts.create(database, "a@exemple.fr", "Ana", "particulier", details, NOW)


def test_an_account_comes_back_as_it_was_kept(database: Database, account: Account) -> None:
    assert accounts.load(database, account.id) == account
    assert accounts.find(database, "a@exemple.fr") == account
    assert accounts.find(database, "b@exemple.fr") is None


def test_a_mail_address_has_one_account(database: Database, account: Account) -> None:
    with pytest.raises(EmailTakenError):
        accounts.create(database, account.email, "Other", "employeur", {}, NOW)

    assert accounts.find(database, account.email) == account


def test_an_account_that_changed_is_kept(database: Database, account: Account) -> None:
    changed = replace(account, name="Anna", details={})

    accounts.save(database, changed)

    assert accounts.load(database, account.id) == changed


def test_an_account_that_is_not_there_is_not_found(database: Database, account: Account) -> None:
    with pytest.raises(NotFoundError):
        accounts.load(database, "none")
    with pytest.raises(NotFoundError):
        accounts.save(database, replace(account, id="none"))


def test_a_token_opens_its_session(database: Database, account: Account) -> None:
    token = sessions.create(database, account.id, NOW, DAY)

    session = sessions.load(database, token, NOW)

    assert session.account == account.id
    assert session.expires_at == NOW + DAY
    assert token not in str(database.rows("SELECT * FROM session"))


def test_a_session_ends(database: Database, account: Account) -> None:
    tokens = [sessions.create(database, account.id, NOW, DAY) for _ in range(4)]

    sessions.delete(database, tokens[0])

    for token, time in [("none", NOW), (tokens[0], NOW), (tokens[1], NOW + DAY)]:
        with pytest.raises(NotFoundError):
            sessions.load(database, token, time)
    assert sessions.delete_expired(database, NOW) == 0
    assert sessions.delete_all(database, account.id) == 3


def test_a_session_that_is_used_lasts_longer(database: Database, account: Account) -> None:
    token = sessions.create(database, account.id, NOW, DAY)
    session = sessions.load(database, token, NOW)

    sessions.seen(database, session, NOW + timedelta(seconds=59), DAY)
    at_once = sessions.load(database, token, NOW)
    sessions.seen(database, session, NOW + DAY / 2, DAY)
    later = sessions.load(database, token, NOW + DAY)

    assert at_once == session
    assert (later.seen_at, later.expires_at) == (NOW + DAY / 2, NOW + DAY * 1.5)
    assert sessions.delete_expired(database, NOW + 2 * DAY) == 1
