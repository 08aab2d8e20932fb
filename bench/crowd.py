"""Many visitors at once, each beginning a new journey when the last is done."""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from bench.server import Server
from bench.visit import Timing, Visit, answers_with
from bench.wire import BrokenError


@dataclass
class Crowd:
    """What the visitors saw."""

    seconds: float = 0.0
    cpu: float = 0.0
    references: list[str] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)
    timings: list[Timing] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def journeys(self) -> int:
        """How many arrived."""
        return len(self.references)

    @property
    def rate(self) -> float:
        """Journeys a second."""
        return self.journeys / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of the server's processor for one journey."""
        return self.cpu * 1000 / max(1, self.journeys)

    def typical(self, kind: str) -> float:
        """The median time of this kind of request, in milliseconds."""
        return median([t.seconds for t in self.timings if t.kind == kind] or [0.0]) * 1000


def visits(
    server: Server,
    visitors: int,
    *,
    seconds: float = 1e9,
    journeys: int = 10**9,
    run: Callable[[Visit, int], str] = lambda visit, _number: visit.run(),
) -> Crowd:
    """Let visitors come until the time is up or enough journeys have begun."""
    crowd, lock, numbers = Crowd(), threading.Lock(), itertools.count()
    ends = time.perf_counter() + seconds

    def visitor() -> None:
        while time.perf_counter() < ends and (number := next(numbers)) < journeys:
            answers, digest = answers_with(f"{visitors}-{number}")
            visit = Visit(server.connection(), server.target.start, answers)
            try:
                reference = run(visit, number)
            except (OSError, BrokenError) as error:
                with lock:
                    crowd.errors.append(f"{type(error).__name__}: {error}")
                continue
            finally:
                visit.connection.close()
            with lock:
                crowd.references.append(reference)
                crowd.hashes.append(digest)
                crowd.timings += visit.timings

    cpu, begun = server.cpu(), time.perf_counter()
    threads = [threading.Thread(target=visitor) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    crowd.seconds, crowd.cpu = time.perf_counter() - begun, server.cpu() - cpu
    return crowd
