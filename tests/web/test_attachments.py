"""One document of several is sent, at once, later, or was sent before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client
from tests.web.depot import PDF
from tests.web.site import Site

PROCEDURE = """\
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: domicile
    title: Domicile
    fields:
      - field: domicile
        type: files
        label: Justificatif de domicile
        one_of: [{value: bail, label: Bail}, {value: quittance, label: Quittance de loyer}]
        later: true
        already: true
next: "{{ 'Envoyez-le sous dix jours.' if domicile_piece == 'later' else 'Merci.' }}"
"""


@pytest.fixture
def client(open_site: Callable[..., Site], forms: Path) -> Client:
    (forms / "procedures" / "essai.yaml").write_text(PROCEDURE, "utf-8")
    client = Client(open_site().app)
    client.open("/demarches/essai")
    return client


def test_the_document_that_is_chosen_is_asked_for_and_named(client: Client) -> None:
    client.send({"domicile_piece": "quittance"})
    asked = client.page.text, client.page.errors
    client.send({"domicile_piece": "quittance"}, files={"domicile": [PDF]})
    summary = client.page

    assert "Quittance de loyer" in asked[0]
    assert summary.heading == "Vérifiez vos réponses"
    assert "Justificatif de domicile Quittance de loyer" in summary.text
    assert "carte.pdf" in summary.text


def test_a_file_added_before_going_on_stays_with_its_document(client: Client) -> None:
    client.send({"domicile_piece": "bail"})
    client.send({"domicile_piece": "quittance"}, action="ajouter", files={"domicile": [PDF]})
    added = client.page.text

    again = client.open("/demarches/essai/domicile")
    removed = client.press(client.page.actions("retirer")[0])

    assert "carte.pdf" in added
    assert "carte.pdf" in again.text
    assert again.value("domicile_piece") == "quittance"
    assert "carte.pdf" not in removed.text


@pytest.mark.parametrize(
    ("state", "said", "after"),
    [
        ("later", "Je l'enverrai plus tard", "Envoyez-le sous dix jours."),
        ("already", "Je l'ai déjà transmis", "Merci."),
    ],
)
def test_nothing_is_asked_of_what_is_sent_later_or_was_sent_before(
    client: Client, state: str, said: str, after: str
) -> None:
    client.send({"domicile_piece": state})
    summary = client.page
    receipt = client.send(action="transmettre")

    assert summary.heading == "Vérifiez vos réponses"
    assert said in summary.text
    assert said in receipt.text
    assert after in receipt.text


@pytest.mark.parametrize("typed", ["", "passeport", "now", "x" * 5000])
def test_a_document_that_is_not_offered_is_refused(client: Client, typed: str) -> None:
    form = {name: texts for name, texts in client.page.values.items() if name[0] == "_"}
    page = client.post("/demarches/essai", {**form, "domicile_piece": typed, "_action": "suivant"})

    assert page.status == 422
    assert len(page.errors) == 1
