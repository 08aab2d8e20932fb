import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main
from tests.diagrams.samples import SMALL


def run(*arguments: object) -> Result:
    return CliRunner().invoke(
        main, ["diagram", *map(str, arguments)], env={"LC_ALL": "fr_FR.UTF-8", "FORMS": ""}
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "essai.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_it_draws_a_file(file: Path, tmp_path: Path):
    out = tmp_path / "essai.svg"

    result = run(file, "-o", out)

    assert result.exit_code == 0, result.output
    drawn = out.read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "prefers-color-scheme: dark" in drawn
    assert "--fill" in drawn
    assert str(out) in result.output


def test_it_prints_what_it_draws(file: Path):
    result = run(file)

    assert result.stdout.startswith("<svg")
    assert result.stdout.endswith("</svg>\n")


def test_it_tells_it_in_words(file: Path):
    result = run(file, "--text", "--language", "en")

    assert "- Step 1: Pour commencer – 2 questions\n" in result.stdout


def test_it_gives_json(file: Path):
    result = run(file, "--json")

    assert json.loads(result.stdout)["procedure"] == "essai"


def test_it_draws_a_procedure_of_the_folder():
    result = run("banc", "--text")

    assert result.exit_code == 0
    assert result.stdout.startswith("#") or "Étape 1" in result.stdout


def test_a_name_that_is_nobody_s_is_told_with_the_nearest():
    result = run("depot-de-document")

    assert result.exit_code == 1
    assert "depot-de-documents" in result.stderr


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    result = run(tmp_path / "rien.yaml")

    assert result.exit_code == 1
    assert "rien.yaml" in result.stderr


@pytest.mark.parametrize("text", ["", "steps: [", "a: 1", "- 1", "\x00"])
def test_a_text_that_is_no_procedure_is_told(tmp_path: Path, text):
    path = tmp_path / "essai.yaml"
    path.write_text(text, encoding="utf-8")

    result = run(path)

    assert result.exit_code == 1
    assert "guichet check" in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_what_tests_never_tried_is_marked():
    result = run("depot-de-documents", "--coverage", "--json")

    coverage = json.loads(result.stdout)["coverage"]
    assert [one["label"] for one in coverage] == ["branches", "options"]
    assert all(0 < one["percent"] <= 100 for one in coverage)


def test_the_tests_of_a_text_with_errors_are_not_run(tmp_path: Path):
    path = tmp_path / "essai.yaml"
    path.write_text(SMALL.replace('envoi == "dsn"', 'envoi == "rien"'), encoding="utf-8")

    result = run(path, "--coverage")

    assert result.exit_code == 1
    assert "guichet check" in result.stderr


def test_what_the_check_finds_is_marked(tmp_path: Path):
    path = tmp_path / "essai.yaml"
    path.write_text(SMALL.replace('envoi == "dsn"', 'envoi == "rien"'), encoding="utf-8")

    told = run(path, "--findings", "--text").stdout.splitlines()

    step = next(one for one in told if "La DSN" in one)
    assert "D2" in step
    assert "rien" in step
    assert "D" not in next(one for one in told if "Le papier" in one).partition("–")[2]
