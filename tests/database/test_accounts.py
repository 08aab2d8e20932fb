"""Accounts: each at one site, changed by one who knows what it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.database import Database, accounts
from engine.database.accounts import Account, AccountChangedError, EmailTakenError
from engine.errors import NotFoundError
from tests.database.samples import NOW, an_account

LATER = NOW + timedelta(minutes=3)


@pytest.fixture
def account(database: Database) -> Account:
    return an_account(database)


def loaded(database: Database, account: Account) -> Account:
    return accounts.load(database, account.site, account.id)


def test_an_account_comes_back_as_it_was_kept(database: Database) -> None:
    account = accounts.create(
        database, "msa", "a@exemple.fr", "Ana", "particulier", {"persons": [{"name": "Zoé"}]}, NOW,
        roles=("agent", "author"), preferences={"tour": "seen"}, password_hash="$argon2id$",
        email_verified_at=NOW, reset_required_at=LATER,
    )  # fmt: skip

    assert loaded(database, account) == account
    assert accounts.find(database, "msa", "a@exemple.fr") == account
    assert accounts.find(database, "msa", "b@exemple.fr") is None
    assert accounts.list_of(database, "msa") == [account]
    assert "argon2id" not in repr(account)


def test_an_account_of_another_site_does_not_exist(database: Database, account: Account) -> None:
    with pytest.raises(NotFoundError):
        accounts.load(database, "other", account.id)
    with pytest.raises(NotFoundError):
        accounts.set_name(database, replace(account, site="other"), "Stolen")

    assert accounts.find(database, "other", account.email) is None
    assert accounts.list_of(database, "other") == []


def test_a_mail_address_has_one_account_at_a_site(database: Database, account: Account) -> None:
    elsewhere = an_account(database, site="other")

    with database.transaction(), pytest.raises(EmailTakenError):
        an_account(database)

    assert loaded(database, account) == account
    assert elsewhere.email == account.email


def test_a_new_password_ends_the_duty_to_reset(database: Database) -> None:
    account = an_account(database, reset_required_at=NOW)

    accounts.set_password(database, account, "hash", LATER)

    found = loaded(database, account)
    assert (found.password_hash, found.password_changed_at) == ("hash", LATER)
    assert found.reset_required_at is None


def test_another_hash_does_not_undo_a_new_password(database: Database) -> None:
    account = an_account(database, password_hash="old")
    accounts.rehash(database, account, "old again")
    accounts.set_password(database, account, "new", LATER)

    accounts.rehash(database, replace(account, password_hash="old again"), "older")

    assert loaded(database, account).password_hash == "new"


def test_the_first_confirmation_of_an_address_stays(database: Database, account: Account) -> None:
    accounts.confirm_email(database, account, NOW)
    accounts.confirm_email(database, account, LATER)

    assert loaded(database, account).email_verified_at == NOW


def test_an_address_is_changed_unless_somebody_has_it(database: Database, account: Account) -> None:
    an_account(database, email="taken@exemple.fr")

    changed = accounts.set_email(database, account, "new@exemple.fr", LATER)
    with pytest.raises(EmailTakenError):
        accounts.set_email(database, account, "taken@exemple.fr", None)

    assert loaded(database, account) == changed
    assert (changed.email, changed.email_verified_at) == ("new@exemple.fr", LATER)


def test_a_step_of_the_second_factor_serves_once(database: Database, account: Account) -> None:
    accounts.set_totp(database, account, "SECRET", NOW)

    noted = [accounts.note_totp_step(database, account, step) for step in (7, 7, 6, 8)]

    assert noted == [True, False, False, True]
    assert loaded(database, account).totp_last_step == 8


def test_the_code_that_proves_a_second_factor_does_not_serve_again(
    database: Database, account: Account
) -> None:
    accounts.set_totp(database, account, "SECRET", None)
    accounts.note_totp_step(database, account, 7)

    accounts.set_totp(database, account, "SECRET", NOW)

    assert loaded(database, account).totp_confirmed_at == NOW
    assert not accounts.note_totp_step(database, account, 7)


def test_a_new_second_factor_starts_anew(database: Database, account: Account) -> None:
    accounts.set_totp(database, account, "SECRET", NOW)
    accounts.note_totp_step(database, account, 9)

    accounts.set_totp(database, account, None, None)

    found = loaded(database, account)
    assert (found.totp_secret, found.totp_confirmed_at, found.totp_last_step) == (None,) * 3


def test_what_is_known_is_not_overwritten_unseen(database: Database, account: Account) -> None:
    changed = accounts.set_details(database, account, {"profile": {"z": 1, "a": 2}})

    with pytest.raises(AccountChangedError):
        accounts.set_details(database, account, {"profile": {}})
    accounts.set_preferences(database, account, {"tour": "seen"})
    with pytest.raises(AccountChangedError):
        accounts.set_preferences(database, account, {})

    found = loaded(database, account)
    assert found.details == changed.details
    assert found.preferences == {"tour": "seen"}


def test_names_and_roles_are_changed(database: Database, account: Account) -> None:
    accounts.set_name(database, account, "Anna")
    accounts.set_roles(database, account, ["operator"])

    found = loaded(database, account)
    assert (found.name, found.roles) == ("Anna", ("operator",))


def test_a_closed_account_keeps_no_secret(database: Database) -> None:
    account = an_account(database, password_hash="hash", totp_secret="SECRET")

    accounts.close(database, account, NOW)
    accounts.close(database, account, LATER)

    found = loaded(database, account)
    assert (found.closed_at, found.password_hash, found.totp_secret) == (NOW, None, None)


def test_an_account_that_is_not_there_is_not_found(database: Database, account: Account) -> None:
    with pytest.raises(NotFoundError):
        accounts.load(database, "msa", "none")
    with pytest.raises(NotFoundError):
        accounts.set_details(database, replace(account, id="none"), {})
    with pytest.raises(NotFoundError):
        accounts.set_email(database, replace(account, id="none"), "b@exemple.fr", None)
