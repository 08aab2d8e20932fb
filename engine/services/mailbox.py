"""The mails that the demonstration keeps instead of sending."""

from engine.delivery.files import Files, KeptMail
from engine.services.desk import Desk


def mails(desk: Desk) -> list[KeptMail]:
    """All mails kept, the last first."""
    return _folder(desk).list_all()


def mail(desk: Desk, number: str) -> KeptMail:
    """One mail; raises NotFoundError."""
    return _folder(desk).load(number)


def _folder(desk: Desk) -> Files:
    return Files.at(f"file://{desk.settings.state / 'mails'}")


__all__ = ["KeptMail", "mail", "mails"]
