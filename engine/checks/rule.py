"""What rules on definitions share."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar

from engine.checks.findings import problems_at
from engine.checks.texts import Keyed, all_texts
from engine.definitions import Definition, Library, Place, Procedure, places_of
from engine.expressions import Problem
from engine.source import Diagnostic, Severity, Span, nearest


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


class Subject:
    """A procedure as rules look at it: beside the library, with its expressions typed once."""

    def __init__(self, definition: Definition, procedure: Procedure, library: Library) -> None:
        self.definition = definition
        self.procedure = procedure
        self.library = library

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every expression and text, in order."""
        return tuple(places_of(self.procedure, self.library))

    @cached_property
    def judged(self) -> tuple[tuple[Place, tuple[Problem, ...]], ...]:
        """Every expression and text, each with what is wrong with it."""
        return tuple((place, problems_at(place)) for place in self.places)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with the expressions."""
        return tuple(problem for _place, problems in self.judged for problem in problems)

    @cached_property
    def texts(self) -> tuple[Keyed, ...]:
        """Every text for people, with its key."""
        return tuple(all_texts(self.procedure))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the fields and groups that could be read."""
        groups = {group.name for _outer, group in self.procedure.all_groups()}
        return frozenset({field.name for *_, field in self.procedure.all_fields()} | groups)

    def is_lost(self, name: str) -> bool:
        """Whether the text asks for `name`, in a part that could not be read for a mistake."""
        written = rf"\b(?:field|group)[\"']?\s*:\s*[\"']?{re.escape(name)}\b"
        if not name or name in self.names:
            return False
        if not self.definition.whole:
            return True  # it may stand in a fragment that is missing
        return bool(re.search(written, self.definition.bundle))


class Rule:
    """Finds one kind of mistake. Its docstring is its page of the manual: what is wrong, an
    example, what to write instead.

    A rule looks at what the reading of the text has told, at a procedure, or at the library.
    """

    code: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR

    def told(self, definition: Definition) -> Iterator[Diagnostic]:
        """What the reading of the text has told of this mistake."""
        del definition
        yield from ()

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The mistakes in a procedure."""
        del subject
        yield from ()

    def check_library(self, library: Library) -> Iterator[Diagnostic]:
        """The mistakes in the library as a whole."""
        del library
        yield from ()

    def told_of_sites(self, problems: Iterable[Problem]) -> Iterator[Diagnostic]:
        """The mistakes among the problems of the expressions of sites."""
        del problems
        yield from ()

    def at(self, span: Span, message: str, **values: object) -> Diagnostic:
        """The mistake at `span`: an English message, the values of its {names}."""
        return Diagnostic(self.code, self.severity, span, message, values)

    def near(self, span: Span, message: str, name: str, known: Iterable[str]) -> Diagnostic:
        """A wrong name at `span`, {name} in the message, with the nearest right one."""
        suggestion = nearest(name, known)
        return Diagnostic(self.code, self.severity, span, message, {"name": name}, suggestion)


class ReadingRule(Rule):
    """A mistake that the reading of the text finds by itself."""

    def told(self, definition: Definition) -> Iterator[Diagnostic]:
        """The diagnostics of this code."""
        return (each for each in definition.diagnostics if each.code == self.code)


class ProblemRule(Rule):
    """A mistake that the parsing or the typing of expressions finds."""

    kind: ClassVar[str]

    def told(self, definition: Definition) -> Iterator[Diagnostic]:
        """The problems of this kind found when parsing."""
        return (self.of(each) for each in definition.problems if each.kind == self.kind)

    def check(self, subject: Subject) -> Iterator[Diagnostic]:
        """The problems of this kind found when typing; none for a name lost by a mistake."""
        for each in subject.problems:
            if each.kind == self.kind and not subject.is_lost(str(each.values.get("name", ""))):
                yield self.of(each)

    def told_of_sites(self, problems: Iterable[Problem]) -> Iterator[Diagnostic]:
        """The problems of this kind in the expressions of sites."""
        return (self.of(each) for each in problems if each.kind == self.kind)

    def of(self, problem: Problem) -> Diagnostic:
        """A problem with the code of this rule."""
        return Diagnostic(
            self.code, self.severity, problem.span, problem.message, problem.values,
            problem.suggestion,
        )  # fmt: skip
