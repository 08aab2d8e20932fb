"""How things, expressions and values of a procedure are called in sentences."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from engine.definitions import Procedure, naming
from engine.definitions.delays import Delay
from engine.definitions.opening import OpenDay
from engine.differences.meaning import keys_in
from engine.differences.things import Thing, things_of
from engine.differences.words import THINGS, Words, joined, quoted, say, written
from engine.expressions import Syntax, show
from engine.expressions.formulas import formula
from engine.expressions.tables import TABLES
from engine.fields import Field, Text
from engine.i18n import LANGUAGES, format_day_of_year, format_size, gettext, ngettext
from engine.i18n import marked as _
from engine.tables import Table

NO_TABLES: Mapping[str, Table] = {}
SIZES = frozenset({"max_total_size", "max_size"})
DURATIONS = frozenset({"retention.drafts", "retention.submissions"})
NAMED = ("label", "title", "text", "message")


class Speaking:
    """Calls what a version holds as its persons do: fields by their labels, tables by titles."""

    def __init__(self, procedure: Procedure, tables: Mapping[str, Table] = NO_TABLES) -> None:
        self.procedure = procedure
        self.tables = tables
        self.words = {one: naming.Words(procedure, one) for one in LANGUAGES}
        self.things = things_of(procedure)
        self.labels = {
            one.name: one.record.label
            for one in self.things
            if isinstance(one.record, Field) and one.record.label is not None
        }
        self.titles = {one.name: one.record.title for one in self.things if one.kind == "group"}

    def label(self, language: str) -> Callable[[str], str]:
        """What a dotted name is called."""

        def label(name: str) -> str:
            root, _dot, rest = name.partition(".")
            if root == TABLES:
                return self.tables[rest].title if rest in self.tables else rest
            last = name.rpartition(".")[2]
            text = self.labels.get(last) or self.titles.get(last)
            return plain(text, language) if text else last.replace("_", " ")

        return label

    def expression(self, syntax: Syntax) -> Words:
        """An expression in words."""
        return written(lambda language: formula(syntax, self.label(language), language))

    def condition(self, syntax: Syntax) -> Words:
        """A condition as a sentence."""
        return written(lambda language: self.words[language].condition(syntax))

    def value(self, value: Any, key: str = "") -> Words:
        """Any value that an author may write."""
        if value is None or value in ("", ()):
            return say(_("nothing"))
        if isinstance(value, Syntax):
            return self.expression(value)
        if isinstance(value, Text):
            return quoted(lambda language: plain(value, language))
        if isinstance(value, tuple | list):
            return joined(self.value(one) for one in value)
        if isinstance(value, Mapping):
            return joined(say(_("{key}: {value}"), key=str(name), value=self.value(one))
                          for name, one in value.items())  # fmt: skip
        return self.record(value) if is_dataclass(value) else simple(value, key)

    def record(self, record: Any) -> Words:
        """A small record: what is written of it."""
        if isinstance(record, Delay):
            return simple(f"{record.number} {record.unit}{'s' if record.number > 1 else ''}")
        if isinstance(record, OpenDay):
            return open_day(record)
        keys = keys_in(record)
        default = {one.name: one.default for one in fields(record)}
        return joined(
            say(_("{key}: {value}"), key=key, value=self.value(value, key))
            for key, attribute in keys.items()
            if (value := getattr(record, attribute.name)) != default[attribute.name]
        )


def simple(value: Any, key: str = "") -> Words:
    """A number, a word, a yes or no."""
    if key in SIZES and isinstance(value, int):
        return written(lambda language: format_size(value, language))
    if key in DURATIONS:
        return written(lambda language: ngettext(language, _("{n} day"), _("{n} days"), value))
    if isinstance(value, bool | int | Decimal | date):
        return written(lambda language: show(value, language))
    return quoted(str(value))


def open_day(day: OpenDay) -> Words:
    """A day of a season."""
    return written(
        lambda language: format_day_of_year(
            day.as_date(), language, with_year=not day.of_every_year
        )
    )


def plain(text: Text, language: str) -> str:
    """A text as it is written, with its expressions."""
    return text.template(language).text


def own_words(thing: Thing, language: str) -> str:
    """What persons read of a thing, "" when they read nothing."""
    for key in NAMED:
        text = getattr(thing.record, key, None)
        if isinstance(text, Text):
            return plain(text, language)
    return ""


def name_of(thing: Thing) -> Words:
    """What a thing is called in a sentence, with its place in the text."""

    def name(language: str) -> str:
        words = own_words(thing, language)
        called = quoted(words or thing.name)[language]
        place = thing.place if words and not thing.place.startswith("#") else ""
        text = f"{called} ({place})" if place else called
        return gettext(language, THINGS[thing.kind], name=text)

    return written(name)


def short_name(thing: Thing) -> Words:
    """What a thing is called when one knows of which kind it is."""
    return quoted(lambda language: own_words(thing, language) or thing.name)
