"""The rule `D231`: a row that a table does not have."""

from engine.checks.rule import ProblemRule


class NoRow(ProblemRule):
    """A row of a table is read by a key that no row has, or the table has no row at all.

        compute: lookup("tarifs", "4-etoiles", "tarif", at=arrivee)

    Write a key of the table, or add the row to its CSV file.
    """

    code = "D231"
    kind = "no_row"
