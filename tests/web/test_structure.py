"""Exits, groups in groups and hundreds of items, asked for in ways that pages do not offer."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from tests.web.client import Client
from tests.web.site import Site

ROOT = "/demarches/declarer-un-foyer"
INNER = f"{ROOT}/logements/1/occupants"
FULL = [
    {
        "_key": "1",
        "ville": "Gap",
        "mois": 12,
        "occupants": [{"_key": "1", "prenom": "Léa"}, {"_key": "2", "prenom": "Tom"}],
        "autre_occupant": False,
    }
]


@pytest.fixture
def household(open_site: Callable[..., Site], forms: Path) -> Site:
    """A site with the definition of the browser tests."""
    definition = Path(__file__).parent.parent / "browser" / "definitions" / "foyer.yaml"
    copy(definition, forms / "procedures" / "declarer-un-foyer.yaml")
    return open_site()


@pytest.fixture
def person(household: Site) -> Client:
    """Somebody who began."""
    client = household.client()
    client.open(f"{ROOT}?nouveau=1")
    client.send({"age": "40"})
    return client


def give(site: Site, homes: object) -> None:
    """Put answers in the draft, up to the group."""
    answers = {"age": 40, "tuteur": None, "aides": ["aucune"], "logements": homes}
    site.desk.database.change("UPDATE draft SET answers = ?", json.dumps(answers))
    site.desk.journeys.kept.clear()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{ROOT}/nulle-part", 404),
        (f"{ROOT}/logements/1/nulle-part", 404),
        (f"{INNER}/1/nulle-part", 404),
        (f"{ROOT}/logements/1/occupants/1/personne/1/lit", 404),
        (f"{ROOT}/logements/9/ville", 303),
        (f"{INNER}/9/personne", 303),
        (f"{ROOT}/trop-jeune", 303),
        (f"{ROOT}/-/retirer/logements/9", 303),
        (f"{ROOT}/-/retirer/logements/1/occupants/9", 303),
        (INNER, 200),
        (f"{INNER}/2/personne", 200),
        (f"{ROOT}/logements?page=999999999999", 200),
        (f"{ROOT}/logements?page=-1", 200),
        (f"{ROOT}/logements?page=deux", 200),
    ],
)
def test_addresses_that_nobody_offers(
    household: Site, person: Client, path: str, status: int
) -> None:
    give(household, FULL)

    assert person.http.get(path).status_code == status


def test_an_exit_takes_nothing(household: Site, person: Client) -> None:
    person.open(f"{ROOT}/situation")
    values = person.page.values
    page = person.send({"age": "12", "tuteur": "Marc"})

    after = person.http.post(page.address, data={**values, "_action": "suivant"})

    assert page.heading == "Cette démarche n'est pas pour vous"
    assert (after.status_code, after.headers["Location"]) == (303, page.address)
    assert household.count("submission") == 0


def test_an_item_in_an_item_is_removed_with_what_was_typed_in_it(
    household: Site, person: Client
) -> None:
    give(household, FULL)

    person.open(f"{ROOT}/-/retirer/logements/1/occupants/2")
    person.send(action="confirmer")

    ((kept,),) = household.rows("SELECT answers FROM draft")
    occupants = json.loads(kept)["logements"][0]["occupants"]
    assert occupants == [{"_key": "1", "prenom": "Léa"}]


def test_the_receipt_and_its_document_hold_items_of_items(household: Site, person: Client) -> None:
    give(household, FULL)
    person.open(f"{ROOT}/recapitulatif")

    receipt = person.send(action="transmettre")
    document = person.http.get(f"{receipt.address}.pdf")

    assert "1. Gap – 2. Tom" in receipt.text
    assert document.data.startswith(b"%PDF")
    ((sent,),) = household.rows("SELECT answers FROM submission")
    assert json.loads(sent)["logements"] == [
        {"ville": "Gap", "mois": 12, "occupants": [{"prenom": "Léa"}, {"prenom": "Tom"}]}
    ]


def test_items_above_the_most_are_neither_added_nor_lost(household: Site, person: Client) -> None:
    homes = [{**FULL[0], "_key": str(key)} for key in range(1, 41)]
    give(household, homes)
    values = person.open(f"{ROOT}/situation").values

    person.http.post(f"{ROOT}/logements", data={**values, "_action": "ajouter"})

    ((kept,),) = household.rows("SELECT answers FROM draft")
    assert len(json.loads(kept)["logements"]) == 40
    assert "supprimez" in person.open(f"{ROOT}/logements").text
