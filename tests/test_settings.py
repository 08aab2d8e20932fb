"""Settings: defaults that work, and refusals that say what is wrong."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from engine.settings import Settings, SettingsError
from tests.database.processes import ANEW

MANUAL = Path(__file__).parents[1] / "docs" / "operators" / "settings.md"
GIVEN = {
    "SECRET_KEY": "s" * 32,
    "DATABASE_URL": "postgresql://guichet:hidden@db/guichet",
    "SMTP_URL": "smtp://guichet:hidden@mail:587",
    "MAIL_FROM": "Mairie <mairie@exemple.fr>",
    "PUBLIC_URL": "https://demarches.exemple.fr/",
    "HOST": "0.0.0.0",
    "PORT": "80",
    "PROXIES": "1",
    "DEVELOPMENT": "yes",
    "SITE_LANGUAGE": "en",
}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "forms").mkdir()
    return {"STATE": str(tmp_path / "state"), "FORMS": str(tmp_path / "forms")}


def test_nothing_needs_to_be_said(environ: dict[str, str]) -> None:
    settings = Settings.of(environ)

    assert settings.database_url == f"sqlite:///{settings.state}/guichet.sqlite3"
    assert settings.storage_url == f"file://{settings.state}/uploads"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.smtp_url is None
    assert settings.development is False
    assert settings.language == "fr"


def test_what_is_said_is_taken(environ: dict[str, str]) -> None:
    settings = Settings.of(environ | GIVEN)

    assert settings.secret_key == GIVEN["SECRET_KEY"]
    assert settings.database_url == GIVEN["DATABASE_URL"]
    assert settings.smtp_url == GIVEN["SMTP_URL"]
    assert settings.public_url == "https://demarches.exemple.fr"
    assert (settings.host, settings.port) == ("0.0.0.0", 80)
    assert settings.development is True
    assert settings.language == "en"


def test_a_value_left_empty_is_not_said(environ: dict[str, str]) -> None:
    empty = dict.fromkeys(GIVEN, "")

    assert Settings.of(environ | empty) == Settings.of(environ)


def test_no_secret_is_printed(environ: dict[str, str]) -> None:
    printed = repr(Settings.of(environ | GIVEN))

    assert "hidden" not in printed
    assert GIVEN["SECRET_KEY"] not in printed


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "eighty", "PORT: 'eighty' is not a port, a number from 1 to 65535."),
        ("PORT", "70000", "PORT: '70000' is not a port, a number from 1 to 65535."),
        ("FORMS", "/nowhere", "FORMS: the folder /nowhere does not exist."),
        ("SECRET_KEY", "short", "SECRET_KEY: it must have at least 32 characters."),
        ("DATABASE_URL", "mysql://a:hidden@b/c", "DATABASE_URL: the address must begin with"),
        ("STORAGE_URL", "ftp://a", "STORAGE_URL: the address must begin with file:."),
        ("SMTP_URL", "mail.exemple.fr", "SMTP_URL: the address must begin with smtp or smtps:."),
        ("MAIL_FROM", "mairie", "MAIL_FROM: 'mairie' is not a mail address"),
        ("PUBLIC_URL", "demarches.fr", "PUBLIC_URL: 'demarches.fr' is not the address of a site"),
        ("DEVELOPMENT", "perhaps", "DEVELOPMENT: 'perhaps' is neither yes nor no."),
        ("SITE_LANGUAGE", "de", "SITE_LANGUAGE: 'de' is not fr or en."),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence(
    environ: dict[str, str], name: str, value: str, sentence: str
) -> None:
    with pytest.raises(SettingsError) as error:
        Settings.of(environ | {name: value})

    (said,) = error.value.sentences
    assert said.startswith(sentence)
    assert "hidden" not in said


def test_all_the_faults_are_said_at_once(environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as error:
        Settings.of(environ | {"PORT": "x", "DEVELOPMENT": "y"})

    assert len(error.value.sentences) == 2


def test_a_state_folder_that_cannot_be_used_is_refused(
    environ: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SettingsError, match=r"STATE: the folder .* cannot be used"):
        Settings.of(environ | {"STATE": str(tmp_path / "file" / "state")})


def test_the_secret_is_made_once_for_the_site_alone(environ: dict[str, str]) -> None:
    first, second = Settings.of(environ), Settings.of(environ)

    kept = first.state / "secret"
    assert first.secret_key == second.secret_key == kept.read_text()
    assert len(first.secret_key) >= 32
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in first.state.iterdir()] == ["secret"]


def keep_secret(environ: dict[str, str], copy: Path) -> None:
    copy.write_text(Settings.of(environ).secret_key)


def test_processes_that_start_at_once_have_the_same_secret(
    environ: dict[str, str], tmp_path: Path
) -> None:
    copies = [tmp_path / str(number) for number in range(4)]

    processes = [ANEW.Process(target=keep_secret, args=(environ, copy)) for copy in copies]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert len({copy.read_text() for copy in copies}) == 1


def test_the_manual_tells_every_setting() -> None:
    told = set(re.findall(r"^\| `([A-Z_]+)(?:<SITE>)?`", MANUAL.read_text(), re.MULTILINE))

    known = {field.name.upper() for field in fields(Settings)} - {"LANGUAGE", "OPENID_SECRETS"}
    assert told == known | {"SITE_LANGUAGE", "OPENID_SECRET_"}
