"""How money is taken on line: one file a provider, which cashes it in our place.

Amounts are exact euros everywhere; they become whole cents here only, where they leave.
"""

from collections.abc import Callable, Mapping

from engine.payments.base import (
    ClosedError,
    ForgedError,
    Means,
    Operation,
    Order,
    PaymentError,
    Provider,
    Told,
)
from engine.payments.trial import Trial

__all__ = [
    "PROVIDERS",
    "ClosedError",
    "ForgedError",
    "Means",
    "Operation",
    "Order",
    "PaymentError",
    "Provider",
    "Told",
    "open_provider",
]

PROVIDERS: Mapping[str, Callable[[Means], Provider]] = {
    "test": Trial.of,
}


def open_provider(name: str, means: Means) -> Provider:
    """The provider of that name; raises ClosedError for one that cannot be used here."""
    if name not in PROVIDERS:
        raise ClosedError(f"no provider of payments is named {name!r}")
    return PROVIDERS[name](means)
