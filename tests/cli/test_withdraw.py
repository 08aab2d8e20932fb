"""`guichet withdraw` as an operator runs it."""

import pytest
from click.testing import CliRunner, Result

from engine.cli import main
from engine.database import connect, versions
from tests.conftest import NOON
from tests.services.asking import sites


@pytest.fixture
def environ(database_url, tmp_path):
    return {
        "STATE": str(tmp_path / "state"), "FORMS": str(sites(tmp_path / "forms")),
        "DATABASE_URL": database_url, "SECRET_KEY": "k" * 40, "LC_ALL": "fr_FR.UTF-8",
    }  # fmt: skip


def run(environ, *arguments: str) -> Result:
    return CliRunner(env=environ).invoke(main, ["withdraw", *arguments])


def test_a_version_is_taken_out_of_service(environ):
    database = connect(environ["DATABASE_URL"])
    versions.publish(database, "salle", "a", "1", NOON)
    versions.publish(database, "salle", "b", "2", NOON)

    result = run(environ, "salle", "1")

    kept = versions.load(database, "salle", 1)
    database.close()
    assert result.output == "salle, version 1\u00a0: retirée.\n"
    assert kept.withdrawn_at is not None


def test_a_version_that_is_not_there_is_told(environ):
    result = run(environ, "salle", "7")

    assert result.exit_code == 1
    assert "salle n'a pas de version 7." in result.output
