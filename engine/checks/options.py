"""The options that a definition lists."""

from collections.abc import Iterator

from engine.definitions import Procedure
from engine.fields import Field, Option, listed_in


def listed_options(procedure: Procedure) -> Iterator[tuple[Field, tuple[Option, ...]]]:
    """Each choice with its options written in the definition: all, or those offered last."""
    for *_place, field in procedure.all_fields():
        choices = field.choices
        if choices is not None:
            yield field, listed_in(choices)
