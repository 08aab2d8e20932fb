"""The rule `D604`: an option that no test chooses."""

from engine.checks.rule import Rule
from engine.source import Severity


class UnchosenOption(Rule):
    """An option, « yes » or « no », or a box is chosen in no test.

        - field: statut
          type: choice
          choices: [{value: locataire, label: Locataire}, {value: autre, label: Autre}]

    Write a test that chooses it, or accept the warning with the reason, under `accepted`.
    """

    code = "D604"
    severity = Severity.WARNING
