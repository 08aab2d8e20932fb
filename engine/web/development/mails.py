"""The mails that the demonstration keeps instead of sending."""

from typing import Any
from urllib.parse import quote

from flask import Response

from engine.i18n import format_datetime
from engine.services import mailbox
from engine.services.mailbox import KeptMail
from engine.web.rendering import render
from engine.web.sessions import desk, visitor

ADDRESS = "/_mails"


def show_all() -> Response:
    """The list of mails."""
    return render(
        "development/mails.html", {"mails": [shown(one) for one in mailbox.mails(desk())]}
    )


def show(number: str) -> Response:
    """One mail."""
    return render("development/mail.html", shown(mailbox.mail(desk(), number)))


def shown(mail: KeptMail) -> dict[str, Any]:
    """A mail as these pages show it."""
    return {
        "url": f"{ADDRESS}/{quote(mail.number)}",
        "back": ADDRESS,
        "subject": mail.subject,
        "sender": mail.sender,
        "to": mail.to,
        "sent_at": format_datetime(mail.sent_at, visitor().language),
        "text": mail.text,
    }
