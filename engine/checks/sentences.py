"""Diagnostics in words, in the language of the author."""

from collections.abc import Mapping

from engine.i18n import gettext
from engine.source import Diagnostic, Phrase, Severity, excerpt
from engine.source.excerpt import Words

TRANSLATED = ("wanted",)  # values that are words of ours, not of the author


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: _("error"),
    Severity.WARNING: _("warning"),
}


def sentence(diagnostic: Diagnostic, language: str) -> str:
    """What is wrong, in `language`."""
    return phrase(diagnostic.message, diagnostic.values, language)


def phrase(message: str, values: Mapping[str, object], language: str) -> str:
    """A message with its values, those included that are phrases themselves."""
    said: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, Phrase):
            said[name] = phrase(value.message, value.values, language)
        else:
            said[name] = gettext(language, str(value)) if name in TRANSLATED else value
    return gettext(language, message, **said)


def described(diagnostic: Diagnostic, text: str, language: str) -> str:
    """Where and what, the line of `text` it is about, the nearest right name."""
    near = diagnostic.suggestion
    is_said = near is None or near in diagnostic.values.values()
    words = Words(
        severity=gettext(language, SEVERITIES[diagnostic.severity]),
        sentence=sentence(diagnostic, language),
        suggestion=None if is_said else gettext(language, _("Did you mean: {name}?"), name=near),
    )
    return excerpt(diagnostic, text, words)
