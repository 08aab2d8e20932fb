"""Lodgings: asking that one be changed, added or classified."""

from typing import Any

import pytest

from engine.database import change_requests
from engine.database.change_requests import ChangeRequest
from tests.samples import pdf
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.site import Site

TICKED = {"exactitude": "oui"}
LODGING, CLASSIFICATION = "/demarches/hebergement", "/demarches/classement"
NEW = {
    "nom": "Chalet du Lac", "adresse.adresse": "2 rue du Lac", "adresse.code_postal": "05100",
    "adresse.commune": "Briançon", "capacite": "4", "numero": "",
}  # fmt: skip


def asked_at(site: Site) -> list[ChangeRequest]:
    return change_requests.list_waiting(site.desk.database, "msa", 10)


def describe(client: Client, lodging: str, **typed: Any) -> Client:
    client.open(LODGING)
    client.send({"hebergement": lodging})
    client.send(typed)
    return client


@pytest.fixture
def hote(site: Site) -> Client:
    """The browser of somebody with two lodgings."""
    return site.client("hote")


def test_the_lodging_that_is_chosen_is_described_as_it_is_known(hote: Client) -> None:
    hote.open(LODGING)

    page = hote.send({"hebergement": "h2"})

    assert page.heading == "Studio de la Guisane"
    assert page.value("capacite") == "2"
    assert page.value("numero") == ""
    assert page.text.count("Déjà connu de votre compte") == 3


def test_another_lodging_is_described_from_nothing(hote: Client) -> None:
    hote.open(LODGING)

    page = hote.send({"hebergement": "nouveau"})

    assert page.heading == "Votre nouvel hébergement"
    assert page.value("nom") == ""


def test_what_was_said_of_a_lodging_is_not_said_of_another_one(hote: Client) -> None:
    describe(hote, "h1", nom="Gîte rénové", capacite="9")

    hote.open(f"{LODGING}/choix")
    page = hote.send({"hebergement": "h2"})

    assert page.value("nom") == "Studio de la Guisane"
    assert page.value("capacite") == "2"


def test_choosing_the_same_lodging_again_changes_nothing(hote: Client) -> None:
    describe(hote, "h1", nom="Gîte rénové", capacite="9")

    hote.open(f"{LODGING}/choix")
    hote.send({"hebergement": "h1"})
    page = hote.open(f"{LODGING}/description")

    assert page.value("nom") == "Gîte rénové"


@on_both
def test_a_change_is_asked_for_and_nothing_is_changed_yet(site: Site) -> None:
    hote = describe(site.client("hote"), "h1", capacite="9")

    page = hote.send(TICKED, action="transmettre")

    (asked,) = asked_at(site)
    assert page.heading == "Votre envoi est bien reçu"
    assert (asked.list, asked.row) == ("hebergements", "h1")
    assert (asked.before, asked.after) == ({"capacite": 6}, {"capacite": 9})
    assert asked.submission is not None
    hote.open(f"{LODGING}")
    assert hote.send({"hebergement": "h1"}).value("capacite") == "6"


@on_both
def test_a_new_lodging_is_asked_for(site: Site) -> None:
    hote = describe(site.client("hote"), "nouveau", **NEW)

    hote.send(TICKED, action="transmettre")

    (asked,) = asked_at(site)
    assert asked.row == ""
    assert asked.after["capacite"] == 4
    assert asked.after["nom"] == "Chalet du Lac"


def test_sent_twice_it_is_asked_once(site: Site, hote: Client) -> None:
    describe(hote, "h1", capacite="9")
    summary = hote.page

    hote.send(TICKED, action="transmettre")
    hote.post(summary.address, {**summary.values, "exactitude": "oui", "_action": "transmettre"})

    assert len(asked_at(site)) == 1
    assert site.count("submission") == 1


@on_both
def test_a_classification_is_asked_for_with_its_certificate(site: Site) -> None:
    hote = site.client("hote")
    hote.open(CLASSIFICATION)
    hote.send({"hebergement": "h2"})
    page = hote.send({"classement": "2 étoiles", "decide_le": "10/03/2025"})
    assert page.value("expire_le") == "10/03/2030"

    hote.send({}, files={"certificat": [("decision.pdf", pdf())]})
    hote.send(TICKED, action="transmettre")

    (asked,) = asked_at(site)
    assert asked.before == {"classement": "non classé", "classement_expire": None}
    assert asked.after == {"classement": "2 étoiles", "classement_expire": "2030-03-10"}


def test_a_classification_needs_its_certificate(hote: Client) -> None:
    hote.open(CLASSIFICATION)
    hote.send({"hebergement": "h2"})
    hote.send({"classement": "2 étoiles", "decide_le": "10/03/2025"})

    page = hote.send({})

    assert page.status == 422
    assert page.errors == ["Ajoutez la décision de classement."]


def test_lodgings_are_for_those_who_have_some(site: Site) -> None:
    lea = site.client("lea")

    assert lea.open(LODGING).status == 403
    assert lea.open(CLASSIFICATION).status == 403
