"""`guichet invite` as an operator runs it."""

import os
import re
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from engine.cli import main
from engine.database import connect, migrate

ROOT = Path(__file__).parents[2]
FILE = """\
reference;nom;prenom;adresse;code_postal;commune
H-1;Roux;Camille;12 chemin des Mélèzes;05340;Vallouise-Pelvoux
=H-2;Brun;Zoé;1 rue Haute;05100;Briançon
"""
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture
def persons(tmp_path: Path) -> Path:
    """A file of two persons, as a spreadsheet writes it."""
    path = tmp_path / "hebergeurs.csv"
    path.write_text(FILE, "cp1252")
    return path


@pytest.fixture
def guichet(tmp_path: Path):
    """The command, on a database of its own."""
    database = f"sqlite:///{tmp_path / 'guichet.sqlite3'}"
    migrate(connect(database))
    environment = {
        "STATE": str(tmp_path / "state"), "FORMS": str(ROOT / "forms"), "LC_ALL": "fr_FR.UTF-8",
        "DATABASE_URL": database, "PUBLIC_URL": "https://taxe.exemple.fr",
    }  # fmt: skip

    def run(*arguments: object, site: str = "paysdesecrins") -> Result:
        told = ["invite", *map(str, arguments), *(["--site", site] if site else [])]
        return CliRunner().invoke(main, told, env=environment)

    return run


def only(folder: Path, ending: str) -> Path:
    (found,) = folder.glob(f"*{ending}")
    return found


def pages(path: Path) -> list[str]:
    return [one.extract_text() for one in pypdf.PdfReader(BytesIO(path.read_bytes())).pages]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_letters_are_written_for_their_owner_only(guichet, persons, tmp_path):
    result = guichet(persons, "--out", tmp_path / "courriers")

    assert result.exit_code == 0, result.output
    letters = only(tmp_path / "courriers", ".pdf")
    assert letters.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "courriers").stat().st_mode & 0o777 == 0o700
    assert len(pages(letters)) == 2
    assert "2 courriers à imprimer" in result.output
    assert str(letters) in result.output


def test_the_list_of_letters_bears_no_code_and_no_formula(guichet, persons, tmp_path):
    guichet(persons, "--out", tmp_path)

    listed = only(tmp_path, "0.csv").read_text("utf-8-sig").splitlines()
    codes = [CODE.search(page)[0] for page in pages(only(tmp_path, ".pdf"))]
    assert listed[0] == "Référence;Nom;Adresse;Début du code;Valable jusqu'au"
    assert listed[1].startswith("H-1;Camille Roux;12 chemin des Mélèzes, 05340 Vallouise-Pelvoux;")
    assert listed[2].startswith("'=H-2;")
    assert not any(code in "\n".join(listed) for code in codes)
    assert [code[:4] for code in codes] == [line.split(";")[3] for line in listed[1:]]


def test_a_file_with_faults_is_refused_whole(guichet, persons, tmp_path):
    persons.write_text(FILE.replace("05340", "5340").replace("Brun", ""), "utf-8")

    result = guichet(persons)

    assert result.exit_code == 1
    told = plain(result.output).splitlines()
    assert told[:2] == [
        "Ligne 2 : « 5340 » n'est pas un code postal : cinq chiffres, zéros du début compris.",
        "Ligne 3 : La colonne « nom » est vide.",
    ]
    assert "Rien n'a été importé" in told[2]
    assert not (tmp_path / "state" / "courriers").exists()


def test_those_who_have_a_letter_are_told_and_left_out(guichet, persons):
    guichet(persons)

    result = guichet(persons)

    assert result.exit_code == 0
    told = plain(result.output)
    assert "Ligne 2 : Camille Roux a déjà un courrier valable" in told
    assert "Il ne reste personne à inviter." in told


def test_letters_that_cannot_be_written_leave_nothing_behind(guichet, persons, tmp_path):
    full = tmp_path / "plein"
    full.write_text("a file stands where the folder would be")

    refused = guichet(persons, "--out", full / "courriers")
    result = guichet(persons)

    assert refused.exit_code == 1
    assert "ne peut pas être écrit" in refused.output
    assert "2 courriers à imprimer" in result.output


def test_one_letter_is_made_again(guichet, persons, tmp_path):
    guichet(persons)

    result = guichet("--reissue", "H-1", "--out", tmp_path / "encore")

    letter = only(tmp_path / "encore", ".pdf")
    assert "L'ancien code ne sert plus." in result.output
    assert letter.stat().st_mode & 0o777 == 0o600
    (page,) = pages(letter)
    assert "Camille Roux" in page
    assert "paysdesecrins.localhost/activation" in page


def test_a_code_is_revoked_once(guichet, persons):
    guichet(persons)

    done, again = guichet("--revoke", "H-1"), guichet("--revoke", "H-1")

    assert "Le code de Camille Roux ne sert plus." in done.output
    assert again.exit_code == 1
    assert "Le code de Camille Roux a déjà été utilisé ou révoqué." in again.output


def test_letters_are_noted_as_posted(guichet, persons, tmp_path):
    guichet(persons, "--out", tmp_path)
    batch = only(tmp_path, ".pdf").stem

    result = guichet("--sent", batch)

    assert "2 courriers sont notés comme postés." in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--reissue, --revoke"),
        (("--revoke", "a", "--sent", "b"), "--reissue, --revoke"),
        (("--reissue", "H-9"), "Il n'y a pas d'invitation « H-9 »."),
        (("--revoke", "H-9"), "Il n'y a pas d'invitation « H-9 »."),
        (("--sent", "nul"), "Il n'y a pas de lot « nul »."),
        (("--sent", "x", "--life", "91"), "15<=x<=90"),
    ],
)
def test_what_cannot_be_done_is_told(guichet, arguments, said):
    result = guichet(*arguments)

    assert result.exit_code != 0
    assert said in plain(result.output)


@pytest.mark.parametrize("site", ["nulle-part", ""])
def test_the_site_must_be_one_of_those_there_are(guichet, persons, site):
    result = guichet(persons, site=site)

    assert result.exit_code == 1
    assert "msa, paysdesecrins" in result.output


def test_no_code_is_told_on_the_terminal(guichet, persons, tmp_path):
    result = guichet(persons, "--out", tmp_path)

    assert not CODE.search(result.output.replace(str(tmp_path), ""))
    assert os.linesep in result.output
