"""Links sent by mail serve once, at their site, before their end."""

from datetime import timedelta

import pytest

from engine.database import Database, accounts, links
from engine.database.accounts import Account
from engine.errors import NotFoundError
from tests.database.processes import all_at_once
from tests.database.samples import NOW, an_account

HOUR = timedelta(hours=1)
RESET = "reset_password"


@pytest.fixture
def account(database: Database) -> Account:
    return an_account(database)


def use_in_process(database: Database, token: str) -> bool:
    try:
        links.use(database, "msa", token, RESET, NOW)
    except NotFoundError:
        return False
    return True


def test_a_link_is_looked_at_as_often_as_one_wants_and_used_once(
    database: Database, account: Account
) -> None:
    token = links.create(database, account.id, RESET, {"following": "/"}, NOW, HOUR)

    seen = [links.find(database, account.site, token, NOW) for _ in range(3)]
    used = links.use(database, account.site, token, RESET, NOW + HOUR / 2)

    assert (seen[0].account, seen[0].purpose, seen[0].details) == (
        account.id, RESET, {"following": "/"},
    )  # fmt: skip
    assert (seen[2], used.used_at) == (seen[0], NOW + HOUR / 2)
    assert token not in str(database.rows("SELECT * FROM link"))
    with pytest.raises(NotFoundError):
        links.use(database, account.site, token, RESET, NOW)
    with pytest.raises(NotFoundError):
        links.find(database, account.site, token, NOW)


def test_a_link_serves_at_its_site_for_its_purpose_in_time(
    database: Database, account: Account
) -> None:
    token = links.create(database, account.id, RESET, {}, NOW, HOUR)

    for site, given, purpose, now in [
        ("other", token, RESET, NOW),
        (account.site, token + "x", RESET, NOW),
        (account.site, "", RESET, NOW),
        (account.site, token, "verify_email", NOW),
        (account.site, token, RESET, NOW + HOUR),
    ]:
        with pytest.raises(NotFoundError):
            links.use(database, site, given, purpose, now)

    assert links.use(database, account.site, token, RESET, NOW).account == account.id


def test_a_revoked_link_serves_no_more(database: Database, account: Account) -> None:
    tokens = [links.create(database, account.id, purpose, {}, NOW, HOUR)
              for purpose in (RESET, RESET, "verify_email")]  # fmt: skip

    revoked = links.revoke(database, account.id, RESET, NOW)

    assert revoked == 2
    with pytest.raises(NotFoundError):
        links.find(database, account.site, tokens[0], NOW)
    assert links.find(database, account.site, tokens[2], NOW).purpose == "verify_email"


def test_the_links_of_a_closed_account_serve_no_more(database: Database, account: Account) -> None:
    token = links.create(database, account.id, RESET, {}, NOW, HOUR)

    accounts.close(database, account, NOW)

    with pytest.raises(NotFoundError):
        links.find(database, account.site, token, NOW)


def test_old_links_are_forgotten(database: Database, account: Account) -> None:
    links.create(database, account.id, RESET, {}, NOW, HOUR)

    assert links.delete_expired(database, NOW) == 0
    assert links.delete_expired(database, NOW + HOUR) == 1


def test_of_several_processes_one_uses_a_link(
    database: Database, account: Account, database_url: str
) -> None:
    token = links.create(database, account.id, RESET, {}, NOW, HOUR)

    used = all_at_once(database_url, use_in_process, token)

    assert sorted(used) == [False, False, False, True]
