"""What a person sent before, as expressions read it: `previous`, all of it; `latest`, the last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.expressions import UNKNOWN, Value

PREVIOUS, LATEST = "previous", "latest"
NAMES = frozenset({PREVIOUS, LATEST})


@dataclass(frozen=True)
class Past:
    """A submission of the same person for the same procedure, at the same site."""

    reference: str
    sent_on: date
    answers: Mapping[str, Any]


def past_values(rows: Sequence[Mapping[str, Value]]) -> dict[str, Value]:
    """The values of the two names, the last submission first."""
    return {PREVIOUS: list(rows), LATEST: rows[0] if rows else UNKNOWN}
