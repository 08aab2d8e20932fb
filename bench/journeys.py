"""Journeys in process, without HTTP: thousands of them by chance, proved, then timed.

Each journey is walked once by somebody who errs and goes back, and looked at: no exception, nothing
sent that was not asked, nothing sent that the schema of the answers refuses. Then the pages that
were sent are sent again and timed: the answers are replayed from nothing, the page is judged, its
answers are kept, and the next place is looked for, as a request does.

What a procedure showed is written down as soon as it is known: what was interrupted goes on where
it stood, and a procedure whose text changed is walked again.
"""

import json
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from jsonschema import Draft202012Validator

from bench.inputs import Inputs
from bench.proofs import faults
from bench.walks import Page, Walk, walk_of
from engine.definitions import Library, Procedure, load_library
from engine.journeys import Context, Journey, Plan, StepPlace, answers_schema, judge, plan_of
from engine.journeys.changing import with_answers

TIMED = 300
Say = Callable[[str], None]


@dataclass
class Walked:
    """What the journeys of a procedure showed."""

    name: str
    text: str = ""  # the hash of the definition
    journeys: int = 0
    complete: int = 0
    pages: int = 0
    seconds: float = 0.0
    timed: int = 0
    timed_pages: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Whole journeys a second."""
        return self.timed / self.seconds if self.seconds else 0.0

    @property
    def step(self) -> float:
        """Microseconds a page."""
        return self.seconds / self.timed_pages * 1e6 if self.timed_pages else 0.0


def measure(forms: Path, count: int, say: Say, kept: Path | None = None) -> list[Walked]:
    """`count` journeys of each procedure of a folder; those in the file `kept` are not walked."""
    library = load_library(forms)
    known = known_in(kept)
    for definition in library.definitions.values():
        if definition.procedure is None:
            continue
        name = definition.procedure.name
        text = sha256(definition.bundle.encode()).hexdigest()
        before = known.get(name)
        if before is not None and (before.text, before.journeys) == (text, count):
            continue
        found = known[name] = walk(definition.procedure, library, count)
        found.text = text
        keep(known, kept)
        say(f"{name}: {found.complete} of {count} came to the end, {len(found.faults)} faults")
    names = sorted(one.procedure.name for one in library.definitions.values() if one.procedure)
    return [known[name] for name in names]


def known_in(kept: Path | None) -> dict[str, Walked]:
    """What was walked before, by procedure."""
    if kept is None or not kept.exists():
        return {}
    return {one["name"]: Walked(**one) for one in json.loads(kept.read_text())}


def keep(known: dict[str, Walked], kept: Path | None) -> None:
    """Write down what is known."""
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps([asdict(one) for one in known.values()], indent=1))


def walk(procedure: Procedure, library: Library, count: int) -> Walked:
    """The journeys of one procedure."""
    plan, inputs = plan_of(procedure, library), Inputs(procedure, library)
    validator = Draft202012Validator(answers_schema(plan))
    found = Walked(procedure.name)
    for seed in range(count):
        one = walk_of(plan, inputs, library, seed)
        found.faults += [f"seed {seed}: {fault}" for fault in looked_at(one, validator, found)]
        if seed < TIMED:
            found.seconds += timed(plan, one.context, one.pages)
            found.timed += 1
            found.timed_pages += len(one.pages)
    return found


def looked_at(one: Walk, validator: Draft202012Validator, found: Walked) -> Iterator[str]:
    """A journey, walked; everything wrong with it."""
    found.journeys += 1
    try:
        journey = one.run()
        found.pages += len(one.pages)
        yield from one.faults
        yield from faults(journey)
    except Exception:  # noqa: BLE001 - what is looked for
        yield traceback.format_exc(limit=-3)
        return
    if journey.complete:
        found.complete += 1
        yield from (error.message for error in validator.iter_errors(journey.sent()))


def timed(plan: Plan, context: Context, pages: list[Page]) -> float:
    """The seconds of the processor that the pages take, each replayed from nothing."""
    begun = time.process_time()
    for page in pages:
        journey = Journey(plan, page.answers, context)
        place = journey.place(page.path)
        if not isinstance(place, StepPlace):
            continue
        judged = judge(place.plan, page.raw, {**place.answers, **page.kept}, place.environment)
        if not judged.errors:
            after = journey.changed(with_answers(journey, page.path, judged.answers))
            after.lacking(after.current)
    return time.process_time() - begun


def totals(found: list[Walked]) -> Walked:
    """All the journeys together."""
    together = Walked("all", faults=[f"{one.name}, {each}" for one in found for each in one.faults])
    for name in ("journeys", "complete", "pages", "seconds", "timed", "timed_pages"):
        setattr(together, name, sum(getattr(one, name) for one in found))
    return together
