"""What the letter of an invitation says; the code in clear is nowhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.accounts.codes import Code
from engine.i18n import format_date, gettext
from engine.i18n import marked as _
from engine.printing import letters_pdf
from engine.services.desk import PARIS, Desk

ADDRESS = "/activation"
TEXTS: Mapping[str, str] = {
    "heading": _("Open your personal account"),
    "greeting": _("Dear Sir or Madam,"),
    "about": _(
        "{service} opens a personal account for you on “{site}”. This letter bears the code with"
        " which you activate it. It takes the place of any code received before."
    ),
    "code": _("Your activation code"),
    "until": _("To be used, once, until"),
    "how": _("How to activate your account"),
    "picture": _("QR code that leads to {address}"),
    "scan": _("or scan this code"),
    "keep": _(
        "Keep this letter for yourself: its code opens your account. We never ask for it by"
        " telephone or by mail."
    ),
    "trouble": _(
        "A question, a code that is lost, a letter that does not concern you? No way to go on the"
        " internet? Call {service}: {phone}."
    ),
    "closing": _("Yours faithfully,"),
    "privacy": _(
        "What is kept about you, and your rights: {privacy}. You may ask us for them by post too."
    ),
    "phone": _("Telephone:"),
    "email": _("E-mail:"),
}
STEPS = (
    _("Go to {address}"),
    _("Type the code above: capitals, spaces and hyphens do not matter."),
    _(
        "Type the postcode of your lodging or of your home, as {service} knows it: it is not"
        " written beside the code."
    ),
    _("Give your mail address and choose a password of at least 12 characters."),
    _("Open the mail that you receive and follow its link within 24 hours: all is ready."),
)


@dataclass(frozen=True)
class Letter:
    """A letter to print: to whom, and its code."""

    to: tuple[str, ...]
    reference: str
    code: Code
    expires_at: datetime


def letters(desk: Desk, site: str, drawn: Sequence[Letter], now: datetime) -> bytes:
    """The letters as one PDF, a page each."""
    return letters_pdf(content_of(desk, site, drawn, now))


def content_of(desk: Desk, site: str, drawn: Sequence[Letter], now: datetime) -> dict[str, Any]:
    """What the letters say; where they lead never bears a code."""
    language = desk.settings.language
    at = desk.catalogue.site(site)
    service = at.service
    link = desk.address_of(site, ADDRESS)
    known = {
        "service": service.name,
        "site": at.title,
        "phone": service.phone.replace(" ", "\u00a0"),
        "address": plain(link),
        "privacy": plain(desk.address_of(site, "/confidentialite")),
    }
    labels: dict[str, Any] = {
        name: gettext(language, text, **known) for name, text in TEXTS.items()
    }
    labels["steps"] = [gettext(language, text, **known) for text in STEPS]
    return {
        "title": f"{labels['heading']} – {at.title}",
        "language": language,
        "accent": at.theme.accent,
        "day": said_day(now, language),
        "link": link,
        "labels": labels,
        "service": {
            "name": service.name,
            "address": service.address,
            "email": service.email,
            "phone": known["phone"],
            "hours": service.hours,
        },
        "letters": [_page(one, language) for one in drawn],
    }


def said_day(moment: datetime, language: str) -> str:
    """The day of a moment in Paris, as letters say it."""
    return format_date(moment.astimezone(PARIS).date(), language)


def plain(address: str) -> str:
    """An address as people copy it: without what browsers add by themselves."""
    return address.removeprefix("https://")


def _page(letter: Letter, language: str) -> dict[str, Any]:
    reference = letter.reference
    return {
        "to": letter.to,
        "reference": gettext(language, "Our reference: {reference}", reference=reference)
        if reference
        else "",
        "code": str(letter.code),
        "until": said_day(letter.expires_at, language),
    }
