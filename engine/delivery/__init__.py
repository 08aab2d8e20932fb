"""How what was asked for is done outside: mails are drawn here and handed to a transport."""

from collections.abc import Callable
from urllib.parse import urlsplit

from engine.delivery.base import Delivery, DeliveryError, RefusedError, Transport
from engine.delivery.files import Files
from engine.delivery.mail import Mail, MailDelivery
from engine.delivery.smtp import Smtp

__all__ = [
    "TRANSPORTS",
    "Delivery",
    "DeliveryError",
    "Mail",
    "MailDelivery",
    "RefusedError",
    "Transport",
    "open_transport",
]

TRANSPORTS: dict[str, Callable[[str], Transport]] = {
    "smtp": Smtp.at,
    "smtps": Smtp.at,
    "file": Files.at,
}


def open_transport(url: str) -> Transport:
    """The transport of mails at a URL: `smtp://host:port` or `file:///folder`."""
    scheme = urlsplit(url).scheme
    if scheme not in TRANSPORTS:
        raise ValueError(f"the address of a transport begins with {' or '.join(TRANSPORTS)}:")
    return TRANSPORTS[scheme](url)
