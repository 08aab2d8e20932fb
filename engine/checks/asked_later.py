"""The rule `D207`: an answer that is read before it is asked."""

from engine.checks.rule import ProblemRule


class AskedLater(ProblemRule):
    """An expression reads an answer that is only asked further down, so that it is not known yet.

    Ask the question earlier, or move what reads it after it."""

    code = "D207"
    kind = "later"
