"""What an example is called: how it ends, and what it shows first."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.definitions import Point
from engine.i18n import gettext
from engine.i18n import marked as _

Json = Mapping[str, Any]
MOST = 2  # of what it shows
NUMBERED = _("example {number}: {what}")
SENT, UNSENT = _("it is sent"), _("it is refused before sending")
EXIT, REFUSED = _("one leaves by “{place}”"), _("it is refused at “{place}”")
WITH, WITHOUT, CHOSEN = _("with “{place}”"), _("without “{place}”"), _("“{place}” is “{value}”")
ANSWERS: Mapping[object, str] = {True: _("yes"), False: _("no")}
NEVER: Mapping[str, str] = {
    "when True": _("“{place}” is never on the way: its condition cannot hold after what is before"),
    "when False": _("“{place}” is always on the way: its condition always holds there"),
    "option": _("“{value}” can never be chosen at “{place}”"),
    "check True": _("“{place}” can never hold"),
    "check False": _("“{place}” can never fail"),
    "optional True": _("“{place}” can never be left empty"),
    "optional False": _("“{place}” may always be left empty"),
    "if True": _("the condition number {number} of “{place}” can never hold"),
    "if False": _("the condition number {number} of “{place}” always holds"),
}
UNFOUND = _("no example was found for “{place}” ({kind}: {value})")


def name_of(number: int, expect: Json, shows: Iterable[Point], language: str) -> str:
    """The name of an example."""
    what = ", ".join([ending(expect, language), *list(words(shows, language))[:MOST]])
    return gettext(language, NUMBERED, number=number, what=what)


def ending(expect: Json, language: str) -> str:
    """How an example ends."""
    is_sent = expect.get("submitted")
    if is_sent is not None:
        return gettext(language, SENT if is_sent else UNSENT)
    if "exit" in expect:
        return gettext(language, EXIT, place=expect["exit"])
    return gettext(language, REFUSED, place=expect["step"])


def words(shows: Iterable[Point], language: str) -> Iterator[str]:
    """What it shows, in a few words each: parts, then answers."""
    points = sorted(shows, key=lambda one: (one.kind != "when", one.place, str(one.value)))
    for one in points:
        if one.kind == "when":
            yield gettext(language, WITH if one.value else WITHOUT, place=one.place)
        elif one.kind == "option":
            yield gettext(language, CHOSEN, place=one.place, value=said(one.value, language))


def said(value: object, language: str) -> str:
    """An answer in a word."""
    return gettext(language, ANSWERS[value]) if isinstance(value, bool) else str(value)


def never(point: Point, language: str) -> str:
    """Why nobody goes through a point."""
    number, value = point.value if isinstance(point.value, tuple) else (0, point.value)
    key = "option" if point.kind == "option" else f"{point.kind} {value}"
    values = {"place": point.place, "value": said(value, language), "number": number + 1}
    return gettext(language, NEVER[key], **values)


def unfound(point: Point, language: str) -> str:
    """That no example of a point was found."""
    number, value = point.value if isinstance(point.value, tuple) else (None, point.value)
    shown = said(value, language) if number is None else f"{number + 1}, {said(value, language)}"
    return gettext(language, UNFOUND, place=point.place, kind=point.kind, value=shown)
