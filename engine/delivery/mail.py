"""Mails: drawn from `templates/mail/<name>/`, the same each time for the same effect."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup, escape

from engine.delivery.base import Transport
from engine.i18n import gettext

TEMPLATES = Path(__file__).parents[2] / "templates" / "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail to send; as a mapping (`asdict`), it is the payload of an effect `mail`."""

    name: str
    to: str
    language: str = "fr"
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The texts of a mail."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class MailDelivery:
    """Does the effects `mail`: draws them and hands them to a transport."""

    transport: Transport
    sender: str

    def deliver(self, number: str, payload: Mapping[str, Any], now: datetime) -> None:
        """Send a mail, whose Message-ID comes from the number of the effect."""
        mail = Mail(**payload)
        self.transport.send(message_of(draw(mail), mail, self.sender, number, now))


def draw(mail: Mail) -> Drawn:
    """The texts of a mail, in its language."""
    subject, text, html = (
        _environment()
        .get_template(f"{mail.name}/{part}")
        .render(mail.values, language=mail.language)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    return Drawn(" ".join(subject.split()), text, html)


def message_of(drawn: Drawn, mail: Mail, sender: str, number: str, now: datetime) -> EmailMessage:
    """The message that a transport carries: text first, HTML for who prefers it."""
    message = EmailMessage(SMTP)
    message["Message-ID"] = f"<{number}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Date"] = format_datetime(now)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = drawn.subject
    message["Content-Language"] = mail.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(drawn.text, cte="quoted-printable")
    message.add_alternative(drawn.html, subtype="html", cte="quoted-printable")
    return message


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["_"] = _translated
    return environment


@pass_context
def _translated(context: Context, message: str, /, **values: object) -> str:
    """A sentence in the language of the mail; in HTML its values are escaped."""
    language = str(context["language"])
    if not context.eval_ctx.autoescape:
        return gettext(language, message, **values)
    # Only the values come from people; the sentence is ours.
    safe = {name: escape(value) for name, value in values.items()}
    return Markup(gettext(language, message, **safe))  # noqa: S704
