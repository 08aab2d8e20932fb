"""The rule `D144`: fragments that use each other without end."""

from engine.checks.rule import ReadingRule


class FragmentAround(ReadingRule):
    """A fragment uses itself, at once or through others; or fragments stand in each other too deep
    (5 at most), or are used too often in one procedure (300 times at most).

        fragment: identite
        steps: [{use: identite}]

    Take the parts that both need out to a fragment of their own.
    """

    code = "D144"
