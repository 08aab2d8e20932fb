"""Sentences in every language at once, and the words that they are made of."""

from collections.abc import Callable, Iterable, Mapping

from engine.i18n import LANGUAGES, gettext
from engine.i18n import marked as _

Words = Mapping[str, str]
Said = str | int | Words | Callable[[str], str]

LONGEST = 60
NOTHING: Words = dict.fromkeys(LANGUAGES, "")

# The word that begins the sentence of a change, by its kind.
HEADS: Mapping[str, str] = {
    "added": _("Added"),
    "removed": _("Removed"),
    "moved": _("Moved"),
    "renamed": _("Renamed"),
    "perhaps_renamed": _("Perhaps renamed"),
    "reworded": _("Reworded"),
    "type": _("Other type"),
    "tightened": _("Tightened"),
    "loosened": _("Loosened"),
    "condition": _("Condition"),
    "computed": _("Computed otherwise"),
    "table": _("Table"),
    "legal": _("Law and data"),
    "changed": _("Changed"),
}

# What a thing is called before its own name.
THINGS: Mapping[str, str] = {
    "procedure": _("procedure {name}"),
    "section": _("section {name}"),
    "step": _("step {name}"),
    "group": _("group {name}"),
    "exit": _("exit {name}"),
    "field": _("field {name}"),
    "column": _("column {name}"),
    "row": _("row {name}"),
    "option": _("option {name}"),
    "check": _("check {name}"),
    "attestation": _("attestation {name}"),
    "action": _("action {name}"),
    "test": _("test {name}"),
    "table": _("table {name}"),
}

# What a change does to the drafts that are open.
TOUCHES: Mapping[str, str] = {
    "lost": _("answers of open drafts are lost"),
    "again": _("answers of open drafts may be to be given again"),
    "asked": _("open drafts have more to answer"),
    "aside": _("answers of open drafts may be set aside"),
}


def in_language(said: Said, language: str) -> str:
    """What is said, in one language."""
    if callable(said):
        return said(language)
    return said[language] if isinstance(said, Mapping) else str(said)


def say(message: str, **values: Said) -> Words:
    """A marked message in every language, filled with values in that language."""
    return {
        language: gettext(
            language,
            message,
            **{name: in_language(one, language) for name, one in values.items()},
        )
        for language in LANGUAGES
    }


def written(make: Callable[[str], str]) -> Words:
    """What a function says, in every language."""
    return {language: make(language) for language in LANGUAGES}


def joined(parts: Iterable[Words], between: str = ", ") -> Words:
    """Several texts after one another, without those that say nothing."""
    several = list(parts)
    return written(lambda language: between.join(one[language] for one in several if one[language]))


def quoted(text: Said) -> Words:
    """A text between the quotes of each language, cut when it is long."""
    return say(_("“{text}”"), text=lambda language: short(in_language(text, language)))


def short(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
