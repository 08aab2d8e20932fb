"""The field type `registration_number`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.fields.base import _
from engine.fields.identifier import Identifier


@dataclass(frozen=True, kw_only=True)
class RegistrationNumber(Identifier):
    """The registration number of a furnished holiday let: thirteen signs.

    The number of the town (five signs), then six signs and a key of two. How the key is worked
    out is not public: the form alone is judged.
    """

    type_name: ClassVar = "registration_number"
    html: ClassVar[Mapping[str, str]] = Identifier.in_signs
    form: ClassVar = re.compile(r"(?:[0-9]{5}|2[AB][0-9]{3})[0-9A-Z]{8}")
    grouped: ClassVar = (5, 6, 2)
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "form": _(
            "{label}: write the thirteen signs of the registration number, such as 05101 000123 4A."
        ),
    }
