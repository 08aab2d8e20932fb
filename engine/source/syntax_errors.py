"""What the parser says of a text that is no YAML, said so that an author knows what to do."""

from collections.abc import Iterator, Mapping

import yaml

from engine.source.building import TEXT_WITH_BRACES, position, report
from engine.source.diagnostics import Diagnostic
from engine.source.positions import Position, Span

MOST_TABS_TOLD = 20


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


TAB = _("A tab stands here: indent with spaces")
NEVER_CLOSED = _("The quote opened here is never closed")
BETWEEN_QUOTES = _("A text cannot begin with “{character}”: put it between quotes")
KEY_EXPECTED = _(
    "A key is expected here: check how far this line is indented, and the quotes around it"
)
OTHER = _("This cannot be read: check the quotes, the brackets and how far the line is indented")

# By the words of the parser: the message, and whether it is told where the part begins.
SENTENCES: Mapping[str, tuple[str, bool]] = {
    "mapping values are not allowed in this context": (
        _("A “:” followed by a blank stands in a text, or this line is indented too far: put the "
          "text between quotes, or indent the line as those beside it"),
        False,
    ),
    "found unexpected end of stream": (NEVER_CLOSED, True),
    "found unexpected document indicator": (NEVER_CLOSED, True),
    "did not find expected key": (KEY_EXPECTED, False),
    "did not find expected '-' indicator": (
        _("A line that begins with “- ” is expected here: check how far it is indented"), False
    ),
    "did not find expected ',' or ']'": (
        _("“,” or “]” is expected here: close the list opened on line {line}, and put a text with "
          "a comma, a colon, a bracket or a quote between quotes"),
        False,
    ),
    "did not find expected ',' or '}'": (
        _("“,” or “}}” is expected here: close the list opened on line {line}, and put a text with "
          "a comma, a colon, a bracket or a quote between quotes"),
        False,
    ),
    "did not find expected node content": (_("A value is missing here"), False),
    "could not find expected ':'": (_("“:” and a value are missing after this key"), True),
    "found unknown escape character": (
        _("A “\\” between double quotes begins a special character: write “\\\\”, or use single "
          "quotes"),
        False,
    ),
    "found invalid Unicode character escape code": (
        _("This code is half of a character: write the character itself"), False
    ),
    "did not find expected comment or line break": (
        _("Nothing may follow “|” or “>”: begin the text on the next line"), False
    ),
    "block sequence entries are not allowed in this context": (
        _("A list begins on the line of its key: begin it on the next line, or put a text that "
          "begins with “-” between quotes"),
        False,
    ),
    "mapping keys are not allowed in this context": (BETWEEN_QUOTES, False),
    "found character that cannot start any token": (BETWEEN_QUOTES, False),
    "did not find expected alphabetic or numeric character": (BETWEEN_QUOTES, True),
    "did not find expected tag URI": (BETWEEN_QUOTES, True),
    "did not find expected '!'": (BETWEEN_QUOTES, True),
    "did not find expected whitespace or line break": (BETWEEN_QUOTES, True),
    "found undefined tag handle": (BETWEEN_QUOTES, True),
    "did not find expected <document start>": (
        _("This line does not belong to what is above: check how far the lines are indented"),
        False,
    ),
}  # fmt: skip


def explained(error: yaml.MarkedYAMLError, path: str, lines: list[str]) -> Iterator[Diagnostic]:
    """What to say of an error of the parser; of tabs, all of them."""
    message, at_beginning = SENTENCES.get(error.problem or "", (OTHER, False))
    mark = error.context_mark if at_beginning else error.problem_mark
    place = position(mark or error.problem_mark or error.context_mark)
    character = _character(lines, place)
    tabs = list(_tabs(path, lines)) if character == "\t" else []
    if tabs:
        yield from tabs
        return
    braces = _braces(lines, place)
    code = "D004"
    if braces is not None:
        code, message, place = "D012", TEXT_WITH_BRACES, braces
    line = position(error.context_mark).line if error.context_mark else place.line
    span = Span(path, place, Position(place.line, place.column + 1))
    yield report(code, span, message, character=character, line=line)


def _character(lines: list[str], place: Position) -> str:
    return lines[place.line - 1][place.column - 1 :][:1] if place.line <= len(lines) else ""


def _braces(lines: list[str], place: Position) -> Position | None:
    """Where a text of this line begins with `{{` without quotes, None when none does."""
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    for sign in (": {{", "- {{"):
        found = line.find(sign, 0, place.column)
        if found >= 0:
            return Position(place.line, found + 3)
    return None


def _tabs(path: str, lines: list[str]) -> Iterator[Diagnostic]:
    told = 0
    for number, line in enumerate(lines, 1):
        blank = line[: len(line) - len(line.lstrip())]
        if "\t" in blank and told < MOST_TABS_TOLD:
            start = Position(number, blank.index("\t") + 1)
            told += 1
            yield report("D010", Span(path, start, Position(number, len(blank) + 1)), TAB)
