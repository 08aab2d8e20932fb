"""What a person sent before: proposed, counted, sent once, in a season; never that of another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.client import Client, Page
from tests.web.conftest import on_both
from tests.web.site import Site

HIVES = """\
procedure: ruches
title: Ruches
for: account
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: rucher
    title: Votre rucher
    intro: "{{ plural(count(previous), '{n} déclaration', '{n} déclarations') }}."
    fields:
      - {field: lieu, type: text, label: Lieu, prefill: latest.lieu}
      - {field: ruches, type: integer, label: Ruches, prefill: latest.ruches}
      - {field: annee, type: integer, label: Année}
  - step: encore
    title: Encore
    when: lieu in previous.lieu
    fields: [{field: ecart, type: yes_no, label: Une ruche de plus ?}]
"""
GROUP = """\
  - group: colonies
    as: colonie
    title: Colonies
    from: latest.colonies
    item: "{{ colonie.nom }}"
    steps:
      - step: colonie
        title: Colonie
        fields: [{field: nom, type: text, label: Nom de la colonie}]
"""
ONCE = "unique_with: [lieu, annee]\n"
ANSWERS = {"lieu": "Bourg", "ruches": "4", "annee": "2025"}


@pytest.fixture
def site(open_site: Callable[..., Site], forms: Path) -> Site:
    (forms / "procedures" / "ruches.yaml").write_text(HIVES, "utf-8")
    return open_site()


def send(client: Client, **changed: str) -> Page:
    """Send a declaration; the receipt, or why there is none."""
    client.open("/demarches/ruches?nouveau=1")
    client.send({**ANSWERS, **changed})
    if client.page.heading != "Vérifiez vos réponses":
        client.send({"ecart": "non"})
    return client.send(action="transmettre")


@on_both
def test_the_last_declaration_is_proposed_and_all_are_counted(site: Site) -> None:
    lea = site.client("lea")
    first = lea.open("/demarches/ruches")
    send(lea)

    page = lea.open("/demarches/ruches")

    assert "0 déclaration." in first.text
    assert first.value("lieu") in (None, "")
    assert "1 déclaration." in page.text
    assert (page.value("lieu"), page.value("ruches")) == ("Bourg", "4")
    assert lea.send(ANSWERS).heading == "Une ruche de plus ?"


def test_what_another_person_sent_is_not_read(site: Site) -> None:
    send(site.client("lea"))

    page = site.client("paul").open("/demarches/ruches")

    assert "0 déclaration." in page.text
    assert page.value("lieu") in (None, "")


def test_answers_that_would_not_be_accepted_now_are_left_out(site: Site, forms: Path) -> None:
    lea = site.client("lea")
    send(lea, ruches="400")
    text = HIVES.replace("label: Ruches,", "label: Ruches, max: 10,")
    (forms / "procedures" / "ruches.yaml").write_text(text, "utf-8")
    site.look_at_forms()

    page = lea.open("/demarches/ruches")

    assert page.value("lieu") == "Bourg"
    assert page.value("ruches") in (None, "")


@on_both
def test_the_same_is_sent_once(site: Site, forms: Path) -> None:
    (forms / "procedures" / "ruches.yaml").write_text(HIVES + ONCE, "utf-8")
    site.look_at_forms()
    lea = site.client("lea")
    first = send(lea)

    again = send(lea)
    other_year = send(lea, annee="2026")
    of_paul = send(site.client("paul"))

    assert first.heading == "Votre envoi est bien reçu"
    assert again.status == 422
    assert "avec les mêmes réponses à" in again.errors[0]
    assert "Lieu, Année" in again.errors[0]
    assert other_year.heading == "Votre envoi est bien reçu"
    assert of_paul.heading == "Votre envoi est bien reçu"
    assert site.count("submission") == 3


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("{from: 09-01, to: 12-31}", "Elle est ouverte du 1er septembre au 31 décembre."),
        ("{from: 2024-01-01, to: 2024-12-31}", "du 1er janvier 2024 au 31 décembre 2024."),
        ('{from: 09-01, to: 12-31, closed: "Voyez {{ site.title }}."}', "Voyez Mon espace privé"),
    ],
)
def test_out_of_its_season_a_procedure_is_closed(
    site: Site, forms: Path, opening: str, said: str
) -> None:
    (forms / "procedures" / "ruches.yaml").write_text(f"{HIVES}opening: {opening}\n", "utf-8")
    site.look_at_forms()

    page = site.client("lea").open("/demarches/ruches")

    assert page.status == 403
    assert page.heading == "Cette démarche est fermée"
    assert said in page.text


def test_a_draft_begun_in_the_season_is_kept_and_not_sent_after_it(site: Site, forms: Path) -> None:
    lea = site.client("lea")
    lea.open("/demarches/ruches")
    lea.send(ANSWERS)
    closed = HIVES + "opening: {from: 09-01, to: 12-31}\n"
    (forms / "procedures" / "ruches.yaml").write_text(closed, "utf-8")
    site.look_at_forms()
    lea.open("/mes-envois")
    site.desk.database.change("UPDATE draft SET version = 2")

    page = lea.open("/demarches/ruches/recapitulatif")
    sent = lea.send(action="transmettre")

    assert page.heading == "Vérifiez vos réponses"
    assert sent.status == 422
    assert sent.errors == ["Elle est ouverte du 1er septembre au 31 décembre."]
    assert site.count("submission") == 0


def test_a_group_takes_up_the_items_sent_last(site: Site, forms: Path) -> None:
    (forms / "procedures" / "ruches.yaml").write_text(HIVES + GROUP, "utf-8")
    site.look_at_forms()
    lea = site.client("lea")
    lea.open("/demarches/ruches")
    lea.send(ANSWERS)
    lea.post(lea.page.address, {**lea.page.values, "_action": "ajouter"})
    lea.open("/demarches/ruches/colonies/1/colonie")
    lea.send({"nom": "Abeilles"})
    lea.open("/demarches/ruches/recapitulatif")
    lea.send(action="transmettre")

    lea.open("/demarches/ruches")
    lea.send({**ANSWERS, "lieu": "Autre"})
    page = lea.open("/demarches/ruches/colonies")
    changed = lea.open("/demarches/ruches/colonies/1/colonie")

    assert "Abeilles" in page.text
    assert changed.value("nom") == "Abeilles"
    assert site.count("submission") == 1
