"""What conditions are told with: the phrases of comparisons and of functions."""

import ast
from collections.abc import Mapping

from engine.expressions.problems import _

QUOTED = _("“{text}”")
AND, OR, NOR = _(" and "), _(" or "), _(" nor ")
EQUAL, UNEQUAL, NEITHER = _("{a} is {b}"), _("{a} is not {b}"), _("{a} is neither {b}")
HOLDS, HOLDS_NOT = _("{a} includes {b}"), _("{a} does not include {b}")
IF = _("{yes} if {test}, else {no}")
DAY = _("the {day}")
YES, NO = _("yes"), _("no")

# How two values compare: numbers first, then days and months; what is said, what of its contrary.
ORDER: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: (_("{a} is less than {b}"), _("{a} is before {b}")),
    ast.LtE: (_("{a} is {b} at most"), _("{a} is not after {b}")),
    ast.Gt: (_("{a} is more than {b}"), _("{a} is after {b}")),
    ast.GtE: (_("{a} is {b} at least"), _("{a} is not before {b}")),
}
CONTRARY: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SIGNS: Mapping[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷",
}  # fmt: skip
# Comparisons of one name with several values that are said at once, in an “or” or in an “and”.
TOGETHER: Mapping[tuple[type[ast.cmpop], bool], tuple[str, str]] = {
    (ast.Eq, True): (EQUAL, OR),
    (ast.NotEq, False): (NEITHER, NOR),
    (ast.In, True): (HOLDS, OR),
    (ast.In, False): (HOLDS, AND),
    (ast.NotIn, False): (HOLDS_NOT, NOR),
}
# What calls that hold or not are, and are not.
TRUTHS: Mapping[str, tuple[str, str]] = {
    "answered": (_("{a} is answered"), _("{a} is not answered")),
    "asked": (_("the step {a} is asked"), _("the step {a} is not asked")),
    "any": (_("one {a} at least is “yes”"), _("no {a} is “yes”")),
    "all": (_("every {a} is “yes”"), _("not every {a} is “yes”")),
    "matches": (_("{a} has the form {b}"), _("{a} does not have the form {b}")),
}
VALUES: Mapping[str, str] = {
    "count": _("the number of {a}"),
    "sum": _("the total of {a}"),
    "sum_where": _("the total of {a} where {b} is “yes”"),
    "count_where": _("the number of {a} that are “yes”"),
    "min": _("the smallest of {all}"),
    "max": _("the largest of {all}"),
    "today": _("today"),
    "age": _("the age since {a}"),
    "days_between": _("the number of days from {a} to {b}"),
    "months_between": _("the number of months from {a} to {b}"),
    "months_begun": _("the number of months begun from {a} to {b}"),
    "add_days": _("{a} plus {b} days"),
    "add_months": _("{a} plus {b} months"),
    "working_days_after": _("{a} plus {b} working days"),
    "month_of": _("the month of {a}"),
    "year_of": _("the year of {a}"),
    "first_day": _("the first day of {a}"),
    "last_day": _("the last day of {a}"),
    "nights_in": _("the number of nights from {a} to {b} in {c}"),
    "overlapping": _("overlaps between {a} and {b}"),
    "lookup": _("what the table {a} says of {b}"),
    "bracket": _("what the table {a} says of {b}"),
    "brackets": _("what the table {a} says of {b}"),
    "length": _("the length of {a}"),
    "round": _("{a} rounded"),
    "floor": _("{a} rounded down"),
    "ceil": _("{a} rounded up"),
    "lower": "{a}",
    "text": "{a}",
}
DATES = frozenset({"today", "date", "add_days", "add_months", "working_days_after", "first_day",
                    "last_day", "month_of"})  # fmt: skip
