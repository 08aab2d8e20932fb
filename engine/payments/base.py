"""What every provider of payments does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Protocol

CENTS = Decimal(100)
Outcome = Literal["paid", "refused", "abandoned", "open"]


class PaymentError(Exception):
    """The provider does not answer, or not as it should; later may do."""


class ClosedError(PaymentError):
    """No payment can be made here."""


class ForgedError(Exception):
    """What claims to come from the provider does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a provider works with: a folder and a secret of its own, and what the site says."""

    folder: Path
    secret: bytes = field(repr=False)
    development: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be paid. `number` is ours: the provider says it again with all that it tells."""

    number: str
    reference: str
    amount: Decimal
    label: str
    email: str
    return_url: str
    notice_url: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An order as the provider knows it, and where the person pays it."""

    number: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a provider says of an order: it was paid, refused, abandoned, or is still open."""

    order: str
    operation: str
    outcome: Outcome
    amount: Decimal
    at: datetime


class Provider(Protocol):
    """Takes payments. Nothing that a browser brings back is believed: the provider is asked."""

    @property
    def origin(self) -> str:
        """The origin of its pages, as `https://pay.example`, empty when they are of this site."""
        ...

    def start(self, order: Order) -> Operation:
        """Create an order at the provider, or raise PaymentError."""
        ...

    def ask(self, operation: str) -> Told:
        """What became of an operation, or raise PaymentError."""
        ...

    def read(self, body: bytes, headers: Mapping[str, str]) -> Told:
        """What a notification says; raises ForgedError unless the provider wrote it."""
        ...


def cents_of(amount: Decimal) -> int:
    """An amount in whole cents; raises ValueError rather than round."""
    cents = amount * CENTS
    if cents != cents.to_integral_value():
        raise ValueError("an amount has at most two decimals")
    return int(cents)


def amount_of(cents: int) -> Decimal:
    """The amount, in euros, of whole cents."""
    return (Decimal(cents) / CENTS).quantize(Decimal("0.01"))
