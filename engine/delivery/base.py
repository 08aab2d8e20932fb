"""What every delivery and every transport of mails does."""

from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from typing import Any, Protocol


class DeliveryError(Exception):
    """It could not be done now; later may do."""


class RefusedError(DeliveryError):
    """It was refused for good: trying again is of no use."""


class Transport(Protocol):
    """Carries mails away."""

    def send(self, message: EmailMessage) -> None:
        """Hand over a mail, or raise DeliveryError."""
        ...


class Delivery(Protocol):
    """Does one kind of effect."""

    def deliver(self, number: str, payload: Mapping[str, Any], now: datetime) -> None:
        """Do the effect of that number, or raise DeliveryError.

        It may have been done before, without its being noted: the number shows that it is the same.
        """
        ...
