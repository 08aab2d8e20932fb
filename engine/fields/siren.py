"""The field type `siren`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.fields.base import _
from engine.fields.identifier import Identifier


@dataclass(frozen=True, kw_only=True)
class Siren(Identifier):
    """The number of a company in the French register: nine digits, the last one a key."""

    type_name: ClassVar = "siren"
    html: ClassVar[Mapping[str, str]] = Identifier.in_digits
    form: ClassVar = re.compile(r"[0-9]{9}")
    grouped: ClassVar = (3, 3, 3)
    keyed_by: ClassVar = "stdnum.fr.siren"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "form": _("{label}: write the nine digits of the SIREN number, such as 732 829 320."),
        "key": _("{label}: check the SIREN number, one of its digits is wrong."),
    }
