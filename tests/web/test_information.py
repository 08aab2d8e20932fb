"""One's own information: known already, kept in the account, changed by those who sign in again."""

from datetime import timedelta

import pytest
import time_machine

from engine.database import accounts
from tests.web.client import Client
from tests.web.conftest import NOON, on_both
from tests.web.site import PASSWORD, Site

START = "/demarches/mes-informations"
HOST = "paysdesecrins.localhost"
ADDRESS = {"adresse": "1 rue Neuve", "code_postal": "05100", "commune": "Briançon"}
TYPED = {
    "telephone": "06 12 34 56 78",
    **{f"adresse.{part}": text for part, text in ADDRESS.items()},
}
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
    assert page.value("adresse.commune") == "Vallouise-Pelvoux"
    assert page.text.count("Déjà connu de votre compte") == 2


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
    assert contact_of(site)["telephone"] == "+33612345678"
    assert hote.open(f"{START}").value("telephone") == "06 12 34 56 78"


@on_both
def test_a_person_of_whom_nothing_was_known_has_a_record_then(site: Site) -> None:
    emma = site.client("emma")
    emma.open(START)

    emma.send(TYPED)

    assert contact_of(site, "emma") == {"telephone": "+33612345678"}


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
    assert page.value("adresse.commune") == "Briançon"
    assert contact_of(site)["commune"] == "Vallouise-Pelvoux"


@on_both
def test_an_address_changes_once_an_agent_accepts(site: Site) -> None:
    hote, agent = site.client("hote"), site.client("agent")
    hote.open(START)
    hote.send(TYPED)
    assert contact_of(site)["adresse"] == "12 chemin des Mélèzes"

    agent.open("/bureau/demandes")
    agent.follow("Décider")
    agent.send({"decision": "accepter"}, action=None)

    assert contact_of(site) == {"telephone": "+33612345678", **ADDRESS}


def test_a_number_that_changes_alone_asks_nobody(site: Site, hote: Client) -> None:
    hote.open(START)

    hote.send({"telephone": "06 12 34 56 78"})

    assert contact_of(site)["telephone"] == "+33612345678"
    assert site.count("change_request") == 0


def test_a_name_changes_once_an_agent_accepts(site: Site, hote: Client) -> None:
    agent = site.client("agent")
    page = hote.open(START)
    assert "Votre compte est au nom de Camille Roux." in page.text
    hote.send({"nom.nom": "Roux-Martin", "nom.prenom": "Camille"})

    agent.open("/bureau/demandes")
    agent.follow("Décider")
    agent.send({"decision": "accepter"}, action=None)

    account = accounts.find(site.desk.database, "msa", "hote@demo.test")
    assert account is not None
    assert account.name == "Camille Roux-Martin"


def test_a_name_is_given_whole(site: Site, hote: Client) -> None:
    hote.open(START)

    page = hote.send({"nom.nom": "Roux-Martin"})

    assert page.errors == ["Saisissez votre nom et votre prénom."]
    assert site.count("submission") == 0
