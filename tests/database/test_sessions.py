"""Sessions: read in one query, over when nobody uses them or at their end."""

from datetime import timedelta

import pytest

from engine.database import Database, accounts, remembered, sessions
from engine.database.accounts import Account
from engine.errors import NotFoundError
from tests.database.samples import NOW, an_account, counted

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def account(database: Database) -> Account:
    return an_account(database)


def test_a_token_opens_its_session(database: Database, account: Account) -> None:
    token = sessions.create(
        database, account.id, NOW, DAY, ends_at=NOW + 2 * DAY, authenticated_at=NOW,
        browser="Firefox", address="192.0.2.0",
    )  # fmt: skip

    session = sessions.load(database, token, NOW)

    assert (session.account, session.expires_at) == (account.id, NOW + DAY)
    assert (session.ends_at, session.authenticated_at) == (NOW + 2 * DAY, NOW)
    assert (session.browser, session.address) == ("Firefox", "192.0.2.0")
    assert token not in str(database.rows("SELECT * FROM session"))


def test_session_and_account_come_in_one_query(database: Database, account: Account) -> None:
    token = sessions.create(database, account.id, NOW, DAY)

    with counted(database) as statements:
        session, found = sessions.load_with_account(database, account.site, token, NOW)

    assert len(statements) == 1
    assert session == sessions.load(database, token, NOW)
    assert found == account


def test_a_session_opens_nothing_at_another_site(database: Database, account: Account) -> None:
    token = sessions.create(database, account.id, NOW, DAY)

    with pytest.raises(NotFoundError):
        sessions.load_with_account(database, "other", token, NOW)


def test_the_session_of_a_closed_account_is_over(database: Database, account: Account) -> None:
    token = sessions.create(database, account.id, NOW, DAY)

    accounts.close(database, account, NOW)

    with pytest.raises(NotFoundError):
        sessions.load_with_account(database, account.site, token, NOW)


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


def test_no_session_lasts_past_its_end(database: Database, account: Account) -> None:
    end = NOW + 40 * MINUTE
    token = sessions.create(database, account.id, NOW, 30 * MINUTE, ends_at=end)
    session = sessions.load(database, token, NOW)

    sessions.seen(database, session, NOW + 20 * MINUTE, 30 * MINUTE)

    assert sessions.load(database, token, end - MINUTE).expires_at == end
    with pytest.raises(NotFoundError):
        sessions.load(database, token, end)
    assert sessions.delete_expired(database, end) == 1


def test_a_person_sees_their_sessions_and_ends_the_others(
    database: Database, account: Account
) -> None:
    stranger = an_account(database, email="b@exemple.fr")
    tokens = [sessions.create(database, account.id, NOW + n * MINUTE, DAY) for n in range(3)]
    theirs = sessions.create(database, stranger.id, NOW, DAY)
    mine = sessions.load(database, tokens[0], NOW)

    found = sessions.list_of(database, account.id, NOW + MINUTE)
    of_another = sessions.delete_one(database, stranger.id, found[0].id)
    ended = sessions.delete_one(database, account.id, found[0].id)
    others = sessions.delete_other(database, account.id, mine.token_hash)

    assert [one.seen_at for one in found] == [NOW + n * MINUTE for n in (2, 1, 0)]
    assert (of_another, ended, others) == (0, 1, 1)
    assert sessions.list_of(database, account.id, NOW) == [mine]
    assert sessions.load(database, theirs, NOW).account == stranger.id


def test_ending_a_session_forgets_its_browser(database: Database, account: Account) -> None:
    series = [remembered.create(database, account.id, "", NOW, DAY)[0] for _ in range(3)]
    tokens = [sessions.create(database, account.id, NOW, DAY, remembered=one) for one in series]
    (listed,) = [one for one in sessions.list_of(database, account.id, NOW)
                 if one.remembered == series[1]]  # fmt: skip

    sessions.delete(database, tokens[0])
    sessions.delete_one(database, account.id, listed.id)

    assert [one.series for one in remembered.list_of(database, account.id, NOW)] == series[2:]


def test_the_second_factor_is_due_until_it_is_given(database: Database, account: Account) -> None:
    due = NOW + 10 * MINUTE
    token = sessions.create(database, account.id, NOW, DAY, second_factor_due_at=due)
    waiting = sessions.load(database, token, NOW)

    sessions.authenticated(database, waiting, NOW + MINUTE)

    found = sessions.load(database, token, NOW)
    assert waiting.second_factor_due_at == due
    assert (found.second_factor_due_at, found.authenticated_at) == (None, NOW + MINUTE)
