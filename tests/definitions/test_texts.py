"""The texts that persons agree to: versions, days, languages, and what is wrong with them."""

from datetime import date
from pathlib import Path

import pytest

from engine.accounts.consents import in_force
from engine.checks import check_library
from engine.definitions import Library, VersionedText, load_library, with_last_good

HEAD = "---\ntitle: {title}\neffective: {day}\n{more}---\n"
SITE = """site: ici
title: Ici
service: {name: Mairie, address: [Place, Ville], email: a@demo.test, phone: 01 00 00 00 00}
"""


def write(
    folder: Path, name: str, day: str = "2024-01-01", body: str = "Texte.", more: str = ""
) -> None:
    path = folder / "texts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(title="Conditions", day=day, more=more) + body, "utf-8")


def told(library: Library) -> list[tuple[str, int, int]]:
    return [(one.code, one.span.start.line, one.span.start.column) for one in library.diagnostics]


def text_in(folder: Path) -> VersionedText:
    library = load_library(folder)
    assert library.diagnostics == ()
    return library.texts["conditions"]


def test_the_versions_of_a_text_come_in_the_order_of_their_days(tmp_path):
    write(tmp_path, "conditions/2.0.md", "2026-01-01")
    write(tmp_path, "conditions/10.0.md", "2025-01-01", more="material: false\nchanges: Rien.\n")

    text = text_in(tmp_path)

    assert [one.number for one in text.versions] == ["10.0", "2.0"]
    assert [one.material for one in text.versions] == [False, True]
    assert text.versions[0].in_language("fr").changes == "Rien."
    assert in_force(text.versions, date(2025, 12, 31)) is text.version("10.0")


def test_a_version_speaks_the_languages_of_its_files(tmp_path):
    write(tmp_path, "conditions/1.0.md", body="Bonjour.")
    write(tmp_path, "conditions/1.0.en.md", body="Hello.")

    (version,) = text_in(tmp_path).versions

    assert version.in_language("en").template.text == "Hello."
    assert version.in_language("de").template.text == "Bonjour."
    assert (version.language("en"), version.language("de")) == ("en", "fr")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Bonjour.\n", [("D190", 1, 1)]),
        ("---\ntitle: A\neffective: 2024-01-01\nBonjour.\n", [("D190", 1, 1)]),
        ("---\ntitle: A\n---\nBonjour.\n", [("D021", 2, 1)]),
        ("---\ntitle: A\neffective: bientôt\n---\nBonjour.\n", [("D022", 3, 12)]),
        ("---\ntitle: A\neffective: 2024-02-30\n---\nA.\n", [("D022", 3, 12)]),
        ("---\ntitle: A\neffective: 2024-01-01\nmaterail: true\n---\nA.\n", [("D020", 4, 1)]),
        ("---\ntitle: A\neffective: 2024-01-01\n---\n\n\n", [("D192", 1, 1)]),
        ("---\ntitle: A\neffective: 2024-01-01\n---\n\nA {{ site. }}\n", [("D194", 6, 10)]),
        ("---\ntitle: A\neffective: 2024-01-01\n---\nA\n\nB {{ site\n", [("D194", 7, 3)]),
    ],
    ids=["no head", "no end", "no day", "bad day", "no such day", "bad key", "empty", "bad place",
         "unclosed"],
)  # fmt: skip
def test_says_where_a_text_is_wrong(tmp_path, content, expected):
    path = tmp_path / "texts" / "conditions" / "1.0.md"
    path.parent.mkdir(parents=True)
    path.write_text(content, "utf-8")

    library = load_library(tmp_path)

    assert told(library) == expected
    assert library.texts == {}


def test_two_versions_cannot_hold_from_one_day(tmp_path):
    write(tmp_path, "conditions/1.0.md")
    write(tmp_path, "conditions/2.0.md")

    library = load_library(tmp_path)

    assert told(library) == [("D191", 3, 12)]
    assert [one.number for one in library.texts["conditions"].versions] == ["1.0"]


def test_a_version_holds_from_one_day_in_all_its_languages(tmp_path):
    write(tmp_path, "conditions/1.0.md")
    write(tmp_path, "conditions/1.0.en.md", "2025-01-01")

    assert told(load_library(tmp_path)) == [("D191", 3, 12)]


@pytest.mark.parametrize("name", ["conditions/v 1.md", "Conditions/1.0.md"])
def test_a_file_is_named_after_its_version(tmp_path, name):
    write(tmp_path, name)

    library = load_library(tmp_path)

    assert [code for code, *_ in told(library)] == ["D193"]
    assert library.texts == {}


def test_a_file_that_is_not_utf_8_is_told(tmp_path):
    path = tmp_path / "texts" / "conditions" / "1.0.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"---\ntitle: D\xe9j\xe0\n---\n")

    assert told(load_library(tmp_path)) == [("D002", 1, 1)]


def test_a_text_reads_only_what_sites_say(tmp_path):
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "ici.yaml").write_text(SITE, "utf-8")
    body = "Bien : {{ site.service.address }}.\n\nMal : {{ site.service.mail }} {{ account.name }}"
    write(tmp_path, "conditions/1.0.md", body=body)
    library = load_library(tmp_path)

    found = check_library(library)

    places = [(one.code, one.span.start.line, one.span.start.column) for one in found]
    assert places == [("D130", 7, 23), ("D130", 7, 34)]
    assert found[0].suggestion == "email"


def test_a_version_that_cannot_be_read_any_more_stays_as_it_was(tmp_path):
    write(tmp_path, "conditions/1.0.md")
    write(tmp_path, "conditions/2.0.md", "2025-01-01")
    before = load_library(tmp_path).texts
    (tmp_path / "texts" / "conditions" / "1.0.md").write_text("---\n", "utf-8")
    (tmp_path / "texts" / "conditions" / "2.0.md").unlink()

    kept = with_last_good(before, load_library(tmp_path).texts)

    assert [one.number for one in kept["conditions"].versions] == ["1.0"]


def test_the_texts_that_are_shipped_are_right():
    library = load_library(Path("forms"))

    assert [one for one in library.diagnostics if "texts" in one.span.path] == []
    assert {"conditions", "confidentialite"} <= library.texts.keys()
    assert all(len(one.versions) > 1 for one in library.texts.values())
