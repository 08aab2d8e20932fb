"""The rule `D104`: a column that does not exist."""

from engine.checks.rule import ProblemRule


class UnknownColumn(ProblemRule):
    """What stands after a dot does not exist in what stands before it.

        item: "{{ document.titre }}"

    Write a field of the group, a column of the table or of the list, or `label` and `value` for
    a choice; the nearest is told.
    """

    code = "D104"
    kind = "unknown_column"
