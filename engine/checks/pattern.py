"""The rule `D216`: a pattern that cannot be used."""

import re
from collections.abc import Iterator
from typing import Any

from engine.checks.rule import Rule, Subject, _
from engine.source import Diagnostic, Span

LONGEST = 500
REPEATED = re.compile(r"[+*}]\)(?:[+*]|\{\d*,)|\((?:[^()]*\|)[^()]*\)(?:[+*]|\{\d*,)")


class UnusablePattern(Rule):
    """A pattern is no regular expression, or one that could take forever to try.

        pattern: ([A-Z]+)+[0-9]

    Close the brackets; do not repeat what is itself repeated or has a choice in it: `[A-Z]+[0-9]`.
    The whole answer must match, without `^` and `$`.
    """

    code = "D216"

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The patterns of fields, and those in the JSON Schema keywords they add."""
        for *_place, field in subject.procedure.all_fields():
            pattern = getattr(field, "pattern", "")
            if pattern:
                yield from self.wrong(pattern, field.source.at("pattern"))
            for added in patterns_in(field.extra):
                yield from self.wrong(added, field.source.at("schema"))

    def wrong(self, pattern: str, span: Span) -> Iterator[Diagnostic]:
        """What is wrong with one pattern."""
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            message = _("This pattern cannot be read: {reason}")
            yield self.at(span, message, reason=str(error))
            return
        if len(pattern) > LONGEST or REPEATED.search(pattern):
            yield self.at(span, _("This pattern repeats what is repeated: it could take forever"))


def patterns_in(schema: Any) -> Iterator[str]:
    """The patterns anywhere in a JSON Schema."""
    if isinstance(schema, list):
        for each in schema:
            yield from patterns_in(each)
    elif isinstance(schema, dict):
        for key, each in schema.items():
            if key == "pattern" and isinstance(each, str):
                yield each
            yield from patterns_in(each)
