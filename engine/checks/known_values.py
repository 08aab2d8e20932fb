"""The values that are known before anybody answers."""

from collections.abc import Iterator, Mapping

from engine.definitions import Library, Procedure
from engine.expressions import UNKNOWN, Syntax, Value, compiled

Known = Mapping[str, Value]


def known_before(procedure: Procedure, library: Library) -> Iterator[Known]:
    """What expressions can read before any answer: as written, then as each site overrides it."""
    written = procedure.parameters
    yield {"parameters": dict(written)}
    for site in library.sites.values():
        overridden = {name: value for name, value in site.parameters.items() if name in written}
        if overridden:
            yield {"parameters": {**written, **overridden}}


def value_of(syntax: Syntax | int | None, known: Known) -> Value:
    """The value of an expression, None when it has none or depends on answers; a number's own."""
    if not isinstance(syntax, Syntax):
        return syntax
    value = compiled(syntax)(known)
    return None if value is UNKNOWN else value


def is_less(first: Value, second: Value) -> bool:
    """Whether both are known, can be compared, and the first is the lesser."""
    if first is None or second is None:
        return False
    try:
        return bool(first < second)  # type: ignore[operator]
    except TypeError:
        return False
