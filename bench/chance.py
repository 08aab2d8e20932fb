"""Chance that can be had again: the same seed gives the same choices."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
MASK = (1 << 64) - 1


class Chance:
    """What chooses; how is what a subclass says."""

    def below(self, most: int) -> int:
        """A whole number from 0 to just before `most`."""
        raise NotImplementedError

    def one(self, among: Sequence[T]) -> T:
        """One of several things."""
        return among[self.below(len(among))]

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + self.below(most - least + 1)

    def once_in(self, times: int) -> bool:
        """True once in so many times."""
        return self.below(times) == 0


class Seeded(Chance):
    """SplitMix64: quick, and the same on every machine."""

    def __init__(self, seed: int) -> None:
        self.state = seed & MASK

    def below(self, most: int) -> int:
        """A whole number from 0 to just before `most`."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        return (mixed ^ (mixed >> 31)) % most
