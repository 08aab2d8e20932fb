"""The field type `checkbox`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions import YES_NO, Type
from engine.fields.base import Field, Json, Limits, _
from engine.i18n import gettext


@dataclass(frozen=True, kw_only=True)
class CheckBox(Field):
    """A box to tick; unless it is optional, one must tick it to go on."""

    type_name: ClassVar = "checkbox"
    widget: ClassVar = "checkbox"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("Tick the box “{label}” to continue."),
    }

    def parse(self, raw: Sequence[str]) -> Json:
        """True when ticked, None else."""
        return True if any(raw) else None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """The value true."""
        del limits
        return {"const": True}

    def kind(self) -> Type:
        """Yes when ticked."""
        return YES_NO

    def raw(self, answer: Json) -> list[str]:
        """`oui` when ticked."""
        return ["oui"] if answer else []

    def show(self, answer: Json, language: str) -> str:
        """Yes, in words."""
        del answer
        return gettext(language, _("Yes"))
