"""What cannot be done to a text, and why."""

from engine.errors import GuichetError
from engine.i18n import gettext


class CannotEditError(GuichetError):
    """A text cannot be changed as asked: an English message with {names}, and their values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values

    def said(self, language: str) -> str:
        """The reason as a sentence."""
        return gettext(language, self.message, **self.values)
