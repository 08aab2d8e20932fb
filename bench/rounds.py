"""Measures several servers in turn, in one run, so that a slow minute falls on all of them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.crowd import visits
from bench.server import Server, Target, serving
from bench.wire import BrokenError

Figures = Mapping[str, float]
WARM_UP = 20


@dataclass(frozen=True)
class Measure:
    """One line of the table; `more_is_better` tells how to read its ratio."""

    name: str
    title: str
    unit: str
    more_is_better: bool = False


MEASURES = (
    Measure("rate_1", "Journeys, 1 visitor", "/s", more_is_better=True),
    Measure("rate_8", "Journeys, 8 visitors", "/s", more_is_better=True),
    Measure("get", "GET of a step, p50, 1 visitor", "ms"),
    Measure("post", "POST of a step, p50, 1 visitor", "ms"),
    Measure("upload", "POST of a 100 kB file, p50, 1 visitor", "ms"),
    Measure("get_8", "GET of a step, p50, 8 visitors", "ms"),
    Measure("post_8", "POST of a step, p50, 8 visitors", "ms"),
    Measure("cpu_1", "Server processor for a journey, 1 visitor", "ms"),
    Measure("cpu_8", "Server processor for a journey, 8 visitors", "ms"),
)


@dataclass(frozen=True)
class Line:
    """A measure of every target: medians, and the median of the ratios to the baseline."""

    measure: Measure
    values: Mapping[str, float]
    ratios: Mapping[str, float]


def alternate(
    targets: Sequence[Target], state: Path, rounds: int, seconds: float, say: Callable[[str], None]
) -> list[Figures]:
    """Rounds of figures, named `target.measure`; the order is turned round each time."""
    measured: list[Figures] = []
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(t, state / t.name)) for t in targets]
        for server in servers:
            visits(server, 4, journeys=WARM_UP)
        for number in range(rounds):
            figures: dict[str, float] = {}
            for server in servers if number % 2 == 0 else servers[::-1]:
                name = server.target.name
                figures |= {f"{name}.{k}": v for k, v in _slice(server, seconds).items()}
                say(f"round {number + 1}: {name} {figures[name + '.rate_8']:.0f} journeys/s")
            measured.append(figures)
    return measured


def _slice(server: Server, seconds: float) -> dict[str, float]:
    one = visits(server, 1, seconds=seconds)
    eight = visits(server, 8, seconds=seconds)
    if errors := one.errors + eight.errors:
        raise BrokenError(f"{server.target.name}: {len(errors)} errors, the first: {errors[0]}")
    return {
        "rate_1": one.rate,
        "rate_8": eight.rate,
        "get": one.typical("GET"),
        "post": one.typical("POST"),
        "upload": one.typical("UPLOAD"),
        "get_8": eight.typical("GET"),
        "post_8": eight.typical("POST"),
        "cpu_1": one.cost,
        "cpu_8": eight.cost,
    }


def cold_starts(targets: Sequence[Target], state: Path, rounds: int) -> list[Figures]:
    """Seconds until the first page answers, and memory then, round by round."""
    measured: list[Figures] = []
    for number in range(rounds):
        figures: dict[str, float] = {}
        for target in targets if number % 2 == 0 else targets[::-1]:
            with serving(target, state / target.name) as server:
                figures[f"{target.name}.cold_start"] = server.cold_start
                figures[f"{target.name}.memory"] = server.memory()
        measured.append(figures)
    return measured


def line(measure: Measure, names: Sequence[str], rounds: Sequence[Figures]) -> Line:
    """The medians of a measure, and of its ratios to the first target, taken round by round."""
    baseline = names[0]
    values = {name: median(r[f"{name}.{measure.name}"] for r in rounds) for name in names}
    ratios = {
        name: median(
            r[f"{name}.{measure.name}"] / r[f"{baseline}.{measure.name}"]
            for r in rounds
            if r[f"{baseline}.{measure.name}"]
        )
        for name in names[1:]
    }
    return Line(measure, values, ratios)
