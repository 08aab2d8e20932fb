"""The rule `D145`: a fragment in the wrong place."""

from engine.checks.rule import ReadingRule


class FragmentRoom(ReadingRule):
    """A fragment that holds steps is used among fields, or one that holds fields among steps; or a
    fragment holds both, or neither.

        fields: [{use: identite}]

    Use a fragment that holds `steps` under `steps`, one that holds `fields` under `fields`.
    """

    code = "D145"
