"""What a form shows of the values of a record, and what is made of what somebody typed in it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from engine.editing.plain import plain
from engine.editing.records import Plain, Property
from engine.editing.writing import Style, lines_of
from engine.errors import GuichetError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.source.layout import lay_out

Typed = Mapping[str, Sequence[str]]
Texts = Mapping[str, str]

LONGEST = 20_000
IF = "if"
YES, NO = "true", "false"


class TypedError(GuichetError):
    """What was typed cannot be kept: an English message with {names}, and their values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def said(self, language: str) -> str:
        """The reason as a sentence."""
        return gettext(language, self.message, **self.values)


def texts_of(one: Property, value: Plain, languages: Sequence[str]) -> Texts:
    """What stands in the controls of a key, by the language of a text for people, else by ""."""
    if one.form in {"people", "lines"}:
        known = value if isinstance(value, Mapping) else {languages[0]: value}
        return {language: written(known.get(language)) for language in languages}
    if one.form == "flag_or_condition":
        is_plain = value is None or isinstance(value, bool) or written(value) in {YES, NO}
        return {"": written(value) if is_plain else IF, IF: "" if is_plain else written(value)}
    if one.form in {"list", "words"}:
        several = value if isinstance(value, list) else [] if value is None else [value]
        return {"": "\n".join(map(written, several))}
    if one.form == "data":
        return {"": "" if value in (None, {}, []) else as_yaml(value)}
    return {"": written(value)}


def written(value: Plain) -> str:
    """A value alone as a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def as_yaml(value: Plain) -> str:
    """Data as an author writes it, on lines."""
    is_rows = isinstance(value, (Mapping, list))
    return "\n".join(lines_of(value, 0, Style())) if is_rows else written(value)


def filled(
    one: Property, name: str, given: Typed, before: Plain, languages: Sequence[str]
) -> Plain:
    """The value of a key that somebody typed under `name`, None for none; raises TypedError.

    `before` is the value that is there: a text in one language stays one while the others are
    empty.
    """
    if one.form in {"people", "lines"}:
        return _people(name, given, before, languages)
    first = " ".join(given.get(name, ("",))[-1:]).replace("\r\n", "\n").strip()
    if len(first) > LONGEST:
        raise TypedError(_("This is too long: {most} characters at most"), most=LONGEST)
    if one.form == "flag":
        return _flag(first, before, usual=one.is_usual)
    if one.form == "flag_or_condition":
        return _flag_or_condition(first, name, given)
    if one.form in {"list", "words"}:
        return _several(one, name, given, before)
    if not first:
        return None
    if one.form == "number":
        return _number(first)
    return data_in(first) if one.form == "data" else first


def _people(name: str, given: Typed, before: Plain, languages: Sequence[str]) -> Plain:
    found: dict[str, str] = {}
    for language in languages:
        key = f"{name}@{language}" if len(languages) > 1 else name
        text = "".join(given.get(key, ())).replace("\r\n", "\n").strip()
        if len(text) > LONGEST:
            raise TypedError(_("This is too long: {most} characters at most"), most=LONGEST)
        if text:
            found[language] = text
    is_one = not isinstance(before, Mapping) and set(found) <= {languages[0]}
    if is_one or len(languages) == 1:
        return next(iter(found.values()), None)
    return found or None


def _flag(typed: str, before: Plain, *, usual: bool) -> Plain:
    """A box: what says the same as before stays as it was written, or not written."""
    wanted = typed == YES
    if wanted is (before if isinstance(before, bool) else usual):
        return before
    return None if wanted is usual else wanted


def _flag_or_condition(typed: str, name: str, given: Typed) -> Plain:
    if typed == IF:
        condition = " ".join("".join(given.get(f"{name}@if", ())).split())
        if not condition:
            raise TypedError(_("Say under which condition"))
        return condition
    return True if typed == YES else None


def _several(one: Property, name: str, given: Typed, before: Plain) -> Plain:
    if one.form == "words":
        found = [word for word in one.words if word in given.get(name, ())]
    else:
        lines = "\n".join(given.get(name, ())).replace(",", "\n").splitlines()
        found = [line.strip() for line in lines if line.strip()]
    if len(found) == 1 and isinstance(before, str):
        return found[0]
    return found or None


def _number(typed: str) -> int:
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        return int(typed)
    raise TypedError(_("Write a whole number, in digits"))


def data_in(text: str) -> Any:
    """What a piece of YAML says; raises TypedError."""
    layout = lay_out(text)
    if layout.root is None or layout.broken is not None:
        raise TypedError(_("This cannot be read: write a key, a colon, a value on each line"))
    found = plain(layout.root)
    if isinstance(found, (dict, list)):
        return found
    raise TypedError(_("This cannot be read: write a key, a colon, a value on each line"))
