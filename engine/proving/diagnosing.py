"""What the tests of a procedure make wrong with it, as diagnostics (family D6)."""

from collections.abc import Iterator

from engine.i18n import marked as _
from engine.proving.covering import FIGURES, unseen
from engine.proving.running import Proof, Proved
from engine.source import Diagnostic, Severity

FAILING, NONE, BRANCH, OPTION = "D601", "D602", "D603", "D604"
FAILS = _("The test “{test}” fails: {said}")
NO_TEST = _("This procedure has no test: write one under “tests”")
UNSEEN = _("No test shows it: {said}")


def failing(proof: Proof) -> Iterator[Diagnostic]:
    """What is not as a test expects, each where it is expected."""
    for one in proof.failures:
        values = {"test": proof.test.name, "said": one.said}
        yield Diagnostic(FAILING, Severity.ERROR, one.span, FAILS, values)


def diagnose(proved: Proved) -> Iterator[Diagnostic]:
    """Everything that the tests of a procedure make wrong with it."""
    if not proved.procedure.tests:
        span = proved.procedure.source.at("procedure")
        yield Diagnostic(NONE, Severity.WARNING, span, NO_TEST)
        return
    for proof in proved.proofs:
        yield from failing(proof)
    for point in proved.missing:
        code = OPTION if point.kind in FIGURES["options"] else BRANCH
        chosen = f"={point.value}" if isinstance(point.value, str) else ""
        values = {"said": unseen(point), "at": f"{point.place}{chosen}"}
        yield Diagnostic(code, Severity.WARNING, proved.points[point], UNSEEN, values)
