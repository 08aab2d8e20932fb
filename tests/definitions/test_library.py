"""The folder `forms/`, read whole."""

from pathlib import Path

import pytest

from engine.definitions import Column, load_library
from tests.definitions.written import HEAD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of definitions with a little of everything."""
    for name in ("procedures", "sites", "tables"):
        (tmp_path / name).mkdir()
    (tmp_path / "procedures/essai.yaml").write_text(HEAD + "steps: []\n")
    (tmp_path / "procedures/lisez-moi.txt").write_text("rien")
    (tmp_path / "profile.yaml").write_text("profile: {personnes: {nom: text}}\n")
    (tmp_path / "sites/ici.yaml").write_text(
        "site: ici\ntitle: Ici\n"
        "service: {name: S, address: [1 rue A], email: a@b.test, phone: '01'}\n"
        "links: {autre: 'https://autre.test/'}\nparameters: {most: 5}\n"
    )
    (tmp_path / "tables/couleurs.csv").write_text("code;nom\nr;Rouge\n")
    (tmp_path / "tables/couleurs.yaml").write_text(
        "table: couleurs\ntitle: Couleurs\nkey: code\nlabel: nom\nsearch: [nom]\n"
        "columns: {code: text, nom: text}\n"
    )
    return tmp_path


def test_reads_procedures_tables_sites_and_the_profile(folder: Path) -> None:
    library = load_library(folder)

    assert library.diagnostics == ()
    assert [Path(path).name for path in library.definitions] == ["essai.yaml"]
    assert list(library.tables) == ["couleurs"]
    assert library.site is not None
    assert (library.site.title, library.site.parameters) == ("Ici", {"most": 5})
    assert library.site.service.address == ("1 rue A",)
    assert library.profile.lists == {"personnes": {"nom": Column(type="text")}}


def test_tells_what_is_wrong_in_every_file(folder: Path) -> None:
    (folder / "sites/ici.yaml").write_text("site: ici\ntitel: Ici\n")
    (folder / "profile.yaml").write_text("profile: []\n")

    library = load_library(folder)

    codes = [(Path(one.span.path).name, one.code) for one in library.diagnostics]
    assert ("profile.yaml", "D022") in codes
    assert {code for name, code in codes if name == "ici.yaml"} == {"D020", "D021"}
    assert library.site is None
    assert library.profile.lists == {}


def test_an_empty_folder_says_nothing(tmp_path: Path) -> None:
    library = load_library(tmp_path)

    assert (library.definitions, library.tables, library.sites) == ({}, {}, {})
    assert library.diagnostics == ()


def test_one_definition_that_cannot_be_read_keeps_none_of_the_others(folder: Path) -> None:
    (folder / "procedures/autre.yaml").write_text("procedure: [\n")

    library = load_library(folder)

    found = {Path(path).name: one.procedure for path, one in library.definitions.items()}
    assert found["autre.yaml"] is None
    assert found["essai.yaml"] is not None
