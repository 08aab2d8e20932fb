"""A set of answers explained: the way they lead, why each part of it is there, where it stops."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from engine.definitions import Test
from engine.definitions.reading import Reader
from engine.definitions.tests import whole
from engine.errors import ConflictError, NotFoundError
from engine.pages.explaining import Line, explained
from engine.proving import ground_of
from engine.proving.ending import ended
from engine.proving.reasons import reason
from engine.services.checking import check_at_sites, has_errors
from engine.services.comparing import Text
from engine.source import Diagnostic, Phrase, read
from engine.source import Mapping as MappingNode
from engine.source.nodes import Node, Scalar
from engine.source.positions import NOWHERE

NAME = "answers"


class UnreadableAnswersError(ConflictError):
    """Answers that cannot be read: `diagnostics` tells where and why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(NAME)
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Explained:
    """The lines of a way, the names of its places, and why it ends where it does."""

    lines: tuple[Line, ...]
    route: tuple[str, ...]
    end: Phrase
    is_sent: bool


@dataclass(frozen=True)
class Asked:
    """Who answers, when, where, when the answers do not say it."""

    day: date
    profile: str = ""
    site: str = ""
    language: str = ""


def answers_in(path: str, data: bytes) -> Test:
    """The answers that a file says: alone, or as a test with `answers`, `as`, `date`, `site`.

    Raises UnreadableAnswersError.
    """
    node, told = read(path, data)
    reader = Reader({})
    test = reader.record(Test, as_test(node)) if isinstance(node, MappingNode) else None
    found = (*told, *reader.diagnostics)
    if not isinstance(test, Test) or found:
        raise UnreadableAnswersError(found)
    return test


def as_test(node: MappingNode) -> MappingNode:
    """The answers as a test that expects nothing."""
    said = node if isinstance(node.get(NAME), MappingNode) else entry(node, NAME, node)
    kept = tuple(one for one in said.entries if one[0].value not in ("test", "expect"))
    named = (Scalar(node.span, "test"), Scalar(node.span, NAME))
    nothing = (Scalar(node.span, "expect"), MappingNode(node.span, ()))
    return MappingNode(node.span, (*kept, named, nothing))


def entry(around: MappingNode, key: str, node: Node) -> MappingNode:
    """A mapping of one key."""
    return MappingNode(around.span, ((Scalar(around.span, key), node),))


def test_called(text: Text, name: str) -> Test:
    """A test of a procedure; raises NotFoundError."""
    for one in whole(text.procedure.tests):
        if one.name == name:
            return one
    raise NotFoundError(name)


def explain(text: Text, test: Test, asked: Asked) -> Explained:
    """Where the answers of a test lead, and why; raises ConflictError for a text with errors."""
    if has_errors(check_at_sites(text.definition, text.library)):
        raise ConflictError(text.name)
    standing = ground_of(text.procedure, text.library).standing(completed(test, asked))
    end = ended(standing, test)
    route = tuple(one.path[-1] for one in end.journey.places)
    return Explained(explained(end.journey), route, reason(end), end.stop is None)


def completed(test: Test, asked: Asked) -> Test:
    """A test with what was asked besides."""
    person: dict[str, Any] = dict(test.person)
    if asked.profile:
        person["profile"] = Scalar(NOWHERE, asked.profile)
    return replace(
        test,
        day=test.day or asked.day,
        person=person,
        site=asked.site or test.site,
        language=test.language or asked.language,
    )


def names_of_tests(text: Text) -> Iterator[str]:
    """The names of the tests of a procedure."""
    return (one.name for one in text.procedure.tests)


__all__ = [
    "Asked",
    "Explained",
    "UnreadableAnswersError",
    "answers_in",
    "explain",
    "names_of_tests",
    "test_called",
]
