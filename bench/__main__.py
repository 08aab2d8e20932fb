"""`python -m bench`: all the measures, or some of them, beside the hand-written twin."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import big, enumeration, journeys, report, rounds, soak, weight
from bench.server import Target, serving
from bench.targets import GUICHET, ROOT, TWIN

KNOWN = {target.name: target for target in (TWIN, GUICHET)}
SHIPPED = (("the procedures of `forms/`", ["forms"]),)
COLD = (
    rounds.Measure("cold_start", "Cold start, until the first page", "s"),
    rounds.Measure("memory", "Memory after the start (PSS)", "MiB"),
)


def main() -> int:
    """Measure what is asked for; print it, and write it into the documentation if wished."""
    asked = _arguments().parse_args()
    targets = [KNOWN[name] for name in asked.only or KNOWN]
    named = [one for one in CHAPTERS if one in asked.what]
    asked_for = {one: CHAPTERS[one] for one in named or CHAPTERS}
    with tempfile.TemporaryDirectory(prefix="guichet-bench-") as folder:
        for marks in (report.SERVERS, report.IN_PROCESS, report.ANALYSIS):
            chapters = [one for one in asked_for.values() if one[2] is marks]
            texts = [report.machine(time.strftime("%Y-%m-%d"))]
            for title, chapter, _ in chapters:
                texts += [f"### {title}", chapter(targets, Path(folder), asked)]
                _say("\n\n".join(texts[-2:]))
            if not chapters:
                continue
            print("\n\n".join(texts))
            if asked.write:
                report.put("\n\n".join(texts), ROOT / "docs" / "performance.md", marks)
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", choices=["all", *CHAPTERS], nargs="*", default="all")
    parser.add_argument("--only", action="append", choices=KNOWN, help="measure this one only")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=4.0, help="of a slice of a round")
    parser.add_argument("--journeys", type=int, default=1000, help="of the soak")
    parser.add_argument("--walks", type=int, default=5000, help="of each procedure, by chance")
    parser.add_argument("--resume", action="store_true", help="walk what was not walked before")
    parser.add_argument("--tries", type=int, default=200, help="of each case of enumeration")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    return parser


def _speed(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    names = [target.name for target in targets]
    measured = rounds.alternate(targets, state, asked.rounds, asked.seconds, _say)
    return report.comparison([rounds.line(m, names, measured) for m in rounds.MEASURES], names)


def _cold(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    names = [target.name for target in targets]
    measured = rounds.cold_starts(targets, state, asked.rounds)
    return report.comparison([rounds.line(m, names, measured) for m in COLD], names)


def _soak(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    found = {}
    for target in targets:
        _say(f"soak of {target.name}")
        with serving(target, state / target.name) as server:
            found[target.name] = soak.soak(server, asked.journeys)
    return report.soaks(found)


def _weight(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    del asked
    found = {}
    for target in targets:
        with serving(target, state / target.name) as server:
            found[target.name] = weight.first_page(server)
    return report.weights(found)


def _length(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    del targets
    _say("200 steps beside 6")
    return report.lengths(big.compare(GUICHET, state, asked.rounds))


def _enumeration(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    del targets
    _say("what the time of an answer tells")
    return enumeration.told(enumeration.measure(state / "enumeration", asked.tries))


def _journeys(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    del targets, state
    kept = ROOT / ".cache" / "bench" / "journeys.json"
    if not asked.resume:
        kept.unlink(missing_ok=True)
    return report.journeys(journeys.measure(ROOT / "forms", asked.walks, _say, kept))


def _check(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    del targets, state, asked
    command = [sys.executable, "-m", "bench.checking"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    first, next_one, procedures = done.stdout.split()
    return report.checks(float(first), float(next_one), int(procedures))


def _preview(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    del targets, state, asked
    _say("the side preview of 200 steps")
    command = [sys.executable, "-m", "bench.preview"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return report.previews(json.loads(done.stdout))


def _analysis(targets: Sequence[Target], state: Path, asked: argparse.Namespace) -> str:
    del targets, state, asked
    found = []
    for name, folder in (("a procedure of 200 steps and 400 conditions", []), *SHIPPED):
        _say(f"the analysis of {name}")
        command = [sys.executable, "-m", "bench.analysing", *folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found.append((name, json.loads(done.stdout)))
    return report.analyses(found)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


Chapter = Callable[[Sequence[Target], Path, argparse.Namespace], str]
CHAPTERS: dict[str, tuple[str, Chapter, tuple[str, str]]] = {
    "speed": ("The journey, alternated rounds, medians", _speed, report.SERVERS),
    "cold": ("Cold start", _cold, report.SERVERS),
    "soak": (
        "A thousand journeys by eight visitors, one in ten of whom clicks twice",
        _soak,
        report.SERVERS,
    ),
    "weight": ("First page, with all that it loads", _weight, report.SERVERS),
    "length": ("200 steps instead of 6", _length, report.SERVERS),
    "enumeration": (
        "What the time of an answer tells of accounts and codes",
        _enumeration,
        report.SERVERS,
    ),
    "journeys": ("Journeys by chance through each procedure", _journeys, report.IN_PROCESS),
    "check": ("Checking the definitions", _check, report.IN_PROCESS),
    "preview": ("The side preview of 200 steps, in the studio", _preview, report.IN_PROCESS),
    "analysis": ("The analysis of whole procedures", _analysis, report.ANALYSIS),
}

if __name__ == "__main__":
    sys.exit(main())
