"""Running the tests of definitions, for who writes them."""

import multiprocessing
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from engine.checks import check_definition
from engine.definitions import Definition, Library, Test
from engine.definitions.points import spans_of
from engine.definitions.tests import whole
from engine.proving import Proved, ground_of, is_ready, run
from engine.proving.covering import Figure, figures
from engine.proving.diagnosing import diagnose, failing
from engine.services.proving import draw
from engine.source import Diagnostic, Severity

# Fewer tests than this are run in one process: to begin others takes as long.
MANY_TESTS = 150


@dataclass(frozen=True)
class Ran:
    """A test that was run: how long it took, what is not as it expects."""

    name: str
    line: int
    column: int
    seconds: float
    failures: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Report:
    """The tests of a definition that were run; `errors` are those that kept them from being run."""

    path: str
    procedure: str
    tests: tuple[Ran, ...] = ()
    errors: int = 0
    figures: Mapping[str, Figure] = field(default_factory=dict)
    unseen: tuple[Diagnostic, ...] = ()
    seen: tuple[Mapping[str, Any], ...] = ()
    missing: tuple[Mapping[str, Any], ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether all was run, and all is as expected."""
        return not self.errors and not any(one.failures for one in self.tests)


@dataclass(frozen=True)
class Work:
    """A definition whose tests are to be run, beside its library; those named by `words` only."""

    definition: Definition
    library: Library
    words: str = ""

    def wants(self, test: Test) -> bool:
        """Whether a test is to be run."""
        procedure = self.definition.procedure
        names = f"{test.name} {procedure.name if procedure else ''}"
        return self.words.casefold() in names.casefold()

    @property
    def count(self) -> int:
        """How many tests there are to run."""
        procedure = self.definition.procedure
        return sum(map(self.wants, procedure.tests)) if procedure else 0


def report_of(work: Work) -> Report:
    """Run the tests of one definition."""
    definition, procedure = work.definition, work.definition.procedure
    found = check_definition(definition, work.library)
    errors = sum(one.severity is Severity.ERROR for one in found)
    if procedure is None or errors or not is_ready(procedure, work.library):
        return Report(definition.path, procedure.name if procedure else "", errors=errors or 1)
    ground = ground_of(procedure, work.library)
    proofs, ran = [], []
    for test in filter(work.wants, whole(procedure.tests)):
        begun = time.perf_counter()
        proof = run(test, ground, draw)
        place = test.source.at("test").start
        seconds = time.perf_counter() - begun
        ran.append(Ran(test.name, place.line, place.column, seconds, tuple(failing(proof))))
        proofs.append(proof)
    proved = Proved(procedure, tuple(proofs), spans_of(procedure))
    seen = proved.seen
    unseen = tuple(one for one in diagnose(proved) if one.severity is Severity.WARNING)
    return Report(
        definition.path,
        procedure.name,
        tuple(ran),
        figures=figures(proved),
        unseen=unseen,
        seen=tuple(one.as_json() for one in proved.points if one in seen),
        missing=tuple(one.as_json() for one in proved.missing),
    )


@contextmanager
def reports(work: Sequence[Work], jobs: int = 0) -> Iterator[Iterator[Report]]:
    """The reports of all this work, in its order, in so many processes; 0: as many as are worth it.

    Processes begin as copies of this one, with all that it has read; where the system cannot, all
    is done in this one.
    """
    can_copy = "fork" in multiprocessing.get_all_start_methods()
    number = min(jobs or processes_worth(work), len(work))
    if number < 2 or not can_copy:
        yield map(report_of, work)
        return
    _TO_DO[:] = work
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(number, mp_context=context) as pool:
        yield pool.map(_report_number, range(len(work)))


def processes_worth(work: Sequence[Work]) -> int:
    """How many processes this work is worth."""
    return multiprocessing.cpu_count() if sum(one.count for one in work) >= MANY_TESTS else 1


_TO_DO: list[Work] = []


def _report_number(number: int) -> Report:
    return report_of(_TO_DO[number])
