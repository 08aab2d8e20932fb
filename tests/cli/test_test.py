"""`guichet test`: what it prints, what it writes, how it ends."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main

TEXT = """\
procedure: {name}
title: Essai
for: anyone
retention: {{drafts: 30 days, submissions: 1 year, then: eliminate}}
steps:
  - {{step: un, title: Un, fields: [{{field: un, type: integer, label: Un, max: 9}}]}}
  - {{step: deux, title: Deux, when: un > 3, fields: [{{field: deux, type: text, label: Deux}}]}}
tests:
  - {{test: petit, answers: {{un: 2}}, expect: {{route: [un], values: {{un: {value}}}}}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, value in (("a", 2), ("b", 3)):
        text = TEXT.format(name=name, value=value)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["test", "--language", "en", *map(str, arguments)])


def test_a_failure_is_told_at_the_line_of_what_was_expected(folder: Path) -> None:
    result = run(folder / "b.yaml")

    assert f"{folder}/b.yaml:9:72: error D601" in result.stdout
    assert "“un” should be 3; it is 2" in result.stdout
    assert "1 test, 1 failure, in " in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_is_tested_in_one_process_or_in_several(folder: Path, jobs: int) -> None:
    result = run(folder, "--jobs", jobs)

    assert "2 tests, 1 failure, in " in result.stdout
    assert result.exit_code == 1


def test_what_no_test_shows_is_told_when_asked(folder: Path) -> None:
    result = run("--coverage", folder / "a.yaml")

    told = "a.yaml:7:37  No test shows it: in no test is “deux” on the route"
    assert told in result.stdout
    assert "1 test; branches 1/2 (50 %), options 0/0 (100 %), checks 0/0 (100 %)" in result.stdout
    assert result.exit_code == 0


def test_json_holds_tests_failures_and_points(folder: Path) -> None:
    found = json.loads(run("--json", folder).stdout)

    assert [[test["passed"] for test in one["tests"]] for one in found] == [[True], [False]]
    assert found[1]["tests"][0]["failures"][0]["line"] == 9
    assert found[0]["coverage"]["branches"] == {"seen": 1, "of": 2, "percent": 50}
    assert found[0]["seen"] == [{"kind": "when", "place": "deux", "value": False}]
    assert found[0]["missing"][0]["value"] is True


def test_junit_holds_a_case_for_each_test(folder: Path) -> None:
    run(folder, "--junit", folder / "junit.xml")

    text = (folder / "junit.xml").read_text("utf-8")
    assert text.startswith(
        '<?xml version="1.0" encoding="utf-8"?>\n<testsuites tests="2" failures="1"'
    )
    assert text.count("<testcase ") == 2
    assert re.search('classname="b".*\n *<failure message="[^"]*should be 3; it is 2">', text)


def test_only_the_tests_that_are_named_are_run(folder: Path) -> None:
    every, none = run(folder, "-k", "PETIT"), run(folder, "-k", "grand")

    assert every.stdout.endswith("s.\n")
    assert "2 tests, 1 failure" in every.stdout
    assert "0 tests, 0 failures" in none.stdout


def test_a_definition_with_errors_is_not_tested(folder: Path) -> None:
    (folder / "a.yaml").write_text("procedure: a\n", encoding="utf-8")

    result = run(folder / "a.yaml")

    assert "a.yaml: not tested, it has errors; `guichet check` tells them" in result.stdout
    assert result.exit_code == 1
