"""What a person still has to agree to: rules on versions and days, without database or clock."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Protocol, TypeVar

CONSENTED = "consented"


class Edition(Protocol):
    """A version of a text: its number, its first day, whether it changes what was agreed."""

    @property
    def number(self) -> str:
        """What it is called."""
        ...

    @property
    def effective(self) -> date:
        """The first day on which it holds."""
        ...

    @property
    def material(self) -> bool:
        """Whether those who agreed to the version before are asked again."""
        ...


E = TypeVar("E", bound=Edition)


class Standing(Enum):
    """Where a person stands with a text."""

    AGREED = "agreed"
    TOLD = "told"
    DUE = "due"


def in_force(editions: Sequence[E], day: date) -> E | None:
    """The version that holds on a day: the last whose first day has come."""
    begun = [one for one in editions if one.effective <= day]
    return max(begun, key=lambda one: one.effective, default=None)


def standing(editions: Sequence[Edition], agreed: str | None, day: date) -> Standing:
    """Where one stands on a day who agreed to the version numbered `agreed`, or to none.

    A later version has to be agreed to when it is material, or when a material one came between;
    otherwise it is only told. A version that nobody knows any more counts for none.
    """
    current = in_force(editions, day)
    if current is None:
        return Standing.AGREED
    known = next((one for one in editions if one.number == agreed), None)
    if known is None:
        return Standing.DUE
    later = [one for one in editions if known.effective < one.effective <= day]
    if any(one.material for one in later):
        return Standing.DUE
    return Standing.TOLD if later else Standing.AGREED


def agreed_in(preferences: Mapping[str, Any]) -> Mapping[str, str]:
    """The versions that an account agreed to, by text, as its preferences say."""
    found = preferences.get(CONSENTED)
    return found if isinstance(found, Mapping) else {}
