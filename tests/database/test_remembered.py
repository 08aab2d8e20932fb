"""Remembered browsers: the token changes at each use; one that comes back late was stolen."""

from datetime import timedelta

import pytest

from engine.database import Database, accounts, remembered, sessions
from engine.database.accounts import Account
from engine.database.remembered import TOLERATED, Renewed, Stolen
from engine.errors import NotFoundError
from tests.database.processes import all_at_once
from tests.database.samples import NOW, an_account

KEY = b"a key"
MONTH = timedelta(days=30)
SECOND = timedelta(seconds=1)


@pytest.fixture
def account(database: Database) -> Account:
    return an_account(database)


def remember(database: Database, account: Account) -> tuple[str, str]:
    return remembered.create(database, account.id, "Firefox", NOW, MONTH)


def use_in_process(database: Database, token: str) -> str:
    found = remembered.use(database, "msa", token, KEY, NOW)
    return found.token if isinstance(found, Renewed) else "stolen"


def test_a_browser_is_recognised_by_a_token_that_changes(
    database: Database, account: Account
) -> None:
    series, token = remember(database, account)

    first = remembered.use(database, account.site, token, KEY, NOW)
    assert isinstance(first, Renewed)
    second = remembered.use(database, account.site, first.token, KEY, NOW + MONTH / 2)

    assert isinstance(second, Renewed)
    assert (second.series, second.account) == (series, account.id)
    assert len({token, first.token, second.token}) == 3
    assert second.token.partition(".")[2] not in str(database.rows("SELECT * FROM remembered"))


def test_two_tabs_may_ask_together(database: Database, account: Account) -> None:
    _series, token = remember(database, account)

    one = remembered.use(database, account.site, token, KEY, NOW)
    other = remembered.use(database, account.site, token, KEY, NOW + TOLERATED)

    assert one == other
    assert isinstance(other, Renewed)


def test_a_token_that_comes_back_late_ends_the_series_and_its_sessions(
    database: Database, account: Account
) -> None:
    series, token = remember(database, account)
    other, _token = remember(database, account)
    for one in (series, other, None):
        sessions.create(database, account.id, NOW, MONTH, remembered=one)
    renewed = remembered.use(database, account.site, token, KEY, NOW)
    assert isinstance(renewed, Renewed)

    again = remembered.use(database, account.site, token, KEY, NOW + TOLERATED + SECOND)

    assert again == Stolen(series, account.id)
    found = sessions.list_of(database, account.id, NOW)
    assert {one.remembered for one in found} == {other, None}
    with pytest.raises(NotFoundError):
        remembered.use(database, account.site, renewed.token, KEY, NOW)


def test_a_token_from_before_the_last_one_is_not_tolerated(
    database: Database, account: Account
) -> None:
    series, token = remember(database, account)
    renewed = remembered.use(database, account.site, token, KEY, NOW)
    assert isinstance(renewed, Renewed)
    remembered.use(database, account.site, renewed.token, KEY, NOW)

    again = remembered.use(database, account.site, token, KEY, NOW)

    assert again == Stolen(series, account.id)


@pytest.mark.parametrize("token", ["", "none", "none.none", ".", "a.b.c", "a\0b.c"])
def test_an_unknown_token_is_not_found(database: Database, account: Account, token: str) -> None:
    remember(database, account)

    with pytest.raises(NotFoundError):
        remembered.use(database, account.site, token, KEY, NOW)


def test_a_browser_is_not_recognised_elsewhere_or_too_late_or_once_closed(
    database: Database, account: Account
) -> None:
    _series, token = remember(database, account)

    with pytest.raises(NotFoundError):
        remembered.use(database, "other", token, KEY, NOW)
    with pytest.raises(NotFoundError):
        remembered.use(database, account.site, token, KEY, NOW + MONTH)
    accounts.close(database, account, NOW)
    with pytest.raises(NotFoundError):
        remembered.use(database, account.site, token, KEY, NOW)


def test_browsers_are_forgotten(database: Database, account: Account) -> None:
    stranger = an_account(database, email="b@exemple.fr")
    made = [remember(database, account) for _ in range(4)]
    sessions.create(database, account.id, NOW, MONTH, remembered=made[0][0])

    of_another = remembered.delete(database, stranger.id, made[0][0])
    one = remembered.delete(database, account.id, made[0][0])
    remembered.forget(database, made[1][1])
    others = remembered.delete_other(database, account.id, made[2][0])

    assert (of_another, one, others) == (0, 1, 1)
    assert [found.series for found in remembered.list_of(database, account.id, NOW)] == [made[2][0]]
    assert sessions.list_of(database, account.id, NOW) == []
    assert remembered.delete_expired(database, NOW + MONTH) == 1
    assert remembered.delete_all(database, account.id) == 0


def test_processes_that_ask_together_get_the_same_token(
    database: Database, account: Account, database_url: str
) -> None:
    _series, token = remember(database, account)

    given = all_at_once(database_url, use_in_process, token)

    assert len(set(given)) == 1
    assert "stolen" not in given
