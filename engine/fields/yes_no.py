"""The field type `yes_no`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import YES_NO, Type
from engine.fields.base import Field, Json, Limits, _
from engine.i18n import gettext


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    """A question answered by yes or by no."""

    type_name: ClassVar = "yes_no"
    widget: ClassVar = "yes_no"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("{label}: answer yes or no."),
        "option": _("{label}: answer yes or no."),
    }

    def parse(self, raw: Sequence[str]) -> Json:
        """True for yes, False for no, None when there is no answer."""
        typed = "".join(raw[:1])
        if typed not in {"", "oui", "non"}:
            raise InputError("option")
        return None if not typed else typed == "oui"

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A boolean."""
        del limits
        return {"type": "boolean"}

    def kind(self) -> Type:
        """Yes or no."""
        return YES_NO

    def raw(self, answer: Json) -> list[str]:
        """`oui` or `non`."""
        return [] if answer is None else ["oui" if answer else "non"]

    def offered(self, language: str) -> list[tuple[str, str]]:
        """Yes and no."""
        return [("oui", gettext(language, _("Yes"))), ("non", gettext(language, _("No")))]

    def show(self, answer: Json, language: str) -> str:
        """Yes or no, in words."""
        return gettext(language, _("Yes")) if answer else gettext(language, _("No"))
