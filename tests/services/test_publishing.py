"""A text that changes is analysed before it is published; one that is published is not again."""

from datetime import timedelta
from pathlib import Path

import pytest

from engine.database import Database
from engine.services.catalogue import Catalogue
from tests.conftest import NOON

TEXT = """
procedure: garderie
title: Garderie
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps:
  - step: vous
    title: Vous
    fields: [{field: age, type: integer, label: Votre âge, min: 0, max: 120}]
  - exit: mineur
    title: Trop jeune
    text: Il faut être majeur.
    when: age < 18
  - step: eleve
    title: Élève
    when: age < 26
    fields: [{field: ecole, type: text, label: Votre école}]
"""


SITE = """
site: essai
title: Essai
hosts: [essai.test]
service: {name: S, address: [1 place], email: s@demo.test, phone: 01 00 00 00 00}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for room in ("sites", "procedures"):
        (tmp_path / room).mkdir()
    (tmp_path / "sites" / "essai.yaml").write_text(SITE, "utf-8")
    return tmp_path


def written(folder: Path, text: str) -> None:
    (folder / "procedures" / "garderie.yaml").write_text(text, "utf-8")


def refreshed(folder: Path, database: Database, text: str) -> Catalogue:
    written(folder, text)
    catalogue = Catalogue(folder, database)
    catalogue.refresh(NOON + timedelta(hours=1))
    return catalogue


def codes(catalogue: Catalogue) -> list[str]:
    return [one.code for one in catalogue.diagnostics]


def test_a_change_that_leaves_a_step_to_nobody_is_not_published(
    folder: Path, database: Database
) -> None:
    refreshed(folder, database, TEXT)

    catalogue = refreshed(folder, database, TEXT.replace("age < 26", "age < 16"))

    assert codes(catalogue) == ["D321"]
    served = catalogue.latest("garderie").steps[2].when
    assert served is not None
    assert served.text == "age < 26"


def test_a_text_that_is_published_is_not_analysed_again(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed(folder, database, TEXT)
    asked: list[str] = []
    monkeypatch.setattr(
        "engine.services.catalogue.analysed", lambda *given: asked.append("asked") or ()
    )

    refreshed(folder, database, TEXT)
    refreshed(folder, database, TEXT.replace("Trop jeune", "Trop jeune encore"))

    assert asked == ["asked"]
