"""The field type `person`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import TEXT, Record, Type
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line
from engine.source.spec import spec

MOST = 80


@dataclass(frozen=True, kw_only=True)
class Person(Field):
    """The name of somebody: family name, first name and, if one likes, the link with them.

    Of oneself, or where the link is of no use, write `relation: false`: it is not asked.
    """

    type_name: ClassVar = "person"
    widget: ClassVar = "person"
    part_labels: ClassVar[Mapping[str, str]] = {
        "nom": _("Family name"),
        "prenom": _("First name"),
        "lien": _("Link with this person"),
    }
    # Mostly it is somebody else than whom the browser knows.
    part_tokens: ClassVar[Mapping[str, str]] = {"nom": "off", "prenom": "off"}
    optional_parts: ClassVar[frozenset[str]] = frozenset({"lien"})
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "name": _("{label}: write the family name and the first name."),
        "max_length": _("{label}: write at most 80 characters in each part."),
    }

    relation: bool = spec("`false` not to ask for the link with the person", default=True)

    @property
    def parts(self) -> tuple[str, ...]:
        """Family name, first name, and the link when it is asked."""
        return ("nom", "prenom", "lien") if self.relation else ("nom", "prenom")

    def parse(self, raw: Sequence[str]) -> Json:
        """A mapping of the parts that were typed, None when all are blank."""
        typed = [one_line([text]) for text in raw] + [""] * len(self.parts)
        found = {part: text for part, text in zip(self.parts, typed, strict=False) if text}
        if not found:
            return None
        if not {"nom", "prenom"} <= found.keys():
            raise InputError("name")
        if any(len(text) > MOST for text in found.values()):
            raise InputError("max_length")
        return found

    def schema(self, limits: Limits) -> dict[str, Any]:
        """An object with `nom`, `prenom` and perhaps `lien`, when it is asked."""
        del limits
        part = {"type": "string", "minLength": 1, "maxLength": MOST}
        return {
            "type": "object",
            "properties": dict.fromkeys(self.parts, part),
            "required": ["nom", "prenom"],
            "additionalProperties": False,
        }

    def kind(self) -> Type:
        """A record of its parts."""
        return Record(dict.fromkeys(self.parts, TEXT))

    def raw(self, answer: Json) -> list[str]:
        """The parts, in order."""
        return [(answer or {}).get(part, "") for part in self.parts]

    def show(self, answer: Json, language: str) -> str:
        """First name, family name and, between brackets, the link."""
        del language
        link = answer.get("lien")
        return f"{answer['prenom']} {answer['nom']}" + (f" ({link})" if link else "")
