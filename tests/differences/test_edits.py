"""Each kind of edit gives its change, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.differences import Change, Version, difference
from tests.differences.versions import version_of

TABLE = yaml.safe_load(Path(__file__).with_name("edits.yaml").read_text("utf-8"))
BASE: str = TABLE["base"]


def told(change: Change) -> str:
    """A change as the table writes it."""
    return " ".join([change.kind, change.place, *(f"!{one}" for one in change.touches)])


@pytest.fixture(scope="module")
def base() -> Version:
    return version_of(BASE)


@pytest.mark.parametrize("case", TABLE["edits"], ids=lambda case: case["edit"])
def test_an_edit_gives_its_change_and_nothing_else(case: dict[str, Any], base: Version) -> None:
    assert BASE.count(case["from"]) == 1
    new = version_of(BASE.replace(case["from"], case["to"]))

    found = difference(base, new)

    assert [told(one) for one in found.changes] == case["found"]
    assert difference(new, new).changes == ()
