"""Mails kept as files, for a site that has no mail server: one can read them, none leaves."""

import os
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import parsedate_to_datetime
from pathlib import Path

from engine.delivery.base import DeliveryError
from engine.errors import NotFoundError

NUMBER = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail as it was kept."""

    number: str
    sender: str
    to: str
    subject: str
    sent_at: datetime
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Files:
    """Mails in a folder, one a file `.eml` named after its Message-ID."""

    path: Path

    @classmethod
    def at(cls, url: str) -> "Files":
        """The mails at `file:///folder`, which is made."""
        folder = cls(Path(url.removeprefix("file://")))
        folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def send(self, message: EmailMessage) -> None:
        """Keep a mail; the same one again takes the place of the first."""
        number = str(message["Message-ID"]).strip("<>").partition("@")[0]
        new = self.path / f"{secrets.token_hex(8)}.new"
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.as_bytes())
            new.rename(self.path / f"{number}.eml")
        except OSError as error:
            new.unlink(missing_ok=True)
            raise DeliveryError(str(error)) from error

    def list_all(self) -> list[KeptMail]:
        """The mails kept, the last first."""
        mails = [_read(file) for file in self.path.glob("*.eml")]
        return sorted(mails, key=lambda mail: (mail.sent_at, mail.number), reverse=True)

    def load(self, number: str) -> KeptMail:
        """A mail by its number; NotFoundError when there is none."""
        file = self.path / f"{number}.eml"
        if not NUMBER.fullmatch(number) or not file.exists():
            raise NotFoundError("mail")
        return _read(file)


def _read(file: Path) -> KeptMail:
    message = BytesParser(EmailMessage, policy=SMTP).parsebytes(file.read_bytes())
    texts = {part.get_content_subtype(): part.get_content() for part in message.iter_parts()}
    return KeptMail(
        file.stem,
        str(message["From"]),
        str(message["To"]),
        str(message["Subject"]),
        parsedate_to_datetime(str(message["Date"])),
        str(texts.get("plain", "")),
        str(texts.get("html", "")),
    )
