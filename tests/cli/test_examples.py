"""`guichet examples`: what it prints, what it writes, how it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main

TEXT = """\
procedure: essai   # a comment that stays
title: Essai
for: anyone
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: vous
    title: Vous
    fields:
      - {field: nom, type: text, label: Votre nom}
      - {field: age, type: integer, label: Votre âge, min: 0, max: 120}
      - {field: seul, type: yes_no, label: Seul ?}
    checks:
      - {check: age != 99, message: Non.}
  - exit: jeune
    title: Trop jeune
    text: Plus tard.
    when: age < 3
  - step: adulte
    title: Adulte
    when: age >= 18 and not seul
    fields:
      - {field: travail, type: text, label: Travail, optional: true}
"""
TESTS = (
    "tests:\n  - test: un\n    answers: {nom: A, age: 1, seul: true}\n    expect: {exit: jeune}\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "essai.yaml"
    found.write_text(TEXT, encoding="utf-8")
    return found


def run(*arguments: object, command: str = "examples") -> Result:
    return CliRunner().invoke(main, [command, "--language", "en", *map(str, arguments)])


def test_the_examples_show_all_that_can_be_shown(path: Path) -> None:
    result = run(path, "--json")

    found = json.loads(result.stdout)
    shown = [one for example in found["examples"] for one in example["shows"]]
    assert len(shown) == found["points"] == 8
    assert found["never"] == found["unknown"] == []
    ends = {str(one["expect"]) for one in found["examples"]}
    assert {"{'submitted': True}", "{'exit': 'jeune'}"} < ends
    assert result.exit_code == 0


def test_examples_that_are_written_are_tests_that_pass(path: Path) -> None:
    result = run(path, "--write")

    text = path.read_text(encoding="utf-8")
    tested = run(path, command="test")
    assert text.startswith(TEXT.rstrip())
    assert "8 of 8 points" in result.stderr
    assert ", 0 failures," in tested.stdout
    assert run(path).stdout == ""


def test_examples_come_after_the_tests_that_are_there(path: Path) -> None:
    path.write_text(TEXT + TESTS + "# the end\nsummary: false\n", encoding="utf-8")

    run(path, "--write")

    text = path.read_text(encoding="utf-8")
    assert TESTS in text
    assert text.index("expect: {exit: jeune}") < text.index("exemple 2") < text.index("summary:")
    assert ", 0 failures," in run(path, command="test").stdout


def test_what_nobody_can_reach_is_named(path: Path) -> None:
    path.write_text(TEXT.replace("age < 3", "age > 120"), encoding="utf-8")

    result = run(path)

    assert "“jeune” is never on the way" in result.stderr
    assert "7 of 8 points" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("steps:", "tests: []\nsteps:", "are not written line by line"),
        ("age < 3", "agee < 3", "has errors"),
    ],
)
def test_says_why_nothing_is_written(path: Path, old: str, new: str, said: str) -> None:
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    before = path.read_text(encoding="utf-8")

    result = CliRunner().invoke(main, ["examples", str(path), "--write"], env={"LANG": "en"})

    assert said in result.stderr
    assert result.exit_code == 1
    assert path.read_text(encoding="utf-8") == before


def test_the_nearest_name_is_told(path: Path) -> None:
    folder = path.parent / "forms"
    (folder / "procedures").mkdir(parents=True)
    (folder / "procedures" / "essai.yaml").write_text(TEXT, encoding="utf-8")
    environment = {"LANG": "en", "FORMS": str(folder)}

    found = CliRunner().invoke(main, ["examples", "essai"], env=environment)
    wrong = CliRunner().invoke(main, ["examples", "essay"], env=environment)

    assert found.stdout.startswith("tests:\n  - test: 'exemple 1")
    assert "Did you mean: essai?" in wrong.stderr
    assert wrong.exit_code == 1
