"""Everything wrong with a definition: what is read, what its tests show, what it accepts."""

from engine.checks import all_wrong, check_definition, settled
from engine.definitions import Definition, Library
from engine.proving.diagnosing import diagnose
from engine.proving.ending import Draw
from engine.proving.running import is_ready, prove
from engine.source import Diagnostic, Severity


def check_proved(definition: Definition, library: Library, draw: Draw) -> tuple[Diagnostic, ...]:
    """Everything wrong with a definition, its tests included: they are run when there is no error.

    The warnings that the definition accepts are left out; what it accepts in vain is told.
    Whatever finds more by looking at the whole adds it to what is `settled` here.
    """
    found = all_wrong(definition, library)
    procedure = definition.procedure
    is_wrong = any(one.severity is Severity.ERROR for one in found)
    if procedure is None or is_wrong or not is_ready(procedure, library):
        return check_definition(definition, library)
    proved = prove(procedure, library, draw)
    return settled((*found, *diagnose(proved)), procedure)
