"""What is asked of groups and lists; a value that is not known leaves the answer open."""

from collections.abc import Mapping, Sequence

from engine.expressions.values import UNKNOWN, Chosen, Value, is_unknown


def count(values: Sequence[Value]) -> Value:
    """How many items a group has; how many of its values are known, for a column."""
    return sum(not is_unknown(value) for value in values)


def some(truths: Sequence[Value]) -> Value:
    """Whether at least one of a column is true."""
    if any(truth is True for truth in truths):
        return True
    return False if all(truth is False for truth in truths) else UNKNOWN


def every(truths: Sequence[Value]) -> Value:
    """Whether all of a column are true; a group without items says yes."""
    if any(truth is False for truth in truths):
        return False
    return True if all(truth is True for truth in truths) else UNKNOWN


def asked(route: Mapping[str, Value], name: str) -> Value:
    """Whether a step or a group, by its name between quotes, is on the way of this person. Only
    those before are known.
    """
    return route.get(name) is True


def answered(value: Value) -> Value:
    """Whether there is an answer; a text or a list that is empty is none."""
    if is_unknown(value):
        return False
    return not isinstance(value, (str, list, tuple, Mapping)) or len(value) > 0


def where(
    found: Sequence[Value],
    first: Sequence[Value],
    wanted: Value,
    second: Sequence[Value] | None = None,
    also: Value = UNKNOWN,
) -> Value:
    """The values of a column for the items in which another one has a value, or two others have:
    `where(previous.sent_on, previous.lieu, lieu)`.

    What an item does not say is no match; unknown while the value looked for is.
    """
    others = first if second is None else second
    if not len(found) == len(first) == len(others):
        return UNKNOWN
    return tuple(
        value
        for value, one, other in zip(found, first, others, strict=True)
        if one == wanted and (second is None or other == also)
    )


def column(rows: Sequence[Value], name: str) -> Value:
    """A column of rows; lists found in it are put end to end."""
    found: list[Value] = []
    for row in rows:
        value = row.get(name) if type(row) is dict else attribute(row, name)
        if value is None:
            found.append(UNKNOWN)
        elif isinstance(value, (list, tuple)):
            found.extend(value)
        else:
            found.append(value)
    return tuple(found)


def attribute(value: Value, name: str) -> Value:
    """What a dot reads: of a row its column, of an option its label, of rows a column."""
    found: Value = UNKNOWN
    if isinstance(value, dict):
        found = value.get(name, UNKNOWN)
    elif isinstance(value, Chosen):
        found = value.column(name)
    elif isinstance(value, (list, tuple)):
        found = column(value, name)
    elif isinstance(value, Mapping):
        found = value.get(name, UNKNOWN)
    return UNKNOWN if found is None else found


def count_where(flags: Sequence[Value]) -> Value:
    """How many items a condition holds for, a column of yes or no: `count_where(sejours.exonere)`.

    Unknown while one of them is.
    """
    if any(is_unknown(flag) for flag in flags):
        return UNKNOWN
    return sum(flag is True for flag in flags)


def rank(value: Value, values: Sequence[Value]) -> Value:
    """The place of a value among those of a column, the smallest first: `rank(note, notes.note)`.

    Equal values share the first place of theirs. Unknown while one of them is.
    """
    if any(is_unknown(one) for one in values):
        return UNKNOWN
    try:
        return 1 + sum(one < value for one in values)  # type: ignore[operator]
    except (TypeError, ArithmeticError):
        return UNKNOWN
