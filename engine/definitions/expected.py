"""What a person has to send again and again: for each record of a list, each month."""

from dataclasses import dataclass

from engine.expressions.texts import Text
from engine.source.spec import Written, spec, written


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A task of the dashboard, for each record of a list and the month that is over."""

    rows: str = spec("The list of the profile, as `profile.hebergements`", key="each")
    field: str = spec("The field that says which record it is for")
    month: str = spec("The field that says for which month")
    day: int = spec("Until which day of the next month it is awaited")
    title: Text = spec(
        "What the person reads: `row` is the record, `month` the month, `limit` the last day,"
        " `late` whether it is passed"
    )
    source: Written = written()
