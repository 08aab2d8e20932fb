"""Texts that an author writes, as fields have them."""

from engine.expressions.texts import ANY, Text

__all__ = ["ANY", "Text"]
