"""Texts that match a regular expression, as far as it is a simple one."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

PARSER: Any = import_module("re._parser")
LETTERS = "aeinorst"
MOST_TIMES = 4  # more than the least, of what may come again
MOST_TRIED = 10


def matching(pattern: str, number: int) -> Iterator[str]:
    """A few texts that match a pattern; which ones depends on a number."""
    for one in range(number, number + MOST_TRIED):
        text = "".join(_made(_parsed(pattern), _Digits(one)))
        if re.search(pattern, text):
            yield text


@cache
def _parsed(pattern: str) -> Any:
    return PARSER.parse(pattern)


class _Digits:
    """Chooses, each time otherwise, by the digits of a number."""

    def __init__(self, number: int) -> None:
        self.number = number * 2_654_435_761 + 97

    def below(self, most: int) -> int:
        """A number from 0 to just before `most`."""
        self.number = (self.number * 1_103_515_245 + 12_345) % 2**31
        return (self.number >> 8) % most


def _made(parts: Any, digits: _Digits) -> list[str]:
    return [one for name, value in parts for one in _part(str(name), value, digits)]


def _part(name: str, value: Any, digits: _Digits) -> list[str]:
    if name == "LITERAL":
        return [chr(value)]
    if name == "IN":
        return [_among(value, digits)]
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, most, inside = value
        times = least + digits.below(min(int(most), least + MOST_TIMES) - least + 1)
        return [one for _ in range(times) for one in _made(inside, digits)]
    if name == "SUBPATTERN":
        return _made(value[-1], digits)
    if name == "BRANCH":
        return _made(value[1][digits.below(len(value[1]))], digits)
    return ["a"] if name in {"ANY", "NOT_LITERAL"} else []


def _among(choices: Any, digits: _Digits) -> str:
    listed = [one for one in choices if str(one[0]) != "NEGATE"]
    name, value = listed[digits.below(len(listed))]
    if str(name) == "RANGE":
        return chr(value[0] + digits.below(value[1] - value[0] + 1))
    if str(name) == "LITERAL":
        return chr(value)
    letters = "0123456789" if "DIGIT" in str(value) else LETTERS
    return letters[digits.below(len(letters))]
