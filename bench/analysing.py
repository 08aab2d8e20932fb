"""`python -m bench.analysing [FOLDER]`: prints as JSON how long it takes to check definitions, and
to ask the solver of every point of them, with the most memory that the process held.

Without a folder it is a procedure of 200 steps and 400 conditions. In a process of its own, once
all is imported; the check is the best of three.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from engine.analysis import UNDECIDED, Reach
from engine.checks import check_definition
from engine.definitions import Definition, Library, load_library, read_definition
from engine.definitions.library import EMPTY_PROFILE

STEPS, TIMES = 200, 3
NO_LIBRARY = Library({}, {}, {}, EMPTY_PROFILE, ())
HEAD = """procedure: longue
title: Procédure de deux cents étapes
for: anyone
nature: depot
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
actions: [{receipt: {}}]
steps:
"""
# What a step asks, and under which condition: each reads answers of steps before it.
CONDITIONS = (
    'c{near} == "a" or n{far} > {number}',
    'not y{near} or d{far} < date("2026-06-{day:02}")',
    'n{near} + n{far} <= {number} and c{near} != "b"',
    'c{far} in ["a", "c"] and (y{near} or n{near} >= {number})',
    "n{near} > n{far} or answered(t{near})",
)
FIELDS = """      - {{field: n{step}, type: integer, label: Nombre {step}, min: 0, max: 20}}
      - {{field: c{step}, type: choice, label: Choix {step}, choices: [a, b, c]}}
      - {{field: y{step}, type: yes_no, label: Oui ou non {step}}}
      - {{field: d{step}, type: date, label: Jour {step}, min: date("2026-01-01")}}
      - {{field: t{step}, type: text, label: Texte {step}, optional: true, when: '{own}'}}
"""


@dataclass(frozen=True)
class Cost:
    """Seconds of the processor, and the most memory, in MiB."""

    name: str
    points: int
    undecided: int
    reading: float
    checking: float
    analysing: float
    memory: float


def definition(steps: int = STEPS) -> str:
    """A procedure of so many steps, each with a condition, and a field that has one."""
    return HEAD + "".join(step(number) for number in range(1, steps + 1))


def step(number: int) -> str:
    """A step; the first one is asked of everybody."""
    near, far = max(1, number - 1), max(1, number - 7)
    values = {"near": near, "far": far, "number": number % 13 + 3, "day": number % 28 + 1}
    when = CONDITIONS[number % len(CONDITIONS)].format(**values)
    own = f'c{number} == "c" and n{number} > {number % 11}'
    lines = [f"  - step: s{number}\n    title: Étape {number}\n"]
    lines += [f"    when: '{when}'\n"] if number > 1 else []
    lines += ["    fields:\n", FIELDS.format(step=number, own=own)]
    if number % 5 == 0:
        message = "Le nombre est trop grand."
        lines.append(f"    checks: [{{check: n{number} < 19, message: {message}}}]\n")
    return "".join(lines)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The seconds of the processor that some work takes, and what it gives."""
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found


def cost(read: Callable[[], Definition], library: Library) -> Cost:
    """What one definition costs."""
    reading, found = timed(read)
    checks = [timed(partial(check_definition, found, library)) for _ in range(TIMES)]
    if found.procedure is None:
        raise ValueError(found.path)
    procedure = found.procedure
    checking = min(seconds for seconds, _told in checks)
    analysing, verdicts = timed(lambda: verdicts_of(Reach(procedure, library)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    undecided = sum(one is UNDECIDED for one in verdicts)
    return Cost(
        procedure.name, len(verdicts), undecided, reading, checking, analysing, memory
    )  # fmt: skip


def verdicts_of(reach: Reach) -> list[Any]:
    """Whether each point can be reached."""
    return list(reach.possible_among(list(reach.points.values())))


def costs(path: Path | None) -> Iterator[Cost]:
    """That of the long procedure, or those of all procedures of a folder."""
    if path is None:
        data = definition().encode()
        yield cost(partial(read_definition, "longue.yaml", data), NO_LIBRARY)
        return
    library = load_library(path)
    for name, one in library.definitions.items():
        text = one.text.encode()
        yield cost(partial(read_definition, name, text, library.fragments), library)


def main() -> None:
    """Print the costs, one an object."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    print(json.dumps([asdict(one) for one in costs(path)]))


if __name__ == "__main__":
    main()
