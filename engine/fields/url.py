"""The field type `url`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from engine.errors import InputError
from engine.fields.base import Field, Json, Limits, _
from engine.fields.typed import one_line

MOST = 2000
LABEL = r"[a-zA-Z0-9\u00a1-\uffff](?:[a-zA-Z0-9\u00a1-\uffff-]{0,61}[a-zA-Z0-9\u00a1-\uffff])?"
# After the host nothing that a browser would read otherwise than it is shown.
ADDRESS = (
    rf"https?://{LABEL}(?:\.{LABEL})+(?::[0-9]{{1,5}})?(?:[/?#][^\s\x00-\x1f\x7f\"<>\\^`{{|}}]*)?"
)


@cache
def written() -> re.Pattern[str]:
    """How an address is written; compiled when the first one is typed, as that takes long."""
    return re.compile(ADDRESS)


@dataclass(frozen=True, kw_only=True)
class Url(Field):
    """An address of a page on the web; `https://` is added when nobody typed it.

    No name or password can be in it.
    """

    type_name: ClassVar = "url"
    widget: ClassVar = "line"
    html: ClassVar[Mapping[str, str]] = {
        "inputmode": "url",
        "autocomplete": "off",
        "autocapitalize": "none",
        "spellcheck": "false",
    }
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "url": _("{label}: write the address of a page, such as https://www.exemple.fr."),
    }

    def parse(self, raw: Sequence[str]) -> Json:
        """The address that was typed, None when blank."""
        typed = one_line(raw)
        if not typed:
            return None
        address = (
            typed if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)", typed) else f"https://{typed}"
        )
        scheme, mark, rest = address.partition("://")
        address = scheme.lower() + mark + rest
        if len(address) > MOST or not written().fullmatch(address):
            raise InputError("url")
        return address

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string in the form of an address."""
        del limits
        return {"type": "string", "maxLength": MOST, "pattern": f"^{ADDRESS}$"}
