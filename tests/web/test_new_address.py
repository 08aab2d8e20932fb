"""Changing the address that one signs in with: the password, then the link of a mail."""

import re

import pytest

from engine.database import accounts, effects
from engine.services.mailing import LinkMails
from engine.services.worker import run_once
from tests.web.client import Client
from tests.web.conftest import NOON, on_both
from tests.web.site import PASSWORD, Site

START = "/demarches/changer-adresse"
NEW = "camille@exemple.fr"


class Letters:
    """A transport that keeps what it is given."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, str, str]] = []

    def deliver(self, number: str, payload: object, now: object) -> None:
        del number, now
        assert isinstance(payload, dict)
        link = payload["values"].get("link_url", "")
        self.kept.append((payload["name"], payload["to"], link))


def mails(site: Site) -> list[tuple[str, str, str]]:
    letters = Letters()
    transports = {"mail": letters, "link_mail": LinkMails(site.desk, letters)}
    run_once(site.desk.database, transports, lambda: NOON)  # type: ignore[arg-type]
    assert not effects.list_failed(site.desk.database)
    return letters.kept


@pytest.fixture
def hote(site: Site) -> Client:
    """The browser of somebody with an account."""
    return site.client("hote")


def ask(client: Client, email: str = NEW, password: str = PASSWORD) -> None:
    client.open(START)
    client.send({"courriel": email, "actuel": password})


@on_both
def test_the_address_is_changed_once_the_link_is_followed(site: Site) -> None:
    hote = site.client("hote")
    ask(hote)
    assert "Un courriel vient de partir" in hote.page.text

    ((name, to, link),) = [one for one in mails(site) if one[0] == "nouvelle-adresse"]
    before = accounts.find(site.desk.database, "msa", "hote@demo.test")
    hote.open(re.sub("^https?://[^/]+", "", link))
    hote.send(action=None)

    assert (name, to) == ("nouvelle-adresse", NEW)
    assert before is not None
    changed = accounts.find(site.desk.database, "msa", NEW)
    assert changed is not None
    assert changed.id == before.id


def test_nothing_is_sent_without_the_password(site: Site, hote: Client) -> None:
    ask(hote, password="une autre phrase 12")

    assert hote.page.status == 422
    assert "camille" not in str(mails(site))


def test_the_address_that_one_has_is_not_another_one(site: Site, hote: Client) -> None:
    ask(hote, email="Hote@Demo.test")

    assert hote.page.errors == ["C'est déjà l'adresse avec laquelle vous vous connectez."]


def test_that_somebody_has_the_address_is_not_told(site: Site, hote: Client) -> None:
    ask(hote, email="lea@demo.test")

    assert "Un courriel vient de partir" in hote.page.text
