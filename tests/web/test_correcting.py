"""From the summary to an answer to correct, and straight back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client
from tests.web.depot import COMMENT, PDF, fill_item, to_hub, to_summary
from tests.web.site import Site

SUMMARY = "Vérifiez vos réponses"
MARK = "?retour=recapitulatif"
BRANCHES = """
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - {step: a, title: A, fields: [{field: x, type: choice, label: X, choices: [un, deux]}]}
  - {step: b, title: B, when: x == "deux", fields: [{field: y, type: text, label: Y}]}
  - {step: c, title: C, when: x == "deux", fields: [{field: z, type: text, label: Z}]}
  - {step: d, title: D, fields: [{field: w, type: text, label: W}]}
"""


@pytest.fixture
def branching(open_site: Callable[..., Site], forms: Path) -> Client:
    (forms / "procedures" / "essai.yaml").write_text(BRANCHES)
    client = Client(open_site().app)
    client.open("/demarches/essai")
    client.send({"x": "un"})
    client.send({"w": "fini"})
    return client


def test_a_corrected_answer_leads_straight_back(lea: Client) -> None:
    to_summary(lea)

    opened = lea.follow("Modifier Indiquez le nom de ce document")
    after = lea.send({"intitule": "autre nom"})

    assert opened.address.endswith(f"/documents/1/nature{MARK}")
    assert after.heading == SUMMARY
    assert "autre nom" in after.text


def test_the_way_back_is_kept_through_mistakes_and_searches(lea: Client) -> None:
    to_summary(lea)
    lea.follow("Modifier Indiquez le nom de ce document")

    refused = lea.send({"intitule": "a"})
    after = lea.send({"intitule": "autre nom"})
    lea.follow("Modifier De quel type de document")
    lea.send({"_recherche": "bail"}, action="chercher")
    found = lea.send({"type": "autre"})

    assert (refused.status, after.heading, found.heading) == (422, SUMMARY, SUMMARY)


def test_files_put_in_order_keep_the_way_back(lea: Client) -> None:
    to_summary(lea, files=[PDF, ("autre.pdf", PDF[1])])
    lea.follow("Modifier Ajoutez les pages de ce document")

    lea.press(lea.page.actions("descendre:")[0])
    lea.press(lea.page.actions("retirer:")[0])
    after = lea.send()

    assert after.heading == SUMMARY


def test_previous_leads_back_to_the_summary_from_the_step_opened_there(lea: Client) -> None:
    to_summary(lea)

    lea.follow("Modifier Commentaire")
    after = lea.follow("Précédent")

    assert after.heading == SUMMARY


def test_what_a_correction_opens_is_asked_then_the_summary_again(branching: Client) -> None:
    branching.follow("Modifier X")

    first = branching.send({"x": "deux"})
    second = branching.send({"y": "oui"})
    back = branching.follow("Précédent")
    branching.send()
    after = branching.send({"z": "aussi"})

    assert (first.heading, second.heading, back.heading) == ("Y", "Z", "Y")
    assert after.heading == SUMMARY


def test_one_more_document_is_filled_in_then_the_summary_again(lea: Client) -> None:
    to_summary(lea)
    lea.follow("Modifier Combien de documents")

    hub = lea.send({"nombre": "2"})
    lea.follow("Charger le document 2")
    lea.send({"intitule": "bail"})
    lea.send({"type": "autre"})
    lea.send({"personne": "p1", "commentaire": COMMENT})
    after = lea.send(files={"pages": [PDF]})

    assert hub.heading == "Vous voulez transmettre 2 documents"
    assert after.heading == SUMMARY


def test_one_document_too_many_is_removed_then_the_summary_again(lea: Client) -> None:
    to_hub(lea, 2)
    fill_item(lea, position=1)
    fill_item(lea, position=2)
    lea.follow("Continuer")
    lea.follow("Modifier Combien de documents")
    lea.send({"nombre": "1"})

    lea.follow("Supprimer")
    lea.send(action="confirmer")
    back = lea.page.link("Précédent")
    after = lea.follow("Continuer")

    assert back.endswith("/recapitulatif")
    assert after.heading == SUMMARY


def test_an_invented_way_back_is_none(lea: Client) -> None:
    to_summary(lea)
    lea.open(f"{lea.page.link('Modifier Commentaire').partition('?')[0]}?retour=https://a.test")

    after = lea.send()

    assert after.heading == "Ajoutez les pages de ce document"
