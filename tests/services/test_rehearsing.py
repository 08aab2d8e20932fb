"""What publishing a text would do to the drafts that are open, on both databases."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.database import Database, accounts, drafts, versions
from engine.definitions import load_library
from engine.differences import Rehearsal, rehearsal_record, rehearsal_text
from engine.errors import ConflictError, NotFoundError
from engine.services.carrying import withdraw
from engine.services.catalogue import Catalogue
from engine.services.comparing import text_in_folder
from engine.services.desk import Desk
from engine.services.rehearsing import rehearse
from engine.settings import Settings
from engine.storage import open_storage
from tests.conftest import NOON
from tests.services.asking import SITE

FIRST = """procedure: salle
title: Salle
for: account
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: lieu
    title: Le lieu
    fields:
      - {field: objet, type: text, label: Objet}
      - {field: commentaire, type: text, label: Commentaire, optional: true}
  - group: personnes
    title: Les personnes
    as: une
    min: 1
    steps:
      - step: personne
        title: Une personne
        fields: [{field: nom, type: text, label: Nom}]
  - step: employeur
    title: L'employeur
    when: account.profile == "employeur"
    fields: [{field: siret, type: text, label: Numéro}]
  - step: jour
    title: Le jour
    fields: [{field: jour, type: text, label: Jour}]
"""
CARRIED = FIRST + "migrate: []\n"
LAST = "  - {step: fin, title: Fin, fields: [{field: f, type: text, label: F}]}\n"
WHOLE = {"objet": "Fête", "commentaire": "Merci", "personnes": [{"_key": "1", "nom": "Léa Martin"}]}


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    for room in ("procedures", "sites"):
        (folder / room).mkdir(parents=True)
    (folder / "sites" / "ici.yaml").write_text(SITE.format(name="ici", title="Ici"), "utf-8")
    return folder


@pytest.fixture
def desk(database: Database, forms: Path, tmp_path: Path) -> Desk:
    """A desk at which the first text was published once."""
    settings = Settings.of({"STATE": str(tmp_path / "state"), "FORMS": str(forms)})
    versions.publish(database, "salle", FIRST, "1", NOON)
    storage = open_storage(f"file://{tmp_path / 'files'}")
    return Desk(settings, database, storage, Catalogue(forms, database))


@pytest.fixture
def rehearsed(desk: Desk, forms: Path) -> Callable[..., Rehearsal]:
    def run(text: str, **more: Any) -> Rehearsal:
        (forms / "procedures" / "salle.yaml").write_text(text, "utf-8")
        desk.catalogue.library = load_library(forms)
        return rehearse(desk, text_in_folder(forms, "salle"), NOON, **more)

    return run


def begun(desk: Desk, answers: dict[str, Any], owner: str = "ici/anonymous:x") -> None:
    drafts.create(desk.database, owner, "salle", 1, answers, NOON)


def everything(desk: Desk) -> list[Any]:
    return desk.database.rows("SELECT key, version, answers, revision FROM draft ORDER BY key")


def test_drafts_are_counted_by_what_becomes_of_them(
    desk: Desk, rehearsed: Callable[..., Rehearsal]
) -> None:
    begun(desk, WHOLE)
    begun(desk, {"objet": "Bal", "commentaire": None})
    begun(desk, {})
    before = everything(desk)
    text = CARRIED.replace(
        "      - {field: commentaire, type: text, label: Commentaire, optional: true}\n", ""
    ).replace("label: Nom}", "label: Nom, max_length: 5}")

    found = rehearsed(text)

    assert rehearsal_text(found, "en") == (
        "3 drafts: 2 unaffected, 1 loses “Commentaire”, 1 loses “Nom”,"
        " 1 goes back to “Les personnes”."
    )
    assert everything(desk) == before
    assert len(versions.list_all(desk.database, "salle")) == 1
    assert "Léa" not in str(rehearsal_record(found))
    assert rehearsal_record(found)["back"] == [
        {"name": "personnes", "label": "Les personnes", "drafts": 1}
    ]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("migrate: []\n", ""), "2 drafts: 2 keep their version."),
        (("title: Salle", "title: Une salle"), "2 drafts: 2 unaffected."),
        (
            ("{field: objet, type", "{field: motif, renamed_from: objet, type"),
            "2 drafts: 2 unaffected.",
        ),
        (("step: lieu", "step: endroit\n    renamed_from: lieu"), "2 drafts: 2 unaffected."),
        (
            (
                "{field: commentaire, type: text, label: Commentaire, optional: true}",
                "{field: autre, type: text, label: Autre}",
            ),
            "2 drafts: 1 loses “Commentaire”, 2 go back to “Le lieu”.",
        ),
        (
            ("  - step: jour", f"{LAST}  - step: jour"),
            "2 drafts: 1 unaffected, 1 goes back to “Fin”.",
        ),
        (
            (
                "  - step: jour\n    title: Le jour\n    fields: [{field: jour",
                "  - step: heure\n    title: L'heure\n    fields: [{field: heure",
            ),
            "2 drafts: 1 unaffected, 1 goes on to “L'heure”.",
        ),
    ],
)  # fmt: skip
def test_each_edit_has_its_effect(
    desk: Desk, rehearsed: Callable[..., Rehearsal], edit: tuple[str, str], said: str
) -> None:
    begun(desk, WHOLE)
    begun(desk, {"objet": "Bal", "commentaire": None})

    found = rehearsed(CARRIED.replace(*edit))

    assert rehearsal_text(found, "en") == said


def test_the_account_of_a_draft_counts(desk: Desk, rehearsed: Callable[..., Rehearsal]) -> None:
    made = accounts.create(desk.database, "ici", "lea@demo.test", "Léa", "employeur", {}, NOON)
    begun(desk, WHOLE, f"ici/account:{made.id}")
    begun(desk, WHOLE)

    found = rehearsed(CARRIED.replace('    when: account.profile == "employeur"\n', ""))

    assert rehearsal_text(found, "en") == ("2 drafts: 1 unaffected, 1 goes back to “L'employeur”.")


def test_versions_passed_over_are_gone_through(
    desk: Desk, rehearsed: Callable[..., Rehearsal]
) -> None:
    second = CARRIED.replace("{field: objet,", "{field: motif, renamed_from: objet,")
    begun(desk, WHOLE)
    versions.publish(desk.database, "salle", second, "2", NOON)

    found = rehearsed(second.replace("motif, renamed_from: objet", "but, renamed_from: motif"))

    assert rehearsal_text(found, "en") == "1 draft: 1 unaffected."


def test_a_withdrawal_has_its_effect_told(desk: Desk, rehearsed: Callable[..., Rehearsal]) -> None:
    begun(desk, WHOLE)
    text = FIRST.replace("label: Nom}", "label: Nom, max_length: 5}")

    kept, gone = rehearsed(text), rehearsed(text, withdrawing=1)

    assert rehearsal_text(kept, "en") == "1 draft: 1 keeps its version."
    assert rehearsal_text(gone, "fr") == (
        "1 brouillon\u00a0: 1 perd «\u00a0Nom\u00a0», 1 revient à «\u00a0Les personnes\u00a0»."
    )


def test_the_drafts_of_a_version_withdrawn_already_go_too(
    desk: Desk, rehearsed: Callable[..., Rehearsal]
) -> None:
    begun(desk, WHOLE)
    withdraw(desk, "salle", 1, NOON)

    found = rehearsed(FIRST.replace("title: Salle", "title: Une salle"))

    assert rehearsal_text(found, "en") == "1 draft: 1 unaffected."


def test_drafts_of_another_site_or_of_a_version_unread_are_counted_apart(
    desk: Desk, rehearsed: Callable[..., Rehearsal]
) -> None:
    begun(desk, WHOLE, "ailleurs/anonymous:x")
    begun(desk, WHOLE)

    found = rehearsed(CARRIED)

    assert (found.total, found.unreadable, found.unaffected) == (2, 1, 1)


def test_what_cannot_be_rehearsed_is_refused(
    desk: Desk, rehearsed: Callable[..., Rehearsal]
) -> None:
    with pytest.raises(ConflictError):
        rehearsed(CARRIED.replace("account.profile", "nope"))
    with pytest.raises(NotFoundError):
        rehearsed(CARRIED, withdrawing=9)
    assert rehearsal_text(rehearsed(CARRIED), "en") == "No draft is open."
