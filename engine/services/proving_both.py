"""The tests of two versions, run on both: those whose result is not the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.definitions import Test
from engine.definitions.tests import whole
from engine.differences.meaning import meaning
from engine.proving import ground_of, run
from engine.services.checking import check_at_sites, has_errors
from engine.services.comparing import Text
from engine.services.proving import draw
from engine.source import Phrase


@dataclass(frozen=True)
class OtherResult:
    """A test that passes with one version only: with the new one or not, and what fails else."""

    name: str
    passes_now: bool
    said: Phrase


def other_results(before: Text, after: Text) -> tuple[OtherResult, ...] | None:
    """The tests whose result changes, None when a version has errors: it cannot be walked."""
    if any(has_errors(check_at_sites(one.definition, one.library)) for one in (before, after)):
        return None
    old, new = (ground_of(one.procedure, one.library) for one in (before, after))
    found = []
    for test in tests_of_both(before, after):
        was, now = run(test, old, draw), run(test, new, draw)
        if was.is_right is not now.is_right:
            failing = (was if now.is_right else now).failures[0]
            found.append(OtherResult(test.name, now.is_right, failing.said))
    return tuple(found)


def tests_of_both(before: Text, after: Text) -> Iterator[Test]:
    """The tests of the new version, then those of the old one that are not there as they were."""
    new = whole(after.procedure.tests)
    yield from new
    known = [meaning(one) for one in new]
    yield from (one for one in whole(before.procedure.tests) if meaning(one) not in known)
