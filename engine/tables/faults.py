"""What may be wrong with a table, and its codes."""

from engine.source import Diagnostic, Severity, Span

UNREADABLE = "D180"
DESCRIPTION = "D181"
COLUMNS = "D182"
CELLS = "D183"
VALUE = "D184"
DUPLICATE = "D185"
EMPTY = "D186"


def _(message: str) -> str:
    """Mark a message for translation."""
    return message


def fault(
    code: str, span: Span, message: str, suggestion: str | None = None, **values: object
) -> Diagnostic:
    """Make an error of a table."""
    return Diagnostic(code, Severity.ERROR, span, message, values, suggestion)
