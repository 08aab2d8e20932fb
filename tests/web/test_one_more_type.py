"""The proof of the house: a type of field is one file and one line of the table of types."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli.manual import CHAPTERS
from engine.cli.manual.types import type_pages
from engine.fields import TYPES
from tests.web.client import Client
from tests.web.plate import Plate
from tests.web.site import Site

PROCEDURE = """
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps:
  - step: un
    title: Votre véhicule
    fields:
      - {field: plaque, type: plate, label: Plaque, save_to: ""}
      - {field: corse, type: text, label: Ville, when: 'plaque == "AB-123-CD"'}
      - field: flotte
        type: table_of
        label: Vos autres véhicules
        optional: true
        columns: [{field: autre, type: plate, label: Autre plaque}]
"""


@pytest.fixture
def client(open_site: Callable[..., Site], forms: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser on a site whose engine has one type more."""
    monkeypatch.setitem(TYPES, "plate", Plate)  # the one line
    (forms / "procedures" / "essai.yaml").write_text(PROCEDURE, "utf-8")
    return Client(open_site().app)


def test_a_new_type_is_asked_judged_summed_up_and_sent(client: Client) -> None:
    client.open("/demarches/essai")
    refused = client.send({"plaque": "12 AB 34"})

    client.send({"plaque": "ab 123 cd"})
    summary = client.send({"plaque": "ab 123 cd", "corse": "Bastia"})
    receipt = client.send(action="transmettre")

    assert refused.status == 422
    assert refused.errors == ["Plaque : saisissez un numéro comme AB-123-CD."]
    assert refused.value("plaque") == "12 AB 34"
    assert "AB\u00a0123\u00a0CD" in summary.html
    assert "AB\u00a0123\u00a0CD" in receipt.html
    assert "Bastia" in receipt.html


def test_a_new_type_stands_in_a_row_too(client: Client) -> None:
    client.open("/demarches/essai")

    summary = client.send({"plaque": "zz-999-zz", "flotte.1.autre": "yy 888 yy"})

    assert "YY\u00a0888\u00a0YY" in summary.html


def test_a_new_type_has_its_page_in_the_manual(client: Client) -> None:
    del client

    pages = dict(type_pages(CHAPTERS[0]))

    assert "The number plate of a vehicle" in pages["fields/plate.md"]
