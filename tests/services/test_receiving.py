"""Names and lists of files, apart from any request."""

import pytest

from engine.services.receiving import kept_files, shown_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("carte.pdf", "carte.pdf"),
        ("C:\\Mes documents\\carte.pdf", "carte.pdf"),
        ("/etc/passwd", "passwd"),
        ("../../carte.pdf", "carte.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("\ud800.pdf", ".pdf"),
        ("  été 2025.pdf  ", "été 2025.pdf"),
        ("", "fichier"),
        ("dossier/", "fichier"),
    ],
)
def test_a_name_is_shown_without_folders_and_controls(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


@pytest.mark.parametrize("suffix", [".pdf", "", "." + "x" * 300])
def test_a_long_name_is_cut_to_120_characters(suffix: str) -> None:
    shown = shown_name("é" * 500 + suffix)

    assert len(shown) == 120
    assert shown.startswith("é" * 100)
    assert shown.endswith(suffix[:12])


def test_every_file_is_found_wherever_it_is_among_answers() -> None:
    one, other = {"id": "1", "sha256": "a"}, {"id": "2", "sha256": "b"}
    answers = {"pages": [one], "nombre": 2, "documents": [{"_key": "1", "pages": [other]}, {}]}

    assert list(kept_files(answers)) == [one, other]
