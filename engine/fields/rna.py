"""The field type `rna`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.fields.base import _
from engine.fields.identifier import Identifier


@dataclass(frozen=True, kw_only=True)
class Rna(Identifier):
    """The number of an association in the French register: `W` and nine signs."""

    type_name: ClassVar = "rna"
    html: ClassVar[Mapping[str, str]] = Identifier.in_signs
    form: ClassVar = re.compile(r"W[0-9][0-9A-Z][0-9]{7}")
    grouped: ClassVar = (4, 6)
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "form": _(
            "{label}: write the RNA number: the letter W and nine digits, such as W751234567."
        ),
    }
