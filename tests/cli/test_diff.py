"""`guichet diff`: files, published versions, the text in the folder."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main
from engine.database import connect, drafts, migrate, versions
from tests.conftest import NOON

FIRST = """procedure: salle
title: Salle
for: anyone
steps:
  - step: lieu
    title: Le lieu
    fields:
      - {field: objet, type: text, label: Objet, max_length: 40}
"""
SECOND = FIRST.replace("40", "30")
THIRD = SECOND.replace("label: Objet", "label: Motif").replace(
    "title: Le lieu", "title: Le lieu\n    renamed_from: place"
)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Two published versions, and a third text in the folder."""
    (tmp_path / "forms" / "procedures").mkdir(parents=True)
    (tmp_path / "forms" / "procedures" / "salle.yaml").write_text(THIRD, "utf-8")
    url = f"sqlite:///{tmp_path / 'guichet.sqlite3'}"
    database = connect(url)
    migrate(database)
    for number, text in enumerate((FIRST, SECOND)):
        versions.publish(database, "salle", text, str(number), NOON)
    database.close()
    return {
        "STATE": str(tmp_path / "state"), "FORMS": str(tmp_path / "forms"), "DATABASE_URL": url,
        "SECRET_KEY": "k" * 40, "LC_ALL": "en_GB.UTF-8",
    }  # fmt: skip


def run(environ: dict[str, str], *arguments: str) -> Result:
    return CliRunner(env=environ).invoke(main, ["diff", *arguments])


TIGHTENED = "  Tightened: field “Objet” (lieu.objet), `max_length`: was 40, is 30\n"
REWORDED = "  Reworded: field “Motif” (lieu.objet), `label`: “Objet” becomes “Motif”\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["salle@1", "salle@2"], f"salle@1 → salle@2\n{TIGHTENED}1 change. Open drafts keep"),
        (["salle@2", "salle@2"], "Nothing changed."),
        (["salle"], f"{REWORDED}1 change. Open drafts are taken over: 0 changes touch them."),
        (["salle@1"], "      ! answers of open drafts may be to be given again\n"),
        (["salle@2", "salle"], REWORDED),
    ],
)
def test_tells_what_changed(environ: dict[str, str], arguments: list[str], said: str) -> None:
    result = run(environ, *arguments)

    assert result.exit_code == 0
    assert said in result.output


def test_compares_files(environ: dict[str, str], tmp_path: Path) -> None:
    for name, text in (("a.yaml", FIRST), ("b.yaml", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")

    result = run(environ, str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), "--json")

    found = json.loads(result.output)
    assert [one["kind"] for one in found["changes"]] == ["tightened"]
    assert found["changes"][0]["drafts"] == ["again"]
    assert found["takes_over"] is False


def test_a_long_text_is_shown_with_its_words(environ: dict[str, str], tmp_path: Path) -> None:
    long = FIRST.replace("title: Le lieu", f"title: {'mot ' * 20}fin")
    for name, text in (("a.yaml", long), ("b.yaml", long.replace("fin", "bout"))):
        (tmp_path / name).write_text(text, "utf-8")

    result = run(environ, str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))

    assert f"      {'mot ' * 20}[-fin-]{{+bout+}}\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["salle@7"], "salle has no version 7."),
        (["sale"], "There is no procedure “sale”. Did you mean: salle?"),
        (["salle", "autre"], "There is no procedure “autre”."),
        (["nulle/part.yaml"], "does not exist."),
    ],
)
def test_says_what_is_not_there(environ: dict[str, str], arguments: list[str], said: str) -> None:
    result = run(environ, *arguments)

    assert result.exit_code == 1
    assert said in result.output


def test_says_that_nothing_was_published(environ: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "forms" / "procedures" / "piscine.yaml"
    path.write_text(FIRST.replace("salle", "piscine"), "utf-8")

    result = run(environ, "piscine")

    assert result.exit_code == 1
    assert "piscine was never published." in result.output


def test_a_text_that_cannot_be_read_is_told(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "forms" / "procedures" / "salle.yaml").write_text("procedure: [", "utf-8")

    result = run(environ, "salle@1")

    assert result.exit_code == 1
    assert "run `guichet check`" in result.output


SITE = """site: ici
title: Ici
service: {name: S, address: [1 rue A], email: a@b.test, phone: "01 23 45 67 89"}
"""


@pytest.fixture
def with_draft(environ: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """A draft of the first version, at a site, and in the folder a text without its answer."""
    (tmp_path / "forms" / "sites").mkdir()
    (tmp_path / "forms" / "sites" / "ici.yaml").write_text(SITE, "utf-8")
    text = FIRST.replace("max_length: 40", "max_length: 3")
    (tmp_path / "forms" / "procedures" / "salle.yaml").write_text(text, "utf-8")
    database = connect(environ["DATABASE_URL"])
    drafts.create(database, "ici/anonymous:x", "salle", 1, {"objet": "Léa Martin"}, NOON)
    database.close()
    return environ


def test_rehearses_on_the_drafts_that_are_open(with_draft: dict[str, str]) -> None:
    kept = run(with_draft, "--rehearse", "salle")
    gone = CliRunner(env=with_draft).invoke(main, ["withdraw", "salle", "1", "--rehearse"])

    assert kept.output == "1 draft: 1 keeps its version.\n"
    assert gone.output == "1 draft: 1 loses “Objet”, 1 goes back to “Le lieu”.\n"


def test_rehearses_for_programs_and_tells_no_answer(
    with_draft: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "forms" / "procedures" / "salle.yaml"
    path.write_text(path.read_text("utf-8") + "migrate: []\n", "utf-8")

    result = run(with_draft, "--rehearse", str(path), "--json")

    found = json.loads(result.output)
    assert found["lost"] == [{"name": "objet", "label": "Objet", "drafts": 1}]
    assert "Martin" not in result.output


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--rehearse", "salle", "autre"], 2, "--rehearse takes one text"),
        (["--rehearse", "autre"], 1, "There is no procedure “autre”."),
    ],
)
def test_says_what_cannot_be_rehearsed(
    with_draft: dict[str, str], arguments: list[str], code: int, said: str
) -> None:
    result = run(with_draft, *arguments)

    assert result.exit_code == code
    assert said in result.output


def test_tells_the_tests_whose_result_changes(environ: dict[str, str], tmp_path: Path) -> None:
    tests = """tests:
  - {test: long, answers: {objet: Une salle pour danser le soir au bal}, expect: {submitted: true}}
  - {test: court, answers: {objet: Bal}, expect: {submitted: true}}
"""
    kept = "retention: {drafts: 1 day, submissions: 1 day, then: eliminate}\npurpose: P\n"
    for name, text in (("a.yaml", FIRST), ("b.yaml", SECOND)):
        (tmp_path / name).write_text(text + kept + tests, "utf-8")

    result = run(environ, str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    back = run(environ, str(tmp_path / "b.yaml"), str(tmp_path / "a.yaml"), "--json")

    assert "  The test “long” fails now: " in result.output
    assert "court" not in result.output
    assert [(one["test"], one["passes"]) for one in json.loads(back.output)["tests"]] == [
        ("long", True)
    ]


def test_tells_that_tests_were_not_run(environ: dict[str, str], tmp_path: Path) -> None:
    for name, text in (("a.yaml", FIRST), ("b.yaml", FIRST.replace("40", "nope"))):
        (tmp_path / name).write_text(text, "utf-8")

    result = run(environ, str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))

    assert "The tests were not run: a version has errors." in result.output
