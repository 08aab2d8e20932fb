"""`guichet remind-legacy` as an operator runs it."""

import pytest
from click.testing import CliRunner

from engine.cli import main
from engine.database import connect
from tests.conftest import NOON
from tests.database.samples import an_account
from tests.services.asking import sites


@pytest.fixture
def environ(database_url, tmp_path):
    return {
        "STATE": str(tmp_path / "state"), "FORMS": str(sites(tmp_path / "forms")),
        "DATABASE_URL": database_url, "SECRET_KEY": "k" * 40, "LC_ALL": "fr_FR.UTF-8",
    }  # fmt: skip


def run(environ, *arguments):
    return CliRunner(env=environ).invoke(main, ["remind-legacy", *arguments])


def test_the_command_says_how_many_mails_are_to_be_sent(environ):
    database = connect(environ["DATABASE_URL"])
    an_account(database, email="ancien@exemple.fr", reset_required_at=NOON)

    first, second = run(environ, "--site", "msa"), run(environ, "--site", "msa")

    ((kind,),) = database.rows("SELECT kind FROM effect")
    database.close()
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == "1 courriel à envoyer.\n"
    assert second.output == "0 courriel à envoyer.\n"
    assert kind == "mail"


def test_a_wrong_name_is_told_with_the_right_ones(environ):
    result = run(environ, "--site", "nulle-part")

    assert result.exit_code == 1
    assert "msa, other" in result.output
