"""The language of a person: the one they chose on a page, else the one that their browser asks for.

It is followed where a procedure is filled in: the other pages are written in that of the site.
"""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from flask import Response, g, request

from engine.i18n import LANGUAGES

CHOICE = "_langue"
COOKIE = "guichet-langue"
A_YEAR = 365 * 24 * 3600
# Each language in its own words.
NAMES = {"fr": "Français", "en": "English"}


def wanted() -> str | None:
    """The language that the person wants on this page, None for that of the site."""
    if "procedure" not in (request.view_args or {}):
        return None
    return chosen(request.cookies.get(COOKIE)) or request.accept_languages.best_match(LANGUAGES)


def chosen(language: str | None) -> str | None:
    """A language that the pages have, None for anything else."""
    return language if language in LANGUAGES else None


def switched() -> Response | None:
    """The same address without the choice of a language, which the browser keeps from then on."""
    if request.method != "GET" or CHOICE not in request.args:
        return None
    language = chosen(request.args[CHOICE])
    if language is not None:
        g.language = language
    rest = others()
    address = quote(request.path) + (f"?{rest}" if rest else "")
    return Response(status=303, headers={"Location": address})


def others() -> str:
    """What the address says, the choice of a language apart."""
    return urlencode([pair for pair in request.args.items(multi=True) if pair[0] != CHOICE])


def offer(languages: Sequence[str]) -> None:
    """Have the page offer its languages, when there are several."""
    g.languages = tuple(dict.fromkeys(one for one in languages if one in LANGUAGES))


def offered() -> tuple[tuple[str, str], ...]:
    """The languages among which the page lets one choose, each with its name."""
    found: tuple[str, ...] = g.get("languages", ())
    return tuple((one, NAMES[one]) for one in found) if len(found) > 1 else ()


def address_for_choice() -> str:
    """What leads to the page in another language, but for the language."""
    rest = others()
    return f"?{rest}&{CHOICE}=" if rest else f"?{CHOICE}="
