"""Texts that an author writes, in one language or several."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.expressions.templates import Template, render
from engine.expressions.values import Value
from engine.source.positions import NOWHERE, Span

ANY = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people: one template a language, or one for all under the key ANY."""

    templates: Mapping[str, Template]
    span: Span = NOWHERE

    def template(self, language: str) -> Template:
        """The template in `language`, else the one for all, else the first written."""
        found = self.templates.get(language) or self.templates.get(ANY)
        return found or next(iter(self.templates.values()))

    def render(self, environment: Mapping[str, Value], language: str) -> str:
        """The text as a person reads it."""
        return render(self.template(language), environment, language)

    def constant(self, language: str) -> str | None:
        """The text when nothing in it changes, else None."""
        return self.template(language).constant
