"""The tests of definitions: what they find wrong, before anything is published."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from engine.definitions import Definition, Library
from engine.proving import is_ready, prove
from engine.proving.checking import check_proved
from engine.proving.diagnosing import failing
from engine.source import Diagnostic, Kept

FAILING: Kept[tuple[Diagnostic, ...]] = Kept()


def draw(effect: Mapping[str, Any]) -> tuple[str, str]:
    """The subject and the text of a mail, given what its effect holds."""
    mail = import_module("engine.delivery.mail")
    drawn = mail.draw(mail.Mail(**effect))
    return drawn.subject, drawn.text


def check(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
    """Everything wrong with a definition, its tests included."""
    return check_proved(definition, library, draw).diagnostics


def look(
    definition: Definition, library: Library, *, quick: bool
) -> tuple[tuple[Diagnostic, ...], int]:
    """Everything wrong with a definition, and how many questions its analysis left undecided.

    A `quick` look leaves the analysis of all ways out.
    """
    found = check_proved(definition, library, draw, quick=quick)
    return found.diagnostics, found.undecided


def failing_tests(definition: Definition, library: Library) -> tuple[Diagnostic, ...]:
    """What the tests of a definition without error do not find as they expect.

    They are run again when the definition changed, or something that they stand on.
    """
    procedure = definition.procedure
    if procedure is None or not procedure.tests or not is_ready(procedure, library):
        return ()
    beside = (library.tables, library.texts, library.sites)
    parts = (definition, library.profile, *(one for named in beside for one in named.values()))

    def told() -> tuple[Diagnostic, ...]:
        proofs = prove(procedure, library, draw).proofs
        return tuple(each for one in proofs for each in failing(one))

    return FAILING.of(definition.path, parts, told)
