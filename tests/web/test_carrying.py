"""Open drafts, when the procedure that they are of has changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.clock import now
from engine.services.carrying import withdraw
from tests.web.client import Client
from tests.web.conftest import on_both
from tests.web.site import Site

FIRST = """\
procedure: salle
title: Salle
for: account
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: lieu
    title: Le lieu
    fields:
      - {field: objet, type: text, label: Objet}
      - {field: nombre, type: text, label: Nombre}
      - {field: commentaire, type: text, label: Commentaire, optional: true}
  - step: suite
    title: La suite
    fields:
      - {field: jour, type: date, label: Jour}
      - {field: heure, type: text, label: Heure}
"""
SECOND = (
    FIRST.replace("step: lieu", "step: endroit")
    .replace("title: Le lieu", "title: L'endroit\n    renamed_from: lieu")
    .replace(
        "{field: objet, type: text, label: Objet}",
        "{field: motif, type: text, label: Motif, renamed_from: objet}",
    )
    .replace(
        "{field: nombre, type: text, label: Nombre}",
        "{field: nombre, type: integer, label: Nombre}",
    )
    .replace("      - {field: commentaire, type: text, label: Commentaire, optional: true}\n", "")
)
SILENT = FIRST.replace("title: La suite", "title: La suite et fin")
SAID = "Cette démarche a changé depuis que vous l'avez commencée."


@pytest.fixture
def site(open_site: Callable[..., Site], forms: Path) -> Site:
    (forms / "procedures" / "salle.yaml").write_text(FIRST, "utf-8")
    return open_site()


def publish(site: Site, forms: Path, text: str) -> None:
    (forms / "procedures" / "salle.yaml").write_text(text, "utf-8")
    site.look_at_forms()


def begun(site: Site, number: str = "12") -> Client:
    """A draft whose first step is answered."""
    lea = site.client("lea")
    lea.open("/demarches/salle")
    lea.send({"objet": "Fête", "nombre": number, "commentaire": "Merci"})
    return lea


def version(site: Site) -> int:
    ((found,),) = site.rows("SELECT version FROM draft")
    return int(found)


@on_both
def test_a_new_version_that_says_how_takes_drafts_over(site: Site, forms: Path) -> None:
    lea = begun(site, "douze")
    publish(site, forms, SECOND)

    first = lea.open("/demarches/salle/endroit")
    after = lea.send()

    assert version(site) == 2
    assert (first.value("motif"), first.value("nombre")) == ("Fête", "")
    assert SAID in first.text
    assert "sauf celles-ci" in first.text
    assert "Nombre" in first.text
    assert after.status == 422
    lea.send({"nombre": "12"})
    assert lea.page.heading == "La suite"
    assert SAID not in lea.page.text


def test_a_version_that_says_nothing_leaves_drafts_theirs(site: Site, forms: Path) -> None:
    lea = begun(site)
    publish(site, forms, SILENT)

    page = lea.open("/demarches/salle/suite")

    assert page.heading == "La suite"
    assert SAID not in page.text
    assert version(site) == 1


def test_versions_passed_over_are_gone_through_one_by_one(site: Site, forms: Path) -> None:
    lea = begun(site)
    publish(site, forms, SECOND)
    site.client("paul").open("/demarches/salle")
    publish(
        site,
        forms,
        SECOND.replace("motif", "raison").replace("renamed_from: objet", "renamed_from: motif"),
    )

    page = lea.open("/demarches/salle/endroit")

    assert version(site) == 3
    assert page.value("raison") == "Fête"


@on_both
def test_the_draft_of_a_version_withdrawn_goes_over_with_what_fits(site: Site, forms: Path) -> None:
    lea = begun(site)
    publish(site, forms, SILENT)
    site.client("paul").open("/demarches/salle")
    withdraw(site.desk, "salle", 1, now())

    page = lea.open("/demarches/salle/suite")

    assert page.heading == "La suite et fin"
    assert SAID in page.text
    assert version(site) == 2
    assert lea.open("/demarches/salle/lieu").value("commentaire") == "Merci"


def test_what_was_typed_and_refused_is_there_after_the_change(site: Site, forms: Path) -> None:
    lea = begun(site)
    lea.send({"jour": "40/01/2026", "heure": "midi"})
    publish(site, forms, SECOND)

    first = lea.open("/demarches/salle/endroit").value("nombre")
    lea.send()

    assert first == "12"
    assert lea.page.value("heure") == "midi"


def test_a_draft_that_was_sent_stays_what_it_was(site: Site, forms: Path) -> None:
    lea = begun(site)
    lea.send({"jour": "01/01/2027", "heure": "midi"})
    lea.send(action="transmettre")
    publish(site, forms, SECOND)

    page = lea.open("/demarches/salle/recapitulatif")

    assert page.heading == "Votre envoi est bien reçu"
    assert version(site) == 1


def test_two_tabs_that_open_a_draft_carry_it_over_once(site: Site, forms: Path) -> None:
    lea = begun(site)
    publish(site, forms, SECOND)

    first = lea.open("/demarches/salle/endroit")
    second = lea.open("/demarches/salle/endroit")

    assert SAID in first.text
    assert SAID in second.text
    assert version(site) == 2
    assert site.rows("SELECT revision FROM draft") == [(2,)]
