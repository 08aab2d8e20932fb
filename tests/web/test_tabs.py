"""Two tabs, two clicks, two drafts: no answer is lost, nothing is sent twice."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from tests.conftest import NOON
from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.depot import (
    PDF,
    START,
    fill_item,
    to_files,
    to_hub,
    to_person,
    to_receipt,
    to_summary,
)
from tests.web.site import Site

TOGETHER = """
procedure: ensemble
title: Ensemble
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: debut
    title: Début
    fields:
      - {field: mot, type: text, label: Un mot}
  - step: suite
    title: Suite
    fields:
      - {field: titre, type: text, label: Le titre}
      - {field: piece, type: files, label: La pièce, accept: [pdf]}
"""
LATER = NOON + timedelta(minutes=1)


def in_two_tabs(client: Client) -> Page:
    """The step of the person, changed in another tab since it was shown here."""
    to_hub(client)
    here = to_person(client)
    client.send({"personne": "p1", "commentaire": "De l'autre onglet"})
    return client.post(
        here.address,
        {**here.values, "personne": "p2", "commentaire": "D'ici", "_action": "suivant"},
    )


@on_both
def test_a_step_changed_in_another_tab_shows_both_answers(lea: Client) -> None:
    page = in_two_tabs(lea)

    assert page.status == 409
    assert page.heading == "Cette page a été modifiée dans un autre onglet"
    for text in ("Karim Benali", "Léa Martin", "D'ici", "De l'autre onglet"):
        assert text in page.text


@on_both
@pytest.mark.parametrize(
    ("person", "comment", "kept"),
    [
        ("mine", "mine", ("p2", "D'ici")),
        ("theirs", "theirs", ("p1", "De l'autre onglet")),
        ("mine", "theirs", ("p2", "De l'autre onglet")),
    ],
)
def test_each_answer_is_chosen_by_itself(
    lea: Client, person: str, comment: str, kept: tuple[str, str]
) -> None:
    step = in_two_tabs(lea).address

    after = lea.send({"_choix.personne": person, "_choix.commentaire": comment}, action="choisir")

    assert after.heading == "Ajoutez les pages de ce document"
    again = lea.open(step)
    assert (again.value("personne"), again.value("commentaire")) == kept


def test_the_answer_of_the_other_tab_may_be_nothing(lea: Client) -> None:
    to_hub(lea)
    to_person(lea)
    here = lea.send({"personne": "autre", "commentaire": "Pour elle"})
    lea.send({"personne": "p1", "commentaire": "Pour moi"})
    named = {"personne": "autre", "autre_personne.nom": "N", "autre_personne.prenom": "P"}
    lea.post(here.address, {**here.values, **named, "commentaire": "D'ici", "_action": "suivant"})

    choices = {name: "theirs" for name in lea.page.values if name.startswith("_choix.")}
    after = lea.send(choices, action="choisir")

    assert after.heading == "Ajoutez les pages de ce document"
    assert lea.open(here.address).value("personne") == "p1"


def test_the_same_answer_in_two_tabs_is_no_conflict(lea: Client) -> None:
    to_hub(lea)
    here = to_person(lea)
    answers = {"personne": "p1", "commentaire": "Pareil", "_action": "suivant"}

    pages = [lea.post(here.address, {**here.values, **answers}) for _ in range(2)]

    assert {page.heading for page in pages} == {"Ajoutez les pages de ce document"}


def test_another_step_in_another_tab_is_no_conflict(lea: Client) -> None:
    hub = to_hub(lea, 2)
    one = lea.open(f"{START}/documents/1/nature")
    lea.open(f"{START}/documents/2/nature")
    lea.send({"intitule": "Deuxième"})

    lea.post(one.address, {**one.values, "intitule": "Premier"})

    names = lea.open(hub.address).text
    assert "Premier" in names
    assert "Deuxième" in names


def test_files_added_in_another_tab_are_no_conflict_with_those_added_here(lea: Client) -> None:
    to_hub(lea)
    here = to_files(lea)
    lea.press("ajouter", {"pages": [PDF]})

    page = lea.post(
        here.address, {**here.values, "_action": "suivant"}, {"pages": [("b.pdf", PDF[1])]}
    )

    assert page.heading == "Vous voulez transmettre 1 document"
    again = lea.open(here.address)
    assert "carte.pdf" in again.text
    assert "b.pdf" in again.text


def test_a_text_sent_together_with_a_file_is_no_conflict(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    (forms / "procedures" / "ensemble.yaml").write_text(TOGETHER)
    nobody = open_site().client()
    nobody.open("/demarches/ensemble")
    nobody.send({"mot": "Bonjour"})

    page = nobody.send({"titre": "Ma pièce"}, files={"piece": [PDF]})

    assert page.status == 200
    assert page.heading == "Vérifiez vos réponses"


def test_a_page_with_a_text_and_files_keeps_what_is_typed_while_files_come(
    forms: Path, open_site: Callable[..., Site]
) -> None:
    (forms / "procedures" / "ensemble.yaml").write_text(TOGETHER)
    nobody = open_site().client()
    nobody.open("/demarches/ensemble")
    nobody.send({"mot": "Bonjour"})

    page = nobody.send({"titre": "Ma pièce"}, "ajouter", {"piece": [PDF]})

    assert page.value("titre") == "Ma pièce"
    assert nobody.send().heading == "Vérifiez vos réponses"


@on_both
def test_a_form_sent_twice_is_one_submission(site: Site, lea: Client) -> None:
    summary = to_summary(lea)
    data = {**summary.values, "conformite": "oui", "_action": "transmettre"}

    first, second = (lea.post(summary.address, data) for _ in range(2))

    assert first.address == second.address
    assert second.heading == "Votre envoi est bien reçu"
    assert site.count("submission") == 1
    assert site.count("effect") == 1


@on_both
def test_eight_clicks_at_once_are_one_submission(site: Site, lea: Client) -> None:
    summary = to_summary(lea)
    data = {**summary.values, "conformite": "oui", "_action": "transmettre"}
    cookie = lea.http.get_cookie("guichet")
    assert cookie is not None
    given: list[tuple[int, str]] = []

    def click() -> None:
        browser = site.app.test_client()
        browser.set_cookie("guichet", cookie.value)
        answer = browser.post(summary.address, data=data)
        given.append((answer.status_code, answer.headers["Location"]))
        site.close()

    at_once(click)

    assert len(given) == 8
    assert len(set(given)) == 1
    assert given[0][0] == 303
    assert site.count("submission") == 1
    assert site.count("effect") == 1


@on_both
def test_eight_files_sent_at_once_are_all_kept(site: Site, lea: Client) -> None:
    to_hub(lea)
    page = to_files(lea)
    cookie = lea.http.get_cookie("guichet")
    assert cookie is not None
    statuses: list[int] = []

    def send() -> None:
        browser = Client(site.app)
        browser.http.set_cookie("guichet", cookie.value)
        data = {**page.values, "_action": "ajouter"}
        answer = browser.post(page.address, data, {"pages": [PDF]})
        statuses.append(answer.status)
        site.close()

    at_once(send)

    assert statuses == [200] * 8
    assert site.count("upload") == 8
    assert lea.open(page.address).text.count("carte.pdf") >= 8


def at_once(action: Callable[[], None], times: int = 8) -> None:
    """Do something in several threads that begin together."""
    ready = threading.Barrier(times)

    def run() -> None:
        ready.wait()
        action()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_going_back_after_sending_leads_to_the_receipt(lea: Client) -> None:
    receipt = to_receipt(lea)

    led = [lea.open(f"{START}/{step}").address for step in ("recapitulatif", "nombre", "documents")]

    assert set(led) == {receipt.address}


def test_a_page_shown_before_sending_changes_nothing_after(site: Site, lea: Client) -> None:
    to_hub(lea)
    old = to_files(lea)
    fill = lea.send(files={"pages": [PDF]})
    lea.open(fill.address.replace("/documents", "/recapitulatif"))
    receipt = lea.send({"conformite": "oui"}, action="transmettre")

    page = lea.post(old.address, {**old.values, "_action": "ajouter"}, {"pages": [PDF]})

    assert page.address == receipt.address
    assert site.count("upload") == 1


def test_loading_the_receipt_again_sends_nothing(site: Site, lea: Client) -> None:
    receipt = to_receipt(lea)

    again = [lea.open(receipt.address).status for _ in range(3)]

    assert again == [200, 200, 200]
    assert site.count("submission") == 1


@on_both
def test_two_drafts_at_once_keep_their_own_answers(site: Site, lea: Client) -> None:
    to_hub(lea, 1)
    first = fill_item(lea, name="Premier envoi").address
    with time_machine.travel(LATER, tick=False):
        second = to_hub(lea, 2).address

    assert first != second
    assert "Premier envoi" in lea.open(first).text
    assert lea.open(second).heading == "Vous voulez transmettre 2 documents"
    assert site.count("draft") == 2


def test_a_draft_is_taken_up_again_from_the_start(lea: Client) -> None:
    to_hub(lea)
    person = to_person(lea)

    page = lea.open(START)
    resumed = lea.follow("Reprendre mon envoi")

    assert "Vous avez un envoi commencé" in page.text
    assert resumed.heading == "Vous voulez transmettre 1 document"
    assert lea.follow("Continuer").address.endswith(person.address.removeprefix(START))


def test_a_new_one_begins_from_the_page_of_those_begun(site: Site, lea: Client) -> None:
    to_hub(lea)
    lea.open(START)

    page = lea.send(action=None)

    assert page.heading == "Que souhaitez-vous envoyer ?"
    assert site.count("draft") == 1


def test_a_page_of_the_first_draft_stays_with_it_once_a_second_is_begun(lea: Client) -> None:
    first = to_hub(lea, 1)
    with time_machine.travel(LATER, tick=False):
        to_hub(lea, 5)

    lea.post(first.address, {**first.values, "_action": "ajouter"})

    assert lea.page.heading == "Vous voulez transmettre 2 documents"
