"""The field type `note`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from engine.expressions import NOTHING, Type
from engine.fields.base import Field, Json
from engine.fields.texts import Text
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Note(Field):
    """A text shown among the questions; it asks nothing."""

    type_name: ClassVar = "note"
    widget: ClassVar = "note"

    text: Text = spec("What is said, in Markdown")

    def parse(self, raw: Sequence[str]) -> Json:
        """Nothing."""
        del raw
        return None

    def kind(self) -> Type:
        """No value."""
        return NOTHING
