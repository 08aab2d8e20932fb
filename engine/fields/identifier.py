"""What identifiers with a form and a key share: how they are cleaned, judged and shown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate, pairwise
from typing import Any, ClassVar

from engine.errors import InputError
from engine.fields.base import Field, Json, Limits
from engine.fields.typed import one_line

DROPPED = str.maketrans("", "", " .-\u00a0\u202f\u2010\u2011\u2012\u2013")


@dataclass(frozen=True, kw_only=True)
class Identifier(Field):
    """An identifier: kept in capitals without blanks, refused when its key is wrong.

    A type says its `form`, in how many signs it is shown grouped, and the module of python-stdnum
    that works out its key, if it has one. Its messages are `form`, and `key` for a wrong key.
    """

    widget: ClassVar = "line"
    width: ClassVar = "identifier"
    form: ClassVar[re.Pattern[str]]
    grouped: ClassVar[tuple[int, ...]] = ()
    keyed_by: ClassVar[str] = ""
    in_digits: ClassVar[Mapping[str, str]] = {"inputmode": "numeric", "autocomplete": "off"}
    in_signs: ClassVar[Mapping[str, str]] = {
        "autocomplete": "off",
        "autocapitalize": "characters",
        "spellcheck": "false",
    }

    def parse(self, raw: Sequence[str]) -> Json:
        """The identifier that was typed, None when blank."""
        typed = compact(raw)
        if not typed:
            return None
        if not self.form.fullmatch(typed):
            raise InputError("form")
        if self.keyed_by and not import_module(self.keyed_by).is_valid(typed):
            raise InputError("key")
        return typed

    def schema(self, limits: Limits) -> dict[str, Any]:
        """A string in the form of the identifier; its key is worked out besides."""
        del limits
        return {"type": "string", "pattern": f"^(?:{self.form.pattern})$"}

    def raw(self, answer: Json) -> list[str]:
        """The identifier with blanks between its groups."""
        return [] if answer is None else [" ".join(self.groups(str(answer)))]

    def show(self, answer: Json, language: str) -> str:
        """The identifier with blanks between its groups, on one line."""
        del language
        return "\u00a0".join(self.groups(str(answer)))

    def groups(self, kept: str) -> list[str]:
        """The identifier cut as people read it aloud."""
        ends = (0, *accumulate(self.grouped))
        cut = [kept[start:end] for start, end in pairwise(ends)]
        return [one for one in (*cut, kept[ends[-1] :]) if one]


def compact(raw: Sequence[str]) -> str:
    """What was typed, in capitals, without blanks, dots and dashes."""
    return one_line(raw).translate(DROPPED).upper()
