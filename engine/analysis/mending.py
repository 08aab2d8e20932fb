"""Putting right what checks refuse: two sums that must be equal, and are not by so much."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from engine.expressions.compile import closure
from engine.expressions.values import is_number
from engine.journeys import CHECK, Judged, StepPlace, judge

NUMBER = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,12})?")
MOST_TRIES = 60
Raw = Mapping[str, Sequence[str]]


def mended(
    place: StepPlace, raw: Raw, kept: Mapping[str, Any], judged: Judged
) -> tuple[Raw, Judged]:
    """What was typed, one number of it changed so that fewer checks fail, when one can be."""
    for name, text in islice(changes(place, raw, judged), MOST_TRIES):
        other = {**raw, name: [text]}
        again = judge(place.plan, other, {**place.answers, **kept}, place.environment)
        if len(again.errors) < len(judged.errors):
            return other, again
    return raw, judged


def changes(place: StepPlace, raw: Raw, judged: Judged) -> Iterator[tuple[str, str]]:
    """Each number that was typed, more or less by what is missing somewhere."""
    missing = list(dict.fromkeys(differences(place, judged)))
    for name, texts in raw.items():
        if len(texts) == 1 and NUMBER.fullmatch(texts[0]):
            number = Decimal(texts[0].replace(",", "."))
            for one in missing:
                for other in (number + one, number - one):
                    if other >= 0:
                        yield name, f"{other:f}".replace(".", ",")


def differences(place: StepPlace, judged: Judged) -> Iterator[Decimal]:
    """By how much the two sides of the comparisons differ in the checks that fail."""
    for error in judged.errors.values():
        if not error.key.startswith(CHECK):
            continue
        check = place.plan.step.checks[int(error.key.removeprefix(CHECK))]
        for node in ast.walk(check.check.tree):
            if isinstance(node, ast.Compare) and len(node.ops) == 1:
                left = closure(node.left)(judged.environment)
                right = closure(node.comparators[0])(judged.environment)
                if is_number(left) and is_number(right):
                    yield abs(Decimal(str(left)) - Decimal(str(right)))


__all__ = ["mended"]
