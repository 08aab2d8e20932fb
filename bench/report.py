"""Writes the figures as Markdown, and puts them into docs/performance.md."""

import os
import platform
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.big import Comparison
from bench.journeys import Walked, totals
from bench.rounds import Line
from bench.soak import Soak
from bench.weight import Part

SERVERS = "<!-- figures: made by `make bench` -->", "<!-- end of the figures -->"
IN_PROCESS = (
    "<!-- figures in process: made by `make bench` -->",
    "<!-- end of the figures in process -->",
)

ANALYSIS = (
    "<!-- figures of the analysis: made by `make bench` -->",
    "<!-- end of the figures of the analysis -->",
)


def machine(day: str) -> str:
    """The machine, in a line."""
    cores = os.cpu_count()
    python, system = platform.python_version(), f"{platform.system()} {platform.release()}"
    return f"{day}; {_processor()}, {cores} cores; {system}; Python {python}."


def comparison(lines: Sequence[Line], names: Sequence[str]) -> str:
    """The table of the targets beside each other."""
    ratios = [f"{name} / {names[0]}" for name in names[1:]]
    rows = [
        [f"{line.measure.title} ({line.measure.unit})"]
        + [_number(line.values[name]) for name in names]
        + [f"**{line.ratios[name]:.2f}**" for name in names[1:]]
        for line in lines
    ]
    return _table(["", *names, *ratios], rows)


def soaks(found: dict[str, Soak]) -> str:
    """What the long runs showed."""
    rows = []
    for name, soak in found.items():
        memory = (soak.memory_before, soak.memory_middle, soak.memory_after)
        told = "; ".join(soak.faults[:5]) or "none"
        rows.append([name, str(soak.crowd.journeys), *map(_number, memory), told])
    head = ["", "journeys", "MiB at start", "MiB half-way", "MiB at the end", "faults"]
    return _table(head, rows)


def weights(found: dict[str, list[Part]]) -> str:
    """What the first page weighs."""
    rows = []
    for name, parts in found.items():
        sizes = sum(part.size for part in parts), sum(part.compressed for part in parts)
        rows.append([name, str(len(parts)), *(f"{size / 1000:.1f}" for size in sizes)])
    return _table(["", "requests", "kB", "kB in gzip"], rows)


def lengths(found: Comparison) -> str:
    """The long procedure beside the short one."""
    rows = [
        [name, _number(cost.get), _number(cost.post), _number(cost.cpu)]
        for name, cost in found.costs.items()
    ]
    table = _table(["", "GET p50 ms", "POST refused p50 ms", "processor for a GET, ms"], rows)
    reading = f"{found.reading * 1000:.0f} ms"
    starts = (
        f"{found.start_short:.2f} s with the short procedure, {found.start_long:.2f} s with both"
    )
    return (
        f"200 steps and 2,000 fields are read in {reading}; a server starts in {starts}.\n\n{table}"
    )


def journeys(found: Sequence[Walked]) -> str:
    """The journeys by chance of each procedure, and of all."""
    rows = [
        [one.name, str(one.journeys), str(one.complete), str(one.pages), str(len(one.faults)),
         _number(one.rate), _number(one.step)]
        for one in (*found, totals(list(found)))
    ]  # fmt: skip
    head = ["", "journeys", "to the end", "pages", "faults", "journeys/s", "µs a page"]
    told = [f"- {fault}" for fault in totals(list(found)).faults[:20]]
    return "\n".join([_table(head, rows), *([""] if told else []), *told])


def checks(first: float, next_one: float, procedures: int) -> str:
    """How long the processor takes to check the definitions."""
    return (
        f"`guichet check` on `forms/`, {procedures} procedures: {first * 1000:.0f} ms the first"
        f" time after the start of the process, {next_one * 1000:.0f} ms the next times."
    )


def previews(found: Mapping[str, float]) -> str:
    """How long the studio takes to save a letter and to show it."""
    names = {
        "save": "saving the working copy",
        "draw": "the preview after it",
        "worst": "the slowest preview",
        "first": "the first preview of a process, everything loaded and read",
    }
    rows = [f"| {words} | {found[name]:,.0f} |" for name, words in names.items()]
    return "\n".join(["|  | ms |", "| --- | ---: |", *rows])


def analyses(found: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> str:
    """What it takes to read, check and analyse procedures, those of each line together."""
    head = [
        "", "procedures", "points", "undecided", "reading, s", "check, s", "analysis, s",
        "slowest, s", "most memory, MiB",
    ]  # fmt: skip
    rows = []
    for name, costs in found:
        sums = [sum(one[key] for one in costs) for key in ("points", "undecided")]
        times = [sum(one[key] for one in costs) for key in ("reading", "checking", "analysing")]
        slowest = max(one["analysing"] for one in costs)
        memory = max(one["memory"] for one in costs)
        numbers = [len(costs), *sums]
        rows.append([name, *map(str, numbers), *map(_number, (*times, slowest, memory))])
    return _table(head, rows)


def put(text: str, path: Path, marks: tuple[str, str] = SERVERS) -> None:
    """Replace what stands between two marks of a file."""
    begin, end = marks
    before = path.read_text()
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    path.write_text(pattern.sub(lambda _: f"{begin}\n\n{text}\n\n{end}", before))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _processor() -> str:
    for row in Path("/proc/cpuinfo").read_text().splitlines():
        if row.startswith("model name"):
            return row.partition(":")[2].strip()
    return platform.machine()
