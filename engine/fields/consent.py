"""The field type `consent`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions import YES_NO, Type
from engine.fields.base import Field, Json, Limits, _
from engine.fields.texts import Text
from engine.i18n import gettext
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Consent(Field):
    """A box to agree to a versioned text of `forms/texts/`; it is never ticked beforehand.

    A link under the box leads to the text, in the same tab, with a way back. The action
    `record_consent` keeps the evidence: version, fingerprint of what was shown, time.
    """

    type_name: ClassVar = "consent"
    widget: ClassVar = "consent"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("Tick the box “{label}” to continue."),
    }

    document: str = spec("The name of a text of `forms/texts/`", key="text")
    read: Text | None = spec("The words of the link that leads to the text", default=None)

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
