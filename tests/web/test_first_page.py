"""On its first page a procedure checks what is typed as on the others, and keeps nothing yet."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from tests.samples import pdf
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.site import Site

PROCEDURE = """
procedure: essai
title: Essai
intro: Ceci sert à **essayer**.
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
parameters: {unite: jours}
steps:
  - step: un
    title: Un
    fields:
      - {field: nom, type: text, label: Nom, min_length: 3}
      - field: suite
        type: choice
        label: Suite
        choices:
          - {value: a, label: "Trois {{ parameters.unite }} pour {{ nom }}"}
          - {value: b, label: Rien}
      - {field: detail, type: text, label: Détail, when: suite == "a"}
"""


def opened(open_site: Callable[..., Site], forms: Path) -> Client:
    (forms / "procedures" / "essai.yaml").write_text(PROCEDURE)
    return Client(open_site().app)


def rows(client: Client, sql: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = client.http.application.extensions["guichet"].database.rows(sql)
    return found


def test_a_field_is_checked_and_another_appears(
    open_site: Callable[..., Site], forms: Path
) -> None:
    client = opened(open_site, forms)
    page = client.open("/demarches/essai")
    data = {**page.values, "nom": "ab", "suite": "a", "_action": "enregistrer", "_champ": "nom"}

    answer = client.http.post("/demarches/essai", data=data, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert 'id="erreur-nom"' in answer.text
    assert 'id="bloc-detail" hx-swap-oob="true"' in answer.text
    assert "Enregistré" not in answer.text


def test_the_first_page_says_what_the_procedure_is_for(
    open_site: Callable[..., Site], forms: Path
) -> None:
    page = opened(open_site, forms).open("/demarches/essai")

    assert "<p>Ceci sert à <strong>essayer</strong>.</p>" in page.response.text


def test_an_option_may_be_worded_by_a_parameter_and_an_answer(
    open_site: Callable[..., Site], forms: Path
) -> None:
    client = opened(open_site, forms)
    page = client.open("/demarches/essai")
    data = {**page.values, "nom": "Zoé", "_action": "suivant"}

    answer = client.http.post("/demarches/essai", data=data)

    assert "Trois jours pour Zoé" in answer.text


@on_both
def test_a_first_page_sent_twice_begins_one_draft(
    open_site: Callable[..., Site], forms: Path
) -> None:
    client = opened(open_site, forms)
    page = client.open("/demarches/essai")
    answers = {**page.values, "nom": "Zoé", "suite": "b", "_action": "suivant"}

    first = client.post("/demarches/essai", answers)
    second = client.post("/demarches/essai", {**answers, "nom": "Zoé bis"})

    assert (first.address, second.address) == ("/demarches/essai/recapitulatif",) * 2
    assert "Zoé bis" in second.text
    assert rows(client, "SELECT count(*) FROM draft") == [(1,)]


@on_both
def test_a_first_page_sent_twice_at_once_begins_one_draft(
    open_site: Callable[..., Site], forms: Path
) -> None:
    client = opened(open_site, forms)
    page = client.open("/demarches/essai")
    answers = {**page.values, "nom": "Zoé", "suite": "b", "_action": "suivant"}
    browsers = [client.http.application.test_client() for _ in range(4)]
    for one in browsers:
        one.set_cookie("guichet", client.http.get_cookie("guichet").value)

    def send(browser: FlaskClient) -> int:
        status = browser.post("/demarches/essai", data=answers).status_code
        browser.application.extensions["guichet"].database.close()
        return status

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(send, browsers))

    assert found == [303] * 4
    assert rows(client, "SELECT count(*) FROM draft") == [(1,)]


def test_two_first_pages_begin_two_drafts(open_site: Callable[..., Site], forms: Path) -> None:
    client = opened(open_site, forms)
    pages = [client.open("/demarches/essai?nouveau=1") for _ in range(2)]

    for page in pages:
        answers = {**page.values, "nom": "Zoé", "suite": "b", "_action": "suivant"}
        client.post("/demarches/essai", answers)

    assert rows(client, "SELECT count(*) FROM draft") == [(2,)]


def test_a_first_page_sent_again_after_the_sending_shows_the_receipt(
    open_site: Callable[..., Site], forms: Path
) -> None:
    client = opened(open_site, forms)
    page = client.open("/demarches/essai")
    answers = {**page.values, "nom": "Zoé", "suite": "b", "_action": "suivant"}
    client.post("/demarches/essai", answers)
    client.send(action="transmettre")

    again = client.post("/demarches/essai", answers)

    assert again.heading == "Votre envoi est bien reçu"
    assert rows(client, "SELECT count(*) FROM draft") == [(1,)]


def test_files_sent_one_by_one_from_the_first_page_go_to_one_draft(
    open_site: Callable[..., Site], forms: Path
) -> None:
    fields = "      - {field: pages, type: files, label: Pages}\n"
    (forms / "procedures" / "essai.yaml").write_text(
        PROCEDURE.partition("      - {field: nom")[0] + fields
    )
    client = Client(open_site().app)
    page = client.open("/demarches/essai")

    for name in ("a.pdf", "b.pdf"):
        files = {"pages": [(name, pdf())]}
        client.post("/demarches/essai", {**page.values, "_action": "ajouter"}, files)
    after = client.post("/demarches/essai", {**page.values, "_action": "suivant"}, {})

    assert after.heading == "Vérifiez vos réponses"
    assert "a.pdf" in after.text
    assert "b.pdf" in after.text
    assert rows(client, "SELECT count(*) FROM draft") == [(1,)]
