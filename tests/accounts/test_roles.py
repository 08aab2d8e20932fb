"""Roles, lives of sessions, browsers and addresses."""

from datetime import timedelta

import pytest

from engine.accounts.browsers import described, shortened, throttled_as
from engine.accounts.lifetimes import session_life
from engine.accounts.roles import ROLES, may, may_be_remembered, needs_second_factor, rights_of


def test_a_role_gives_its_rights_and_no_others() -> None:
    assert may(["agent"], "messages")
    assert not may(["agent"], "definitions")
    assert may(["agent", "author"], "definitions")
    assert rights_of(["unknown"]) == rights_of([]) == frozenset()
    assert may(["contributor"], "definitions")
    assert not may(["contributor"], "publish")
    assert ROLES == ("agent", "author", "contributor", "operator")


def test_a_role_asks_for_more() -> None:
    assert needs_second_factor(["author"])
    assert not needs_second_factor([])
    assert may_be_remembered([])
    assert not may_be_remembered(["operator"])


def test_sessions_are_shorter_with_a_role_and_until_the_second_factor() -> None:
    person = session_life([], second_factor_due=False)
    agent = session_life(["agent"], second_factor_due=True)

    assert (person.idle, person.longest) == (timedelta(minutes=30), timedelta(hours=12))
    assert (agent.idle, agent.longest) == (timedelta(minutes=10), timedelta(hours=8))


WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Windows",
        ),
        (f"(Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/18.5 Safari/605", "Safari, macOS"),
        (f"(Linux; Android 10; K) {WEBKIT} Chrome/137.0 Mobile Safari/537.36", "Chrome, Android"),
        (f"(Windows NT 10.0) {WEBKIT} Chrome/137.0 Safari/537.36 Edg/137.0", "Edge, Windows"),
        ("curl/8.5.0", "?, ?"),
        ("", "?, ?"),
    ],
)
def test_a_browser_is_told_in_two_words(agent: str, said: str) -> None:
    assert described(agent) == said


@pytest.mark.parametrize(
    ("address", "short", "counted"),
    [
        ("192.0.2.77", "192.0.2.0", "192.0.2.77"),
        ("2001:db8:1:2:3::4", "2001:db8:1::", "2001:db8:1:2::"),
        ("::ffff:192.0.2.77", "192.0.2.0", "192.0.2.77"),
        ("fe80::1%eth0", "fe80::", "fe80::"),
        ("unknown", "", "unknown"),
        ("", "", ""),
    ],
)
def test_an_address_is_kept_shortened(address: str, short: str, counted: str) -> None:
    assert shortened(address) == short
    assert throttled_as(address) == counted
