"""References that follow one another and show a mistake in copying."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.services.desk import Desk
from engine.services.opening import open_desk
from engine.services.references import new_reference
from engine.settings import Settings
from tests.conftest import NOON


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a site on each kind of database."""
    given = {"STATE": str(tmp_path), "DATABASE_URL": database_url, "SECRET_KEY": "x" * 40}
    opened = open_desk(Settings.of(given))
    yield opened
    opened.database.close()


def test_references_follow_one_another(desk: Desk) -> None:
    references = [new_reference(desk, NOON) for _ in range(3)]

    assert [one[:14] for one in references] == [
        "G-2025-000001-",
        "G-2025-000002-",
        "G-2025-000003-",
    ]
    assert len({one[-1] for one in references}) == 3


def test_the_year_is_that_of_paris(desk: Desk) -> None:
    late = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)

    assert new_reference(desk, late).startswith("G-2026-000001-")
