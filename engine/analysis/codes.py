"""Texts by numbers that keep their order: a text that is not written anywhere may stand between."""

from bisect import bisect_left
from fractions import Fraction


class Codes:
    """The numbers of the texts that a definition writes."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.numbers: list[Fraction] = []

    def of(self, text: str) -> Fraction:
        """The number of a text."""
        place = bisect_left(self.texts, text)
        if place < len(self.texts) and self.texts[place] == text:
            return self.numbers[place]
        number = self._between(place)
        self.texts.insert(place, text)
        self.numbers.insert(place, number)
        return number

    def _between(self, place: int) -> Fraction:
        before = self.numbers[place - 1] if place else None
        after = self.numbers[place] if place < len(self.numbers) else None
        if before is None:
            return Fraction(0) if after is None else after - 1
        return before + 1 if after is None else (before + after) / 2

    def text(self, number: Fraction) -> str | None:
        """The text of a number, None when no text that is written has it."""
        place = bisect_left(self.numbers, number)
        is_there = place < len(self.numbers) and self.numbers[place] == number
        return self.texts[place] if is_there else None
