"""The analysis of a whole definition."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.analysis.reach import Bounds, Reach
from engine.analysis.rules import RULES
from engine.analysis.view import View
from engine.definitions import Definition, Library
from engine.source import Diagnostic, Severity

# The local rules that say of one place what the analysis would say again, from the whole.
SAID_BEFORE = {"D322": frozenset({"D206", "D302"})}


@dataclass(frozen=True)
class Analysis:
    """What the analysis found in a definition, how much it looked at, what it could not decide."""

    findings: tuple[Diagnostic, ...]
    points: int = 0
    undecided: int = 0


NOTHING = Analysis(())


def analyse(
    definition: Definition,
    library: Library,
    *,
    told: Iterable[Diagnostic] = (),
    bounds: Bounds | None = None,
) -> Analysis:
    """What only all the ways through a definition show, beside `library`.

    `told` is what the local rules said of it: a definition with an error is not analysed, and
    nothing is said twice. `bounds` limits the work: what would take more stays undecided.
    """
    before = tuple(told)
    procedure = definition.procedure
    is_wrong = any(one.severity is Severity.ERROR for one in before)
    if procedure is None or is_wrong or definition.diagnostics or definition.problems:
        return NOTHING
    reach = Reach(procedure, library, bounds)
    view = View(procedure, library, reach)
    view.prepare([formula for rule in RULES for formula in rule.wants(view)])
    found = [one for rule in RULES for one in rule.find(view)]
    kept = [one for one in found if not is_said(one, before)]
    once = {(one.span, one.code): one for one in kept}
    ordered = tuple(sorted(once.values(), key=lambda one: (one.span, one.code)))
    return Analysis(ordered, len(reach.points), reach.undecided)


def is_said(found: Diagnostic, before: Iterable[Diagnostic]) -> bool:
    """Whether a local rule said it of the same place."""
    codes = SAID_BEFORE.get(found.code, frozenset())
    return any(one.code in codes and overlap(one, found) for one in before)


def overlap(first: Diagnostic, second: Diagnostic) -> bool:
    """Whether two diagnostics are about the same text."""
    one, other = first.span, second.span
    return one.path == other.path and one.start <= other.end and other.start <= one.end
