"""In which language a command speaks, and how it says a sentence."""

import os

from engine.i18n import LANGUAGES, gettext, ngettext

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken_language() -> str:
    """The language of the terminal, French when it is none that the engine speaks."""
    told = next((value for name in VARIABLES if (value := os.environ.get(name))), "")
    language = told[:2].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def say(message: str, **values: object) -> str:
    """A marked message in the language of the terminal, its {names} filled."""
    return gettext(spoken_language(), message, **values)


def say_number(one: str, many: str, n: float, **values: object) -> str:
    """`one` or `many`, as `n` wants, in the language of the terminal."""
    return ngettext(spoken_language(), one, many, n, **values)
