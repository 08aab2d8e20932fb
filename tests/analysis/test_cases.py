"""The rules of the analysis on what the cases say: `# D321` tells what is found on its line."""

from pathlib import Path

import pytest

from engine.analysis import RULES, Bounds, analyse
from engine.checks import check_definition, described
from engine.definitions import Library, load_library, read_definition
from engine.source import Severity
from tests.checks.test_rules import found_in, split_cases, told_by

HERE = Path(__file__).parent / "cases"
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(HERE.glob("D*.yaml"))
    for number, case in enumerate(split_cases(path), 1)
]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Path(__file__).parents[1] / "checks" / "library")


@pytest.mark.parametrize("case", CASES)
def test_finds_what_the_comments_tell_and_nothing_else(case: str, library: Library) -> None:
    definition = read_definition("essai.yaml", case.encode(), library.fragments)
    told = check_definition(definition, library)

    found = analyse(definition, library, told=told)

    wrong = [one for one in told if one.severity is Severity.ERROR]
    assert not wrong, "\n".join(described(one, case, "en") for one in wrong)
    said = "\n".join(described(one, case, "en") for one in found.findings)
    assert found_in(found.findings) == told_by(case), said
    assert found.undecided == 0


def test_every_rule_has_its_cases_and_its_page() -> None:
    codes = [rule.code for rule in RULES]

    assert codes == sorted(set(codes))
    assert {path.stem for path in HERE.glob("D*.yaml")} == set(codes)
    for rule in RULES:
        assert len((rule.__doc__ or "").split("\n\n")) > 1, rule.code


def test_every_rule_file_is_in_the_table() -> None:
    files = Path("engine/analysis/rules").glob("*.py")

    with_rule = {path.stem for path in files if '    code = "D' in path.read_text("utf-8")}

    assert with_rule == {type(rule).__module__.rsplit(".", 1)[-1] for rule in RULES}


def test_a_definition_with_an_error_is_not_analysed(library: Library) -> None:
    case = next(split_cases(HERE / "D321.yaml")).replace("age < 12", "age == 'dix'")
    definition = read_definition("essai.yaml", case.encode(), library.fragments)
    told = check_definition(definition, library)

    assert any(one.severity is Severity.ERROR for one in told)
    assert analyse(definition, library, told=told).findings == ()


def test_what_takes_too_long_is_counted_and_nothing_is_said_of_it(library: Library) -> None:
    case = next(split_cases(HERE / "D321.yaml"))
    definition = read_definition("essai.yaml", case.encode(), library.fragments)

    found = analyse(definition, library, bounds=Bounds(work=1))

    assert found.undecided > 0
    assert found.findings == ()
