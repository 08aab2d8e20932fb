"""In which language a command speaks."""

import os

from engine.i18n import LANGUAGES

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken_language() -> str:
    """The language of the terminal, French when it is none that the engine speaks."""
    told = next((value for name in VARIABLES if (value := os.environ.get(name))), "")
    language = told[:2].lower()
    return language if language in LANGUAGES else LANGUAGES[0]
