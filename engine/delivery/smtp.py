"""Mails handed to a server."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from engine.delivery.base import DeliveryError, RefusedError

PORTS = {"smtp": 25, "smtps": 465}
LONGEST_WAIT_SECONDS = 20
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
FOR_GOOD = 500


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server. What goes to another machine is encrypted whenever the server can."""

    host: str
    port: int
    encrypted: bool
    name: str
    password: str = field(repr=False)

    @classmethod
    def at(cls, url: str) -> "Smtp":
        """The server at `smtp://name:password@host:port`, or `smtps://` when always encrypted."""
        parts = urlsplit(url)
        name, password = (unquote(text or "") for text in (parts.username, parts.password))
        port = parts.port or PORTS[parts.scheme]
        return cls(parts.hostname or "localhost", port, parts.scheme == "smtps", name, password)

    def send(self, message: EmailMessage) -> None:
        """Hand a mail to the server."""
        try:
            with self._connection() as connection:
                self._introduce(connection)
                connection.send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            raise _refusal(error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(str(error)) from error

    def _connection(self) -> smtplib.SMTP:
        wait = LONGEST_WAIT_SECONDS
        if not self.encrypted:
            return smtplib.SMTP(self.host, self.port, timeout=wait)
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(self.host, self.port, timeout=wait, context=context)

    def _introduce(self, connection: smtplib.SMTP) -> None:
        """Encrypt, then sign in; a password never leaves this machine in clear."""
        connection.ehlo_or_helo_if_needed()
        outside = self.host not in THIS_MACHINE
        if outside and not self.encrypted and connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
        elif outside and not self.encrypted and self.password:
            raise DeliveryError("the mail server does not encrypt: the password was not sent")
        if self.name:
            connection.login(self.name, self.password)


def _refusal(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> DeliveryError:
    """Whether a refusal may end: the codes from 500 on are for good."""
    if isinstance(error, smtplib.SMTPDataError):
        codes = [error.smtp_code]
    else:
        codes = [code for code, _ in error.recipients.values()]
    kind = RefusedError if min(codes) >= FOR_GOOD else DeliveryError
    return kind(str(error))
