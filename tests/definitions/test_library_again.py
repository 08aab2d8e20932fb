"""A folder read again: what changed is read, the rest is what it was."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.definitions import Library, load_library

STEP = "  - step: un\n    title: Un\n    fields: [{field: a, type: text, label: A}]\n"
PROCEDURE = "procedure: {name}\ntitle: {name}\nsteps:\n{steps}"
FRAGMENT = "fragment: nom\nfields: [{field: nom, type: text, label: Nom}]\n"
USE = "  - step: un\n    title: Un\n    fields: [{use: nom}]\n"
SERVICE = "service: {name: S, address: [a], email: s@exemple.fr, phone: 01 00 00 00 00}\n"
TEXT = "---\ntitle: Conditions\neffective: 2020-01-01\n---\nVous acceptez.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two procedures, one of which uses a fragment, and one file of each other kind."""
    for path, said in {
        "procedures/seul.yaml": PROCEDURE.format(name="seul", steps=STEP),
        "procedures/avec.yaml": PROCEDURE.format(name="avec", steps=USE),
        "fragments/nom.yaml": FRAGMENT,
        "sites/un.yaml": f"site: un\ntitle: Un\nhosts: [un.localhost]\n{SERVICE}",
        "tables/tarifs.csv": "code;nom\n1;Un\n",
        "tables/tarifs.yaml": "key: code\nlabel: nom\ncolumns: {code: text, nom: text}\n",
        "texts/conditions/1.0.md": TEXT,
        "profile.yaml": "profile:\n  lieux: {nom: text}\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(said, "utf-8")
    return tmp_path


def parts_of(library: Library) -> Mapping[str, object]:
    definitions = {Path(path).stem: one for path, one in library.definitions.items()}
    beside = {**library.sites, **library.tables, **library.texts, **library.fragments}
    return {**definitions, **beside, "profile": library.profile}


def test_nothing_is_read_again_when_nothing_changed(folder: Path) -> None:
    first = load_library(folder)
    assert not first.diagnostics

    again = load_library(folder)

    assert {name for name, one in parts_of(again).items() if one is not parts_of(first)[name]} == (
        set()
    )


@pytest.mark.parametrize(
    ("path", "before", "after", "changed"),
    [
        ("procedures/seul.yaml", "label: A", "label: B", {"seul"}),
        ("fragments/nom.yaml", "label: Nom", "label: Nom entier", {"nom", "seul", "avec"}),
        ("sites/un.yaml", "title: Un", "title: Deux", {"un"}),
        ("tables/tarifs.csv", "1;Un", "1;Deux", {"tarifs"}),
        ("tables/tarifs.yaml", "label: nom", "label: code", {"tarifs"}),
        ("texts/conditions/1.0.md", "Vous", "Nous", {"conditions"}),
        ("profile.yaml", "nom: text", "nom: integer", {"profile"}),
    ],
)
def test_what_changed_is_read(
    folder: Path, path: str, before: str, after: str, changed: set[str]
) -> None:
    first, file = load_library(folder), folder / path
    file.write_text(file.read_text("utf-8").replace(before, after), "utf-8")

    again = load_library(folder)

    parts = parts_of(first)
    assert {name for name, one in parts_of(again).items() if one is not parts[name]} == changed


def test_what_is_wrong_is_told_each_time(folder: Path) -> None:
    break_all(folder)

    first = told(folder)

    assert len(first) >= 4
    assert told(folder) == first


def told(folder: Path) -> list[str]:
    return [one.code for one in load_library(folder).diagnostics]


def break_all(folder: Path) -> None:
    (folder / "fragments/nom.yaml").write_text(FRAGMENT + "noms: 3\n")
    (folder / "sites/un.yaml").write_text("site: un\n")
    (folder / "tables/tarifs.csv").write_text("")
    (folder / "texts/conditions/1.0.md").write_text("rien")
    (folder / "profile.yaml").write_text("profils: {}\n")
