"""The names that expressions may read: those of a procedure, of what is beside it, functions."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from engine.definitions import Library, Procedure
from engine.expressions import FUNCTIONS
from engine.fields import Field, Text
from engine.source import Span
from engine.source.positions import NOWHERE

ACCOUNT = {"account.email": "", "account.name": "", "account.profile": ""}


@dataclass(frozen=True)
class Name:
    """A name: what it is, in words, and where it is written."""

    name: str
    kind: str
    meaning: str = ""
    span: Span = NOWHERE


def names_in(procedure: Procedure | None, library: Library, language: str) -> Iterator[Name]:
    """Every name that an expression of a procedure may read."""
    if procedure is not None:
        yield from own(procedure, language)
    for name in ACCOUNT:
        yield Name(name, "account")
    for name, columns in {**library.profile.lists, **library.profile.records}.items():
        yield Name(f"profile.{name}", "profile", ", ".join(columns))
    site = library.site
    for name, address in site.links.items() if site is not None else ():
        yield Name(f"site.links.{name}", "site", address)
    for function in FUNCTIONS.values():
        meaning = f"{function.signature}\n\n{inspect.cleandoc(function.manual)}"
        yield Name(function.name, "function", meaning)


def own(procedure: Procedure, language: str) -> Iterator[Name]:
    """The names that a procedure gives: answers, groups, items, parameters."""
    for outer, group in procedure.all_groups():
        title = worded(group.title, language)
        yield Name(group.name, "group", title, group.source.at("group"))
        if outer is None and group.alias != "item":
            yield Name(group.alias, "item", title, group.source.at("as"))
    for holder, _step, field in procedure.all_fields():
        meaning = said_of(field, language)
        span = field.source.at("field")
        yield Name(field.name, field.type_name, meaning, span)
        if holder is not None:
            yield Name(f"{holder.alias}.{field.name}", field.type_name, meaning, span)
            yield Name(f"{holder.name}.{field.name}", field.type_name, meaning, span)
    for one in procedure.attestations:
        yield Name(one.name, "checkbox", worded(one.text, language), one.source.at("field"))
    for name, value in procedure.parameters.items():
        span = procedure.source.at(f"parameters.{name}")
        yield Name(f"parameters.{name}", "parameter", str(value), span)


def said_of(field: Field, language: str) -> str:
    """A field in words: its label, the values of its options."""
    told = [worded(field.label, language)] if field.label is not None else []
    options = getattr(field.choices, "options", ()) if field.choices is not None else ()
    told += [f"- `{one.value}`: {worded(one.label, language)}" for one in options[:20]]
    return "\n".join(told)


def worded(text: Text, language: str) -> str:
    """A text for people as it is written, in a language when it is in several."""
    templates = text.templates
    found = templates.get(language) or next(iter(templates.values()))
    return found.text
