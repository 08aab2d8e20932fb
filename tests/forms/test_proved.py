"""Every shipped procedure is proved by its own tests, each of its branches and options by one."""

from pathlib import Path

import pytest

from engine.definitions import Library, load_library
from engine.services.testing import Work, report_of

FORMS = Path(__file__).parent.parent.parent / "forms"
NAMES = sorted(path.name for path in (FORMS / "procedures").iterdir())


@pytest.fixture(scope="module")
def library() -> Library:
    """What is shipped."""
    return load_library(FORMS)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_procedure_is_proved_by_its_tests(library: Library, name: str) -> None:
    definition = library.definitions[str(FORMS / "procedures" / name)]

    report = report_of(Work(definition, library))

    assert report.is_right, [one.failures for one in report.tests if one.failures]
    assert report.tests
    assert [one.values for one in report.unseen] == []
