"""What is in the folder is tested before it is published, and not tested again."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.database import Database
from engine.definitions import Definition, Library
from engine.services import catalogue as serving
from engine.services.catalogue import Catalogue
from engine.source import Diagnostic

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = """\
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps: [{step: un, title: Un, fields: [{field: a, type: integer, label: A, max: 9}]}]
tests: [{test: neuf, answers: {a: 9}, expect: {submitted: true}}]
"""


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    shutil.copytree("tests/checks/library", tmp_path / "forms")
    site = tmp_path / "forms" / "sites" / "essai.yaml"
    site.write_text(site.read_text("utf-8").replace("parameters: {places: 5}", ""), "utf-8")
    (tmp_path / "forms" / "procedures").mkdir(exist_ok=True)
    return tmp_path / "forms"


def write(forms: Path, text: str) -> None:
    (forms / "procedures" / "essai.yaml").write_text(text, "utf-8")


def looked(catalogue: Catalogue) -> list[str]:
    """Look at the folder again at once; the codes of what is wrong with the definition."""
    catalogue._next_look = 0.0
    catalogue.refresh(NOW)
    return [one.code for one in catalogue.diagnostics if one.span.path.endswith("essai.yaml")]


def test_a_definition_whose_test_fails_leaves_the_one_before(
    forms: Path, database: Database
) -> None:
    catalogue = Catalogue(forms, database)
    write(forms, TEXT)
    first = looked(catalogue)

    write(forms, TEXT.replace("max: 9", "max: 8").replace("title: Essai", "title: Autre"))
    second = looked(catalogue)
    served = catalogue.current("essai", "essai").procedure.title.constant("fr")
    write(forms, TEXT.replace("title: Essai", "title: Autre"))
    third = looked(catalogue)

    assert (first, second, third) == ([], ["D601"], [])
    assert served == "Essai"
    assert catalogue.current("essai", "essai").version == 2


def test_what_is_published_is_not_tested_again(
    forms: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(forms, TEXT)
    looked(Catalogue(forms, database))
    tested: list[str] = []
    run: Callable[[Definition, Library], tuple[Diagnostic, ...]] = serving.failing_tests

    def counted(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
        tested.append(definition.path)
        return run(definition, library)

    monkeypatch.setattr(serving, "failing_tests", counted)
    looked(Catalogue(forms, database))

    assert tested == []


def test_what_a_first_installation_brings_is_served_at_once(
    forms: Path, database: Database
) -> None:
    write(forms, TEXT.replace("max: 9", "max: 8"))

    assert looked(Catalogue(forms, database)) == []
