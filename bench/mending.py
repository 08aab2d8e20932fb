"""Putting right what a check refuses: two sums that must be equal, and are not by so much."""

import ast
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from bench.chance import Chance
from engine.expressions.compile import closure
from engine.journeys import CHECK, Judged, StepPlace, judge

NUMBER = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,12})?")
MOST_TRIES = 24
Raw = dict[str, list[str]]


def mended(
    place: StepPlace, raw: Raw, kept: Mapping[str, Any], judged: Judged, chance: Chance
) -> tuple[Raw, Judged]:
    """What was typed, one number of it changed so that fewer checks fail, when one can be."""
    found = list(changes(place, raw, judged))
    for _ in range(min(len(found), MOST_TRIES)):
        name, text = found.pop(chance.below(len(found)))
        other = {**raw, name: [text]}
        again = judge(place.plan, other, {**place.answers, **kept}, place.environment)
        if len(again.errors) < len(judged.errors):
            return other, again
    return raw, judged


def changes(place: StepPlace, raw: Raw, judged: Judged) -> Iterator[tuple[str, str]]:
    """Each number that was typed, more or less by what is missing somewhere."""
    missing = set(differences(place, judged))
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


def is_number(value: object) -> bool:
    """Whether a value is a number."""
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)
