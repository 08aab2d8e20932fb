"""The rule `D701`: colours of a site that cannot be read."""

import re
from collections.abc import Iterator

from engine.checks.rule import Rule, _
from engine.definitions import Library
from engine.source import Diagnostic, Span

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
LEAST = 4.5
# What the accent is written on when it is the colour of links (static/guichet.css).
GROUNDS = ("#fffefc", "#f5f3ef")


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG 2 reckons it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, between 1 and 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class Contrast(Rule):
    """A colour of a site is no colour, or texts in it cannot be read by many people: their contrast
    is under 4.5 to 1 (WCAG 1.4.3).

        theme: {accent: "#9ad1d4", accent_ink: "#ffffff"}

    Write colours as `#0b5e63`. `accent_ink` is read on `accent`, and `accent` is the colour of
    links on the page: choose a darker `accent`.
    """

    code = "D701"

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The colours that are none, or cannot be read."""
        for site in library.sites.values():
            theme, at = site.theme, site.theme.source.at
            wrong = [key for key in ("accent", "accent_ink") if not is_colour(getattr(theme, key))]
            for key in wrong:
                message = _("“{colour}” is not a colour: write it as “#0b5e63”")
                yield self.at(at(key), message, colour=getattr(theme, key))
            if wrong:
                continue
            if contrast(theme.accent, theme.accent_ink) < LEAST:
                yield self.too_pale(at("accent_ink"), theme.accent, theme.accent_ink)
            for ground in GROUNDS:
                if contrast(theme.accent, ground) < LEAST:
                    yield self.too_pale(at("accent"), ground, theme.accent)
                    break

    def too_pale(self, span: Span, ground: str, ink: str) -> Diagnostic:
        """A text that can hardly be read."""
        message = _("“{ink}” on “{ground}” has a contrast of {ratio}: 4.5 is wanted")
        ratio = f"{contrast(ground, ink):.2f}"
        return self.at(span, message, ink=ink, ground=ground, ratio=ratio)


def is_colour(text: str) -> bool:
    """Whether a text is a colour."""
    return COLOUR.fullmatch(text) is not None
