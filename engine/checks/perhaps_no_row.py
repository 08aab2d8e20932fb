"""The rule `D232`: options for which a table has no row."""

from engine.checks.rule import ProblemRule
from engine.source import Severity


class PerhapsNoRow(ProblemRule):
    """A row of a table is read by the answer to a choice, some options of which no row has.

        - {field: categorie, type: choice, label: Catégorie, choices: [3-etoiles, palace, autre]}
        …
        compute: lookup("tarifs", categorie, "tarif", at=arrivee)

    Whoever chooses one of them is told that nothing is known, and cannot go on. Add the rows, or
    say what holds for these options: `0 if categorie == "autre" else lookup(…)`.
    """

    code = "D232"
    severity = Severity.WARNING
    kind = "perhaps_no_row"
