"""The mails that the demonstration keeps instead of sending."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import quote

from flask import Response, abort

from engine.i18n import format_datetime
from engine.web.rendering import render
from engine.web.sessions import desk, visitor

ADDRESS = "/_mails"


@dataclass(frozen=True)
class KeptMail:
    """A mail as these pages show it."""

    url: str
    subject: str
    sender: str
    to: str
    sent_at: str
    text: str
    back: str = ADDRESS
    html_url: str | None = None


def mail_files() -> list[Path]:
    """The files of the mails, the last first."""
    folder = desk().settings.state / "mails"
    return sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)


def kept(path: Path) -> KeptMail:
    """The mail in a file."""
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    date = message["Date"].datetime if message["Date"] else datetime.fromtimestamp(0)
    return KeptMail(
        url=f"{ADDRESS}/{quote(path.stem)}",
        subject=str(message["Subject"]),
        sender=str(message["From"]),
        to=str(message["To"]),
        sent_at=format_datetime(date, visitor().language),
        text=body.get_content() if body else "",
    )


def show_all() -> Response:
    """The list of mails."""
    return render("development/mails.html", {"mails": [kept(path) for path in mail_files()]})


def show(name: str) -> Response:
    """One mail."""
    for path in mail_files():
        if path.stem == name:
            return render("development/mail.html", kept(path))
    abort(404)
