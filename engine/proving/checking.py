"""Everything wrong with a definition: what is read, what its tests and all its ways show."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.checks import all_wrong, check_definition, settled
from engine.checks.accepting import not_accepted
from engine.definitions import Definition, Library
from engine.proving.diagnosing import diagnose
from engine.proving.ending import Draw
from engine.proving.running import is_ready, prove
from engine.source import Diagnostic, Severity

VAIN = "D170"


@dataclass(frozen=True)
class Looked:
    """Everything wrong with a definition, how many questions its analysis left undecided."""

    diagnostics: tuple[Diagnostic, ...]
    undecided: int = 0


def check_proved(
    definition: Definition, library: Library, draw: Draw, *, quick: bool = True
) -> Looked:
    """Everything wrong with a definition, its tests included: they are run when there is no error.

    Unless one is `quick`, all its ways are analysed then. The warnings that the definition accepts
    are left out; what it accepts in vain is told.
    """
    found = all_wrong(definition, library)
    procedure = definition.procedure
    is_wrong = any(one.severity is Severity.ERROR for one in found)
    if procedure is None or is_wrong:
        return Looked(check_definition(definition, library))
    analysed = Looked(()) if quick else analysis_of(definition, library, found)
    whole = (*found, *analysed.diagnostics)
    if not is_ready(procedure, library):
        return Looked(in_order_of_text(not_accepted(whole, procedure)), analysed.undecided)
    told = settled((*whole, *diagnose(prove(procedure, library, draw))), procedure)
    return Looked(without_guesses(told) if quick else told, analysed.undecided)


def analysis_of(definition: Definition, library: Library, told: tuple[Diagnostic, ...]) -> Looked:
    """What only all the ways through a definition show."""
    from engine.analysis import analyse  # noqa: PLC0415 - loaded when a text is analysed

    found = analyse(definition, library, told=told)
    return Looked(found.findings, found.undecided)


def without_guesses(told: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """What is told without the analysis: that one of its warnings is accepted in vain is not."""
    if not any(one.code == VAIN for one in told):
        return told
    from engine.analysis import RULES  # noqa: PLC0415 - loaded when it is spoken of

    of_the_whole = {rule.code for rule in RULES}
    return tuple(
        one for one in told if one.code != VAIN or one.values.get("name") not in of_the_whole
    )


def in_order_of_text(told: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics as they follow each other in the text."""
    return tuple(sorted(told, key=lambda one: (one.span, one.code)))
