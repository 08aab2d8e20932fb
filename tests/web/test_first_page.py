"""On its first page a procedure checks what is typed as on the others, and keeps nothing yet."""

from collections.abc import Callable
from pathlib import Path

from tests.web.client import Client
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
