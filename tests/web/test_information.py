"""One's own information: known already, kept in the account, changed by those who prove it's them."""

from datetime import timedelta

import pytest
import time_machine

from engine.database import accounts
from tests.web.client import Client
from tests.web.conftest import NOON, on_both
from tests.web.site import PASSWORD, Site

START = "/demarches/mes-informations"
HOST = "paysdesecrins.localhost"
TYPED = {
    "telephone": "06 12 34 56 78", "adresse": "1 rue Neuve", "code_postal": "05100",
    "commune": "Briançon",
}  # fmt: skip
LATER = NOON + timedelta(minutes=11)


def contact_of(site: Site, person: str = "hote") -> dict[str, object]:
    account = accounts.find(site.desk.database, "msa", f"{person}@demo.test")
    assert account is not None
    found: dict[str, object] = account.details["profile"]["contact"]
    return found


@pytest.fixture
def hote(site: Site) -> Client:
    """The browser of somebody with two lodgings."""
    return site.client("hote")


def test_what_the_account_knows_is_proposed_and_said_to_be_known(hote: Client) -> None:
    page = hote.open(START)

    assert page.value("telephone") == "04 92 00 00 00"
    assert page.value("commune") == "Vallouise-Pelvoux"
    assert page.text.count("Déjà connu de votre compte") == 4


def test_nothing_is_said_to_be_known_of_somebody_new(site: Site) -> None:
    page = site.client("emma").open(START)

    assert page.value("telephone") == ""
    assert "Déjà connu" not in page.text


@on_both
def test_what_is_sent_is_kept_in_the_account_with_a_receipt(site: Site) -> None:
    hote = site.client("hote")
    hote.open(START)

    page = hote.send(TYPED)

    assert page.heading == "Votre envoi est bien reçu"
    assert contact_of(site) == {**TYPED, "telephone": "+33612345678"}
    assert hote.open(f"{START}").value("telephone") == "06 12 34 56 78"


@on_both
def test_a_person_of_whom_nothing_was_known_has_a_record_then(site: Site) -> None:
    emma = site.client("emma")
    emma.open(START)

    emma.send(TYPED)

    assert contact_of(site, "emma")["commune"] == "Briançon"


def test_nothing_is_kept_of_a_number_that_is_wrong(site: Site, hote: Client) -> None:
    hote.open(START)

    page = hote.send({**TYPED, "telephone": "06 12"})

    assert page.status == 422
    assert contact_of(site)["telephone"] == "+33492000000"


def test_the_password_is_asked_again_when_it_was_given_long_ago(site: Site, hote: Client) -> None:
    with time_machine.travel(LATER, tick=False):
        page = hote.open(START)

        assert page.status == 401
        assert "saisissez à nouveau votre mot de passe" in page.text
        again = hote.send({"courriel": "hote@demo.test", "mot_de_passe": PASSWORD})

    assert again.heading == "Vos coordonnées"


def test_what_was_typed_comes_back_once_the_password_is_given(site: Site, hote: Client) -> None:
    hote.open(START)

    with time_machine.travel(LATER, tick=False):
        asked = hote.send(TYPED)
        page = hote.send({"courriel": "hote@demo.test", "mot_de_passe": PASSWORD})

    assert asked.status == 401
    assert page.value("commune") == "Briançon"
    assert contact_of(site)["commune"] == "Vallouise-Pelvoux"
