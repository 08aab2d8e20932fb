"""The hub: documents added, removed, and fewer of them wanted than begun."""

import pytest

from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.depot import JPEG, draft_of, fill_item, to_hub, to_summary, to_type
from tests.web.site import Site


def items(client: Client) -> list[str]:
    """The documents of the hub, each with its state."""
    found = client.page.tree.xpath("//ol[@class='hub']/li/div[@class='what']")
    return [" ".join(str(one.text_content()).split()) for one in found]


def change_number(client: Client, number: int) -> None:
    """Say another number of documents; the hub again."""
    client.open(f"{draft_of(client)}/nombre")
    client.send({"nombre": str(number)})


def test_a_hub_shows_its_documents_and_their_state(lea: Client) -> None:
    to_hub(lea, 3)
    fill_item(lea, name="carte")
    to_type(lea, name="bail", position=2)
    lea.open(f"{draft_of(lea)}/documents")

    assert items(lea) == ["carte Complet", "bail En cours", "Document 3 À charger"]


def test_the_words_of_a_hub_are_those_of_its_group(lea: Client) -> None:
    hub = to_hub(lea, 2)

    (button,) = hub.tree.xpath("//button[@name='_action'][@value='ajouter']")

    assert str(button.text_content()) == "Ajouter un document"
    assert items(lea) == ["Document 1 À charger", "Document 2 À charger"]


def test_more_documents_are_added_up_to_the_most(lea: Client) -> None:
    hub = to_hub(lea, 9)

    full = lea.press("ajouter")
    lea.post(hub.address, {**hub.values, "_action": "ajouter"})

    assert full.heading == "Vous voulez transmettre 10 documents"
    assert full.actions("ajouter") == []
    assert lea.page.heading == "Vous voulez transmettre 10 documents"
    assert len(items(lea)) == 10


@on_both
def test_a_document_removed_takes_its_answers_and_its_files_with_it(
    site: Site, lea: Client
) -> None:
    to_hub(lea, 2)
    fill_item(lea, name="À garder", position=1)
    fill_item(lea, name="À enlever", position=2, files=[JPEG])
    before = len(site.files())

    question = lea.open(f"{draft_of(lea)}/-/retirer/documents/2")
    after = lea.send(action="confirmer")

    assert question.heading.replace("\u00a0", " ") == "Supprimer « À enlever » ?"
    assert after.heading == "Vous voulez transmettre 1 document"
    assert items(lea) == ["À garder Complet"]
    assert before == 3
    assert len(site.files()) == 1
    assert site.count("upload") == 1


def test_the_others_keep_their_address_when_one_is_removed(lea: Client) -> None:
    to_hub(lea, 3)
    for position, name in enumerate(("Un doc", "Deux docs", "Trois docs"), 1):
        to_type(lea, name=name, position=position)
        lea.open(f"{draft_of(lea)}/documents")

    lea.open(f"{draft_of(lea)}/-/retirer/documents/2")
    lea.send(action="confirmer")

    assert items(lea) == ["Un doc En cours", "Trois docs En cours"]
    assert lea.open(f"{draft_of(lea)}/documents/3/nature").value("intitule") == "Trois docs"


@pytest.mark.parametrize("item", ["9", "1"])
def test_the_only_document_and_one_that_is_not_there_are_not_removed(
    site: Site, lea: Client, item: str
) -> None:
    summary = to_summary(lea)

    lea.post(f"{draft_of(lea)}/-/retirer/documents/{item}", summary.values)
    lea.open(f"{draft_of(lea)}/recapitulatif")

    assert lea.page.heading != "Vous voulez transmettre 0 document"
    lea.open(f"{draft_of(lea)}/documents")
    assert lea.page.heading == "Vous voulez transmettre 1 document"
    assert len(items(lea)) == 1


def test_a_lower_number_takes_away_what_is_empty_only(lea: Client) -> None:
    to_hub(lea, 3)
    fill_item(lea, name="Deuxième", position=2)

    change_number(lea, 1)

    assert items(lea) == ["Deuxième Complet"]


def test_a_lower_number_than_what_is_begun_asks_which_to_remove(lea: Client) -> None:
    to_hub(lea, 2)
    fill_item(lea, name="Premier", position=1)
    fill_item(lea, name="Deuxième", position=2)

    change_number(lea, 1)
    hub, shown = lea.page, items(lea)
    blocked = lea.open(f"{draft_of(lea)}/recapitulatif")

    assert shown == ["Premier Complet", "Deuxième En trop"]
    assert "Vous en avez commencé un de plus que le nombre indiqué" in hub.text
    assert blocked.address == hub.address
    lea.open(f"{draft_of(lea)}/-/retirer/documents/1")
    lea.send(action="confirmer")
    assert items(lea) == ["Deuxième Complet"]
    assert lea.open(f"{draft_of(lea)}/recapitulatif").heading == "Vérifiez vos réponses"


def test_a_higher_number_adds_empty_documents(lea: Client) -> None:
    to_summary(lea)

    change_number(lea, 2)

    assert items(lea) == ["carte Complet", "Document 2 À charger"]
    assert (
        "Il reste 1 document à compléter." in lea.page.text or "Il reste 1 élément" in lea.page.text
    )


@on_both
def test_a_draft_abandoned_leaves_neither_answers_nor_files(site: Site, lea: Client) -> None:
    to_hub(lea)
    fill_item(lea, files=[JPEG])
    received = len(site.files())

    lea.open(f"{draft_of(lea)}/-/abandonner")
    after = lea.send(action="confirmer")

    assert received == 2
    assert after.heading == "Mes envois"
    assert site.files() == []
    assert site.count("draft") == 0
    assert site.count("upload") == 0


def test_a_draft_abandoned_twice_is_no_fault(lea: Client) -> None:
    to_hub(lea)
    question = lea.open(f"{draft_of(lea)}/-/abandonner")
    lea.send(action="confirmer")

    again = lea.post(question.address, question.values)

    assert again.status in {200, 404}


def test_what_was_sent_cannot_be_abandoned(site: Site, lea: Client) -> None:
    summary = to_summary(lea)
    question = lea.open(f"{draft_of(lea)}/-/abandonner")
    lea.post(summary.address, {**summary.values, "conformite": "oui", "_action": "transmettre"})

    after = lea.post(question.address, question.values)

    assert after.heading == "Votre envoi est bien reçu"
    assert len(site.files()) == 1


def test_inside_a_document_the_steps_are_counted_under_its_name(lea: Client) -> None:
    to_hub(lea, 2)
    first = lea.follow("Charger le document 2").text

    second = lea.send({"intitule": "bail"}).text

    assert "Document 2 – étape 1 sur 4 : Indiquer le nom de ce document" in first
    assert "bail – étape 2 sur 4 : Type de document" in second
