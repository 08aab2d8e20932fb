"""What expressions give, when no answer is given yet: a value that may be known, with its formulas.

A value that nobody has given is unknown; what is said of it besides counts for nothing then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from engine.analysis.logic import Amount, Formula
from engine.expressions import Type

Bounds = tuple[Fraction | int | None, Fraction | int | None]


@dataclass(frozen=True)
class Truth:
    """A yes or no: it is true, it is false, or it is neither, not known."""

    true: Formula
    false: Formula
    known: Formula


@dataclass(frozen=True)
class Number:
    """An exact number."""

    known: Formula
    value: Amount
    whole: bool = False


@dataclass(frozen=True)
class Day:
    """A day, by its number."""

    known: Formula
    value: Amount


@dataclass(frozen=True)
class Month:
    """A month, by its number: twelve a year."""

    known: Formula
    value: Amount


@dataclass(frozen=True)
class Word:
    """A text: one of a few, each with whether it is that one; or any, by its place among all texts.

    `columns` gives what a dot reads behind it.
    """

    known: Formula
    flags: Mapping[str, Formula] | None = None
    code: Amount = None
    columns: "Callable[[str], Term] | None" = field(default=None, compare=False)
    length: Amount = None


@dataclass(frozen=True)
class Many:
    """Several options, each with whether it was chosen."""

    known: Formula
    flags: Mapping[str, Formula]


@dataclass(frozen=True)
class Record:
    """One row: what a dot reads behind it."""

    known: Formula
    columns: "Callable[[str], Term]" = field(compare=False)


@dataclass(frozen=True)
class Rows:
    """Several rows: how many, and one of them, which stands for all.

    `there` tells that there is one; `rest` what is known of a column in the others.
    """

    known: Formula
    count: Amount
    there: Formula
    one: "Callable[[str], Term]" = field(compare=False)
    rest: "Callable[[str], Rest]" = field(compare=False)


@dataclass(frozen=True)
class Rest:
    """What is known of a column in the rows that are not looked at."""

    kind: Type
    sure: Formula = False  # each of them has a value
    low: Fraction | int | None = None
    high: Fraction | int | None = None


@dataclass(frozen=True)
class Column:
    """A column of rows: its value in the row that is looked at, what is known of the rest."""

    known: Formula
    count: Amount
    there: Formula
    cell: "Term"
    rest: Rest


@dataclass(frozen=True)
class Opaque:
    """A value of which nothing is said."""

    known: Formula


Term: TypeAlias = Truth | Number | Day | Month | Word | Many | Record | Rows | Column | Opaque
