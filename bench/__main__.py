"""`python -m bench`: all the measures, or some of them, beside the hand-written twin."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import big, enumeration, report, rounds, soak, weight
from bench.server import Target, serving
from bench.targets import GUICHET, ROOT, TWIN

KNOWN = {target.name: target for target in (TWIN, GUICHET)}
COLD = (
    rounds.Measure("cold_start", "Cold start, until the first page", "s"),
    rounds.Measure("memory", "Memory after the start (PSS)", "MiB"),
)


def main() -> int:
    """Measure what is asked for; print it, and write it into the documentation if wished."""
    asked = _arguments().parse_args()
    targets = [KNOWN[name] for name in asked.only or KNOWN]
    chapters = CHAPTERS if asked.what == "all" else {asked.what: CHAPTERS[asked.what]}
    texts = [report.machine(time.strftime("%Y-%m-%d"))]
    with tempfile.TemporaryDirectory(prefix="guichet-bench-") as folder:
        for title, chapter in chapters.values():
            texts += [f"### {title}", chapter(targets, Path(folder), asked)]
    print("\n\n".join(texts))
    if asked.write:
        report.put("\n\n".join(texts), ROOT / "docs" / "performance.md")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", choices=["all", *CHAPTERS], nargs="?", default="all")
    parser.add_argument("--only", action="append", choices=KNOWN, help="measure this one only")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=4.0, help="of a slice of a round")
    parser.add_argument("--journeys", type=int, default=1000, help="of the soak")
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


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


Chapter = Callable[[Sequence[Target], Path, argparse.Namespace], str]
CHAPTERS: dict[str, tuple[str, Chapter]] = {
    "speed": ("The journey, alternated rounds, medians", _speed),
    "cold": ("Cold start", _cold),
    "soak": ("A thousand journeys by eight visitors, one in ten of whom clicks twice", _soak),
    "weight": ("First page, with all that it loads", _weight),
    "length": ("200 steps instead of 6", _length),
    "enumeration": ("What the time of an answer tells of accounts and codes", _enumeration),
}

if __name__ == "__main__":
    sys.exit(main())
