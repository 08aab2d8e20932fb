"""Archives of definitions: made, and read as what comes from anywhere."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from engine.services.studio import archives
from engine.services.studio.archives import packed, unpacked
from tests.conftest import NOON

SALLE = "procedures/salle.yaml"


def zipped(files: Mapping[str, bytes], **about: int) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            for attribute, value in about.items():
                setattr(entry, attribute, value)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def faults(data: bytes) -> list[str]:
    found = unpacked(data)
    assert not (found.faults and found.files)
    return [f"{one.path}:{one.line} {one.said('en')}" for one in found.faults]


def test_what_was_packed_comes_back() -> None:
    files = {SALLE: "titre: Une fête\n".encode(), "texts/cgu/1.0.md": b"---\n", "profile.yaml": b""}

    found = unpacked(packed(files, NOON))

    assert {name: text.encode() for name, text in found.files.items()} == files
    assert not found.faults


def test_the_same_files_make_the_same_archive() -> None:
    assert packed({SALLE: b"a", "sites/a.yaml": b"b"}, NOON) == packed(
        {"sites/a.yaml": b"b", SALLE: b"a"}, NOON
    )


@pytest.mark.parametrize("top", ["forms/", "guichet-main/"])
def test_the_folder_itself_may_be_packed(top: str) -> None:
    found = unpacked(zipped({f"{top}{SALLE}": b"a\n", f"{top}medias/film.webm": b"\xff"}))

    assert found.files == {SALLE: "a\n"}
    assert found.aside == ("medias/film.webm",)


def test_what_systems_add_is_not_told() -> None:
    found = unpacked(zipped({SALLE: b"a\n", "__MACOSX/._a": b"x", "procedures/.DS_Store": b"x"}))

    assert found.files == {SALLE: "a\n"}
    assert not found.aside


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"../../etc/passwd": b"x", SALLE: b"a"}, "leads out"),
        ({"/etc/cron.d/a": b"x"}, "leads out"),
        ({"procedures/../../a.yaml": b"x"}, "leads out"),
        ({"procedures\\a.yaml": b"x"}, "leads out"),
        ({"C:/a.yaml": b"x"}, "leads out"),
        ({SALLE: "Réserver".encode("latin-1")}, "procedures/salle.yaml:1 This file is not written"),
        ({SALLE: b"a: b\nc: \xe9\n"}, "procedures/salle.yaml:2 This file is not written"),
        ({SALLE: b"a\nb\n\0"}, "procedures/salle.yaml:3 This file is not a text"),
        ({"readme.txt": b"x"}, "No definition"),
        ({}, "No definition"),
    ],
)
def test_what_cannot_be_taken_is_told(files: Mapping[str, bytes], said: str) -> None:
    (fault,) = faults(zipped(files))

    assert said in fault


def test_everything_wrong_is_told_at_once() -> None:
    found = faults(zipped({"../a": b"x", SALLE: b"\xff", "sites/a.yaml": b"ok"}))

    assert len(found) == 2


def test_a_bomb_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 100_000)
    bomb = zipped({SALLE: b"\0" * 10_000_000})

    (fault,) = faults(bomb)

    assert len(bomb) < 20_000
    assert "too large" in fault


def test_files_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_TOGETHER", 100_000)

    (fault,) = faults(zipped({f"procedures/a{n}.yaml": b"a" * 60_000 for n in range(3)}))

    assert fault == "procedures/a1.yaml:0 This file is too large once unpacked."


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 3)

    (fault,) = faults(zipped({f"procedures/a{n}.yaml": b"" for n in range(4)}))

    assert "more than 3 files" in fault


def test_links_and_locked_files_are_refused() -> None:
    link = zipped({SALLE: b"/etc/passwd"}, external_attr=0o120777 << 16)
    locked = bytearray(zipped({SALLE: b"a"}))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1

    assert "link" in faults(link)[0]
    assert "password" in faults(bytes(locked))[0]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no archive", packed({SALLE: b"a" * 900}, NOON)[:-9]]
)
def test_what_is_no_archive_is_told(data: bytes) -> None:
    (fault,) = faults(data)

    assert "no ZIP" in fault


def test_damage_inside_is_told() -> None:
    data = bytearray(packed({SALLE: b"procedure: salle\n" * 40}, NOON))
    data[60] ^= 0xFF

    (fault,) = faults(bytes(data))

    assert "damaged" in fault


@pytest.mark.parametrize(
    ("name", "may"),
    [
        (SALLE, True), ("tables/a.csv", True), ("tables/a.yaml", True), ("texts/cgu/2.md", True),
        ("profile.yaml", True), ("procedures/a/b.yaml", False), ("texts/cgu.md", False),
        ("medias/a.webm", False), ("procedures/.a.yaml", False), ("a.yaml", False),
        ("procedures/a.py", False), ("procedures/a.yaml/", False),
    ],
)  # fmt: skip
def test_only_definitions_are_written(name: str, may: bool) -> None:
    assert archives.may_be_written(name) is may
