"""The schema of the answers, from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main
from engine.clock import now
from engine.services.opening import open_desk
from engine.settings import Settings

SITE = """site: ici
title: Ici
service: {name: S, address: [1 rue A], email: a@b.test, phone: "01 23 45 67 89"}
parameters: {most: 5}
"""
TEXT = """procedure: essai
title: Essai
for: anyone
parameters: {{most: 3}}
steps:
  - step: a
    title: A
    fields: [{{field: n, type: integer, label: "{label}", max: parameters.most}}]
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A folder with one procedure and one site, and an empty state."""
    forms = tmp_path / "forms"
    for room, text in (("procedures", TEXT.format(label="Combien ?")), ("sites", SITE)):
        (forms / room).mkdir(parents=True)
        (forms / room / "essai.yaml").write_text(text, "utf-8")
    return {"FORMS": str(forms), "STATE": str(tmp_path / "state"), "SECRET_KEY": "x" * 40}


def run(environment: dict[str, str], *arguments: str) -> Result:
    """The command, run."""
    return CliRunner().invoke(main, ["schema", *arguments], env=environment)


def test_writes_the_schema_of_what_the_folder_says(environment: dict[str, str]) -> None:
    result = run(environment, "essai")

    schema = json.loads(result.output)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"] == {"n": {"title": "Combien ?", "type": "integer", "maximum": 5}}
    assert "version" not in schema["x-guichet"]


def test_writes_the_schema_of_a_version(environment: dict[str, str]) -> None:
    desk = open_desk(Settings.of(environment))
    desk.catalogue.refresh(now())
    desk.database.close()
    path = Path(environment["FORMS"]) / "procedures" / "essai.yaml"
    path.write_text(TEXT.format(label="Autre chose ?"), "utf-8")

    result = run(environment, "essai", "--version", "1")

    schema = json.loads(result.output)
    assert schema["properties"]["n"]["title"] == "Combien ?"
    assert schema["x-guichet"] == {"procedure": "essai", "version": 1}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["autre"], "«\u00a0autre\u00a0»"),
        (["essai", "--site", "ailleurs"], "«\u00a0ailleurs\u00a0»"),
        (["essai", "--version", "7"], "Rien ne s'appelle"),
    ],
)
def test_says_what_is_not_there(
    environment: dict[str, str], arguments: list[str], said: str
) -> None:
    result = run(environment, *arguments)

    assert result.exit_code == 1
    assert said in result.output


def test_a_definition_with_errors_has_no_schema(environment: dict[str, str]) -> None:
    path = Path(environment["FORMS"]) / "procedures" / "essai.yaml"
    path.write_text(TEXT.format(label="Essai").replace("parameters.most", "nope"), "utf-8")

    result = run(environment, "essai")

    assert result.exit_code == 1
    assert "«\u00a0essai\u00a0» a des erreurs" in result.output
