"""The field type `commune`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from engine.errors import InputError
from engine.expressions import Choice, Syntax, Type, parse_template
from engine.fields.base import Field, Json, Limits, _
from engine.fields.choices import TableChoices
from engine.fields.texts import ANY, Text
from engine.source.spec import Written, spec

TABLE = "communes"
CODE = re.compile("[0-9]{5}|2[AB][0-9]{3}")
# A few communes have the same name: never two of one département.
CALLED = "{{ row.nom }} ({{ row.departement }})"


@dataclass(frozen=True, kw_only=True)
class Commune(Field):
    """A commune of France, found by its name or its postcode in the table `communes`.

    Nothing is asked of anybody outside. It is kept as its INSEE code; expressions read its columns,
    as `lieu.nom`, `lieu.departement` and `lieu.codes_postaux`. What is looked for at first may be
    an answer given before:

        - {field: lieu, type: commune, label: Commune du gîte, search: code_postal}

    A sample of the table ships. `guichet communes` writes the whole of it from the official file.
    """

    type_name: ClassVar = "commune"
    widget: ClassVar = "search"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "required": _("{label}: look for the commune, then choose it."),
        "option": _("{label}: choose a commune of the list."),
    }

    search: Syntax | None = spec("What is looked for at first: a name or a postcode", default=None)
    where: Syntax | None = spec("Which communes are offered; `row` is one of them", default=None)
    at_most: int = spec("How many communes are shown", default=8)

    @cached_property
    def choices(self) -> TableChoices:  # type: ignore[override]
        """The communes of the table."""
        written = self.source.at("type")
        label, _problems = parse_template(CALLED, written)
        return TableChoices(
            table=TABLE,
            search=self.search,
            where=self.where,
            at_most=self.at_most,
            label=Text({ANY: label} if label else {}),
            source=Written(written, {"table": written}),
        )

    def parse(self, raw: Sequence[str]) -> Json:
        """The code chosen, None when there is none."""
        typed = "".join(raw[:1]).strip().upper()
        if typed and not CODE.fullmatch(typed):
            raise InputError("option")
        return typed or None

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string in the form of an INSEE code; that the commune exists is looked up besides."""
        del limits
        return {"type": "string", "pattern": f"^(?:{CODE.pattern})$"}

    def kind(self) -> Type:
        """A choice, with the columns of the table."""
        return Choice(None)
