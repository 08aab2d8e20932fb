"""The types of `+ - * /`: what they give, or what to say of operands that do not go together."""

import ast

from engine.expressions.problems import _
from engine.expressions.types import ANYTHING, DECIMAL, MONEY, TEXT, Type, common

Outcome = tuple[Type, str | None]

_TEXT = _("“+” joins two texts: write text(x) for what is not a text")
_DATE = _("A date is moved with add_days() or add_months(), compared with days_between()")
_NUMBER = _("Only numbers can be added, subtracted, multiplied or divided")
_MONEY_TIMES = _("An amount cannot be multiplied by an amount")
_MONEY_UNDER = _("A number cannot be divided by an amount")


def binary_type(sign: type[ast.operator], left: Type, right: Type) -> Outcome:
    """The type of an operation on two types; ANYTHING with a message when it makes no sense."""
    families = {left.family, right.family}
    if "any" in families:
        return ANYTHING, None
    if families == {"number"}:
        return _on_numbers(sign, left, right)
    if sign is ast.Add and families <= {"text", "choice"}:
        return TEXT, None
    if families & {"date", "month"}:
        return ANYTHING, _DATE
    return ANYTHING, _TEXT if sign is ast.Add and families & {"text", "choice"} else _NUMBER


def _on_numbers(sign: type[ast.operator], left: Type, right: Type) -> Outcome:
    if sign is ast.Mult and left == right == MONEY:
        return ANYTHING, _MONEY_TIMES
    if sign is ast.Div:
        return _quotient(left, right)
    return common((left, right)) or ANYTHING, None


def _quotient(left: Type, right: Type) -> Outcome:
    if right != MONEY:
        return (MONEY if left == MONEY else DECIMAL), None
    return (DECIMAL, None) if left == MONEY else (ANYTHING, _MONEY_UNDER)
