"""The rule `D002`: an encoding that is not UTF-8."""

from engine.checks.rule import ReadingRule


class WrongEncoding(ReadingRule):
    """The file is not written in UTF-8, so that its accents cannot be read.

    Open it in an editor and save it again with the encoding « UTF-8 »; the place told is that of
    the first character that cannot be read.
    """

    code = "D002"
