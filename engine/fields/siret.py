"""The field type `siret`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.fields.base import _
from engine.fields.identifier import Identifier


@dataclass(frozen=True, kw_only=True)
class Siret(Identifier):
    """The number of an establishment of a company in France: fourteen digits, SIREN first.

    The key of those of La Poste is worked out in a way of its own.
    """

    type_name: ClassVar = "siret"
    html: ClassVar[Mapping[str, str]] = Identifier.in_digits
    form: ClassVar = re.compile(r"[0-9]{14}")
    grouped: ClassVar = (3, 3, 3, 5)
    keyed_by: ClassVar = "stdnum.fr.siret"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "form": _(
            "{label}: write the fourteen digits of the SIRET number, such as 732 829 320 00074."
        ),
        "key": _("{label}: check the SIRET number, one of its digits is wrong."),
    }
