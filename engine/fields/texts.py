"""Texts that an author writes, as fields have them."""

from engine.expressions.texts import ANY, Text


def said(text: Text | None, language: str) -> str:
    """A short text that depends on no answer, as a unit; empty when there is none."""
    return text.render({}, language) if text else ""


__all__ = ["ANY", "Text", "said"]
