"""The field type `nir`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.fields.base import _
from engine.fields.identifier import Identifier


@dataclass(frozen=True, kw_only=True)
class Nir(Identifier):
    """The French social security number: thirteen digits and the two of its key, Corsica included.

    It may be asked only where a decree allows it (decree 2019-341): the rule D530 refuses it on a
    site that does not say why, under `nir`.
    """

    type_name: ClassVar = "nir"
    html: ClassVar[Mapping[str, str]] = Identifier.in_signs
    form: ClassVar = re.compile(r"[1-478][0-9]{2}[0-9]{2}(?:[0-9]{2}|2[AB])[0-9]{8}")
    grouped: ClassVar = (1, 2, 2, 2, 3, 3, 2)
    keyed_by: ClassVar = "stdnum.fr.nir"
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "form": _(
            "{label}: write the fifteen signs of the social security number, its key included."
        ),
        "key": _(
            "{label}: check the social security number, one of its digits or its key is wrong."
        ),
    }
