"""Runs the rules, and puts what they find in order."""

from collections.abc import Iterable, Sequence

from engine.checks.rule import Rule, Subject
from engine.checks.site_problems import problems_of_sites
from engine.definitions import Definition, Library
from engine.source import Diagnostic


class Checker:
    """Knows the rules that it runs."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules

    def definition(self, definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
        """Everything wrong with a definition; what could not be read is not looked at."""
        told = [each for rule in self.rules for each in rule.told(definition)]
        if definition.procedure is not None:
            subject = Subject(definition, definition.procedure, library)
            told += [each for rule in self.rules for each in rule.check(subject)]
        return in_order(told)

    def library(self, library: Library) -> tuple[Diagnostic, ...]:
        """What is wrong with the library as a whole."""
        problems = tuple(problems_of_sites(library))
        told = [each for rule in self.rules for each in rule.check_library(library)]
        told += [each for rule in self.rules for each in rule.told_of_sites(problems)]
        return in_order(told)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each mistake once, as they follow each other in the text."""
    once = {(one.span, one.code, one.message, str(one.values)): one for one in diagnostics}
    return tuple(sorted(once.values(), key=lambda one: (one.span, one.code)))
