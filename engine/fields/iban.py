"""The field type `iban`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.fields.base import _
from engine.fields.identifier import Identifier


@dataclass(frozen=True, kw_only=True)
class Iban(Identifier):
    """An international bank account number of any country, kept without spaces.

    Its key is checked, and its length and form for its country.
    """

    type_name: ClassVar = "iban"
    html: ClassVar[Mapping[str, str]] = Identifier.in_signs
    form: ClassVar = re.compile(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")
    grouped: ClassVar = (4, 4, 4, 4, 4, 4, 4, 4)
    keyed_by: ClassVar = "stdnum.iban"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "form": _("{label}: write the IBAN as on the bank details, such as FR76 1234 …"),
        "key": _("{label}: check the IBAN, one of its signs is wrong."),
    }
