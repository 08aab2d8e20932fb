"""`guichet test --from`: a test made from what somebody really sent."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from engine.cli import main
from engine.database import connect, drafts, migrate, submissions
from engine.services.catalogue import Catalogue
from tests.conftest import NOON
from tests.database.samples import a_submission

SITE = """\
site: essai
title: Essai
service: {name: Service, address: [Ici], email: a@demo.test, phone: 01 00 00 00 00}
"""
TEXT = """\
procedure: essai
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps: [{step: un, title: Un, fields: [{field: nom, type: text, label: Nom}]}]
"""


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """A site at which Zoé sent something."""
    forms = tmp_path / "forms"
    for name, text in (("procedures", TEXT), ("sites", SITE)):
        (forms / name).mkdir(parents=True)
        (forms / name / "essai.yaml").write_text(text, "utf-8")
    url = f"sqlite:///{tmp_path / 'base.sqlite3'}"
    database = connect(url)
    migrate(database)
    Catalogue(forms, database).refresh(NOON)
    owner = "essai/anonymous:a"
    draft = drafts.create(database, owner, "essai", 1, {"nom": "Zoé"}, NOON)
    sent = a_submission(draft, "ESSAI-1")
    submissions.create(database, draft, sent)
    database.close()
    return {"FORMS": str(forms), "STATE": str(tmp_path / "state"), "DATABASE_URL": url}


def run(reference: str, settings: dict[str, str]) -> Result:
    environment = {"LC_ALL": "en_GB.UTF-8", **settings}
    return CliRunner().invoke(main, ["test", "--from", reference], env=environment)


def test_a_test_is_printed_without_who_sent_it(settings: dict[str, str]) -> None:
    result = run("ESSAI-1", settings)

    (said,) = yaml.safe_load(result.stdout)
    assert result.exit_code == 0
    assert "Zoé" not in result.stdout
    assert said["test"] == "comme un envoi du 2025-03-12"
    assert said["expect"]["route"] == ["un"]


def test_a_reference_that_nobody_has_is_one_sentence(settings: dict[str, str]) -> None:
    result = run("ESSAI-2", settings)

    assert "Nothing was sent under the reference ESSAI-2." in result.stderr
    assert result.exit_code == 1
