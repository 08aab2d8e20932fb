"""Writes procedures of any length, and compares one of 200 steps with one of 6."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from bench.pages import Answers
from bench.server import Server, Target, serving
from bench.targets import ROOT
from bench.visit import Visit

LONG, SHORT = 200, 6
FIELDS = 10
FIELD_LINES = (
    "{{field: {name}, type: text, label: Texte {name}, min_length: 3, max_length: 30}}",
    "{{field: {name}, type: integer, label: Nombre {name}, help: De 1 à 10., min: 1, max: 10}}",
    "{{field: {name}, type: textarea, label: Commentaire {name}, max_length: 163}}",
    "{{field: {name}, type: choice, label: Choix {name}, choices: [{options}]}}",
    '{{field: {name}, type: text, label: Suite {name}, when: {before} == "c", max_length: 80}}',
)
OPTIONS = "{value: a, label: Premier}, {value: b, label: Deuxième}, {value: c, label: Autre}"
VALUES = ("Quelques mots", "3", "Un commentaire de plusieurs mots.", "c", "La suite")


def definition(name: str, steps: int) -> str:
    """A procedure of so many steps, of ten fields each, one in five of them conditional."""
    lines = [
        f"procedure: {name}",
        f"title: Procédure de {steps} étapes",
        "for: anyone",
        "nature: depot",
        "retention: {drafts: 30 days, submissions: 1 year, then: eliminate}",
        "summary: false",
        "steps:",
    ]
    for step in range(steps):
        lines += [f"  - step: e{step}", f"    title: Étape {step + 1}", "    fields:"]
        for number in range(FIELDS):
            line = FIELD_LINES[number % len(FIELD_LINES)]
            name, before = f"f{step}_{number}", f"f{step}_{number - 1}"
            lines.append("      - " + line.format(name=name, before=before, options=OPTIONS))
    return "\n".join([*lines, "actions:", "  - receipt: {}", ""])


def answers(steps: int) -> Answers:
    """An answer to every field."""
    return {
        f"f{step}_{number}": VALUES[number % len(VALUES)]
        for step in range(steps)
        for number in range(FIELDS)
    }


@dataclass(frozen=True)
class Cost:
    """What a step costs: medians in milliseconds, and the processor for one GET."""

    get: float
    post: float
    cpu: float


@dataclass(frozen=True)
class Comparison:
    """The long procedure beside the short one."""

    reading: float
    start_short: float
    start_long: float
    costs: Mapping[str, Cost]


def compare(target: Target, state: Path, rounds: int) -> Comparison:
    """Serve both procedures, and measure steps of each in turn."""
    forms = state / "forms"
    short = _with_forms(target, forms / "short", {"courte": SHORT})
    both = _with_forms(target, forms / "both", {"courte": SHORT, "longue": LONG})
    long = forms / "both" / "procedures" / "longue.yaml"
    with serving(short, state / "short") as server:
        start_short = server.cold_start
    with serving(both, state / "both") as server:
        costs = _costs(server, rounds)
        return Comparison(_reading(long), start_short, server.cold_start, costs)


def _costs(server: Server, rounds: int) -> dict[str, Cost]:
    places = {
        "short, third step": _arrived(server, "courte", SHORT, 2),
        "long, third step": _arrived(server, "longue", LONG, 2),
        "short, last step": _arrived(server, "courte", SHORT, SHORT - 1),
        "long, last step": _arrived(server, "longue", LONG, LONG - 1),
    }
    measured: dict[str, list[Cost]] = {name: [] for name in places}
    for number in range(rounds):
        order = list(places.items())
        for name, visit in order if number % 2 == 0 else reversed(order):
            measured[name].append(_cost(server, visit))
    return {name: _median(costs) for name, costs in measured.items()}


def _cost(server: Server, visit: Visit, times: int = 60) -> Cost:
    cpu = server.cpu()
    gets = [visit.connection.get(visit.address).seconds for _ in range(times)]
    spent = (server.cpu() - cpu) / times
    invalid = replace(visit, answers={**visit.answers, **dict.fromkeys(visit.answers, "")})
    posts = [invalid.send(visit.form()).seconds for _ in range(times // 3)]
    return Cost(median(gets) * 1000, median(posts) * 1000, spent * 1000)


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        median(cost.get for cost in costs),
        median(cost.post for cost in costs),
        median(cost.cpu for cost in costs),
    )


def _arrived(server: Server, procedure: str, steps: int, place: int) -> Visit:
    """A visitor who has answered all the steps before this place."""
    visit = Visit(server.connection(), f"/demarches/{procedure}", answers(steps))
    visit.open()
    while f"f{place}_0" not in visit.form().asked(visit.answers):
        visit.advance()
    return visit


def _reading(path: Path) -> float:
    """Seconds to read the long definition."""
    command = [sys.executable, "-m", "bench.reading", str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)


def _with_forms(target: Target, folder: Path, procedures: Mapping[str, int]) -> Target:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "forms", folder)
    for name, steps in procedures.items():
        (folder / "procedures" / f"{name}.yaml").write_text(definition(name, steps))
    site = folder / "sites" / "msa.yaml"
    head, mark, rest = site.read_text().partition("procedures:\n")
    site.write_text(head + mark + "".join(f"  - {name}\n" for name in procedures) + rest)
    first = next(iter(procedures))
    environment = {**target.environment, "FORMS": str(folder)}
    return replace(target, start=f"/demarches/{first}", environment=environment)
