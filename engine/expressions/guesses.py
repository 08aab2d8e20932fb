"""What an author most likely meant by a name that nothing bears, or by words of other languages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from engine.expressions.functions import FUNCTIONS
from engine.expressions.problems import _
from engine.expressions.types import ANYTHING, Choice, Record, Rows, Scope, Type
from engine.source.names import nearest


class Habit(NamedTuple):
    """Words that come from elsewhere: where they stand, what to say, what to write instead."""

    first: int
    last: int
    message: str
    instead: str | None


_NO_WORD = _("“{written}” is no word of the language")
_NO_SIGN = _("“{written}” is no sign of the language")
_IF = _("A value that depends on a condition is written “a if condition else b”")
_PERCENT = _("A share in per cent is written as a number: 5 % is 0.05")
_SIGNS = {
    "&&": "and", "||": "or", "<>": "!=", "===": "==", "!==": "!=", "=>": ">=", "=<": "<=",
    "≠": "!=", "≤": "<=", "≥": ">=", "“": '"', "”": '"', "«": '"', "»": '"', "’": "'", ";": ",",
}  # fmt: skip
_WORDS = {
    "et": "and", "ou": "or", "non": "not", "AND": "and", "OR": "or", "NOT": "not", "ET": "and",
    "OU": "or", "NON": "not", "dans": "in", "vrai": "true", "faux": "false",
}  # fmt: skip
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")
_BRANCH = re.compile(r"\b(?:if|si|then|alors|sinon)\b", re.IGNORECASE)
_SHARE = re.compile(r"\d\s*%")
_LONE_NOT = re.compile(r"!(?!=)")


def habit_in(signs: str) -> Habit | None:
    """The first words or signs of another language in a text that could not be read.

    `signs` is the text with what is quoted blanked out.
    """
    for written, meant in _SIGNS.items():
        first = signs.find(written)
        if first >= 0:
            return Habit(first, first + len(written), _NO_SIGN, meant)
    return next(_other_habits(signs), None)


def _other_habits(signs: str) -> Iterator[Habit]:
    alone = _LONE_NOT.search(signs)
    if alone:
        yield Habit(alone.start(), alone.end(), _NO_SIGN, "not")
    word = _WORD.search(signs)
    if word:
        yield Habit(word.start(), word.end(), _NO_WORD, _WORDS[word[0]])
    share = _SHARE.search(signs)
    if share:
        yield Habit(share.start(), share.end(), _PERCENT, None)
    branch = _BRANCH.search(signs)
    if branch:
        yield Habit(branch.start(), branch.end(), _IF, None)


def meant(name: str, scope: Scope, beside: Type = ANYTHING) -> str | None:
    """What to write instead of a name that nothing bears.

    `beside` is the type of what it is compared with: an option written without its quotes is
    given back with them. Else a function without its brackets, a column of a group, or the
    nearest name.
    """
    if isinstance(beside, Choice) and beside.options and name in beside.options:
        return f'"{name}"'
    if name in FUNCTIONS:
        return f"{name}()" if FUNCTIONS[name].takes(0) else f"{name}(…)"
    for owner, kind in scope.names.items():
        if isinstance(kind, (Record, Rows)) and name in kind.columns:
            return f"{owner}.{name}"
    return nearest(name, [*scope.names, *scope.later])
