"""The tutorial, followed word for word in an empty folder, then its procedure walked through."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from engine.settings import Settings
from engine.web import create_app
from tests.manual.following import Follower
from tests.manual.pages import ROOT, pieces
from tests.web.client import Client

PAGE = ROOT / "docs" / "authors" / "tutorial.md"
SECRET = "a secret that is long enough for a test"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Follower:
    """What came of following the page; `served` is the folder as it was when it was served."""
    follower = Follower(tmp_path_factory.mktemp("tutorial"))
    for piece in pieces(PAGE):
        follower.follow(piece)
        if piece.kind == "serves":
            copytree(follower.folder / "forms", follower.folder / "served", dirs_exist_ok=True)
    return follower


@pytest.fixture
def client(followed: Follower, tmp_path: Path) -> Iterator[Client]:
    """A browser at the site that the page makes."""
    application = create_app(
        Settings.of(
            {
                "STATE": str(tmp_path),
                "FORMS": str(followed.folder / "served"),
                "SECRET_KEY": SECRET,
                "PUBLIC_URL": "http://localhost",
            }
        )
    )
    yield Client(application)
    application.extensions["guichet"].database.close()


def test_every_file_and_command_does_what_the_page_shows(followed: Follower) -> None:
    assert "\n\n".join(followed.differences) == ""


def test_what_camille_answers_leads_to_a_receipt_with_the_amount(client: Client) -> None:
    client.open("/demarches/vide-grenier")
    client.send({"nom.nom": "Durand", "nom.prenom": "Camille", "courriel": "camille@exemple.test"})
    client.send({"qualite": "particulier", "habitant": "non"})
    client.send({"ville": "Gap"})
    refused = client.send({"jour": "10/05/2027"})
    client.send({"jour": "05/09/2027"})
    client.follow("Commencer")
    client.send({"metres": "4", "objets": ["jouets", "livres"]})
    client.send(action="ajouter")
    client.follow("Commencer")
    client.send({"metres": "2", "objets": ["vetements"]})
    total = client.follow("Continuer")
    summary = client.send()
    receipt = client.send({"deux_ventes": "oui"}, action="transmettre")

    assert refused.errors == ["Le vide-grenier a lieu le 9 mai et le 5 septembre 2027."]
    assert "22,80 €" in total.text
    assert "Réserver ces 2 emplacements" in summary.text
    assert "22,80 €" in receipt.text
    assert "Délibération du 8 décembre 2026" in receipt.text
    assert "22,80 €" in PAGE.read_text("utf-8")


def test_a_seller_by_trade_is_told_that_it_is_not_for_them(client: Client) -> None:
    client.open("/demarches/vide-grenier")
    client.send({"nom.nom": "Durand", "nom.prenom": "Camille", "courriel": "camille@exemple.test"})

    page = client.send({"qualite": "professionnel", "habitant": "oui"})

    assert page.heading == "Le vide-grenier est réservé aux particuliers"
