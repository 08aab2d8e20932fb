"""Conditions, computed values and texts: read, typed, compiled, explained; never executed."""

from engine.expressions.compile import ROUTE, compiled
from engine.expressions.decisions import decide
from engine.expressions.explain import Explanation, Fragment, Input, explain
from engine.expressions.functions import FUNCTIONS, Function
from engine.expressions.infer import infer
from engine.expressions.problems import Problem
from engine.expressions.syntax import Syntax, names_in, parse
from engine.expressions.templates import Template, infer_template, parse_template, render
from engine.expressions.types import (
    ANYTHING,
    DATE,
    DECIMAL,
    FILES,
    INTEGER,
    MONEY,
    MONTH,
    NOTHING,
    TEXT,
    TEXTS,
    YES_NO,
    Choice,
    Choices,
    List,
    Record,
    Rows,
    Scope,
    Type,
    fits,
)
from engine.expressions.values import UNKNOWN, Chosen, Environment, Unknown, Value
from engine.expressions.words import show

__all__ = [
    "ANYTHING",
    "DATE",
    "DECIMAL",
    "FILES",
    "FUNCTIONS",
    "INTEGER",
    "MONEY",
    "MONTH",
    "NOTHING",
    "ROUTE",
    "TEXT",
    "TEXTS",
    "UNKNOWN",
    "YES_NO",
    "Choice",
    "Choices",
    "Chosen",
    "Environment",
    "Explanation",
    "Fragment",
    "Function",
    "Input",
    "List",
    "Problem",
    "Record",
    "Rows",
    "Scope",
    "Syntax",
    "Template",
    "Type",
    "Unknown",
    "Value",
    "compiled",
    "decide",
    "explain",
    "fits",
    "infer",
    "infer_template",
    "names_in",
    "parse",
    "parse_template",
    "render",
    "show",
]
