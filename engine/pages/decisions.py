"""What a receipt says of the decision on a request: what silence means, when, what one can do.

The law wants it on the acknowledgement of every « demande » (CRPA L112-11, R112-11-1).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.definitions.delays import Delay, Silence, implied_decision
from engine.expressions import Value
from engine.i18n import format_date, gettext, ngettext
from engine.i18n import marked as _
from engine.journeys import Plan

UNITS = {
    "day": (_("{n} day"), _("{n} days")),
    "working day": (_("{n} working day"), _("{n} working days")),
    "week": (_("{n} week"), _("{n} weeks")),
    "month": (_("{n} month"), _("{n} months")),
    "year": (_("{n} year"), _("{n} years")),
}
ACCEPTED = _(
    "If your file is complete and nothing was decided before, your request is accepted on"
    " {date}: silence kept for {delay} means acceptance."
)
CERTIFICATE = _(
    "You can then ask the service for a certificate of this acceptance (CRPA, article L232-3)."
)
ACCEPTED_LATER = _(
    "If pieces are missing, the service asks you for them: the delay then begins on the day when"
    " it receives the last of them (CRPA, article L114-5)."
)
REJECTED = _(
    "If your file is complete and nothing was decided before, your request is rejected on"
    " {date}: silence kept for {delay} means rejection."
)
REJECTED_LATER = _(
    "If pieces are missing, the service asks you for them by a day that it names: the delay stops"
    " until then (CRPA, article L114-5)."
)
UNDECIDED = _("Silence is no decision: the service sends you an answer.")
UNDECIDED_UNTIL = _(
    "Silence is no decision: the service sends you an answer, by {date} if your file is complete."
)
LINES: Mapping[str, tuple[str, ...]] = {
    "acceptance": (ACCEPTED, CERTIFICATE, ACCEPTED_LATER),
    "rejection": (REJECTED, REJECTED_LATER),
}
SHORT: Mapping[str, str] = {
    "acceptance": _("Without an answer, accepted on {date} if the file is complete"),
    "rejection": _("Without an answer, rejected on {date} if the file is complete"),
}


def decision_content(
    plan: Plan, received: date, known: Mapping[str, Value], language: str
) -> dict[str, Any] | None:
    """What the receipt of a request says of its decision, as JSON; None for what is no request."""
    procedure = plan.procedure
    if procedure.nature != "demande" or procedure.silence is None:
        return None
    delay = delay_of(plan, known)
    day = decision_day(procedure.silence, delay, received)
    values = {
        "date": format_date(day, language) if day else "",
        "delay": delay_text(delay, language) if delay else "",
    }
    said = LINES.get(procedure.silence) or (UNDECIDED_UNTIL if day else UNDECIDED,)
    short = SHORT.get(procedure.silence)
    appeal = procedure.appeal.render(known, language) if procedure.appeal else ""
    return {
        "silence": procedure.silence,
        "date": day.isoformat() if day else None,
        "lines": [gettext(language, one, **values) for one in said],
        "short": gettext(language, short, **values) if short and day else "",
        "appeal": [line.strip() for line in appeal.split("\n") if line.strip()],
    }


def delay_of(plan: Plan, known: Mapping[str, Value]) -> Delay | None:
    """The delay of a request: the first of those for some only that concerns it, or the usual."""
    return next((delay for when, delay in plan.delays if when(known) is True), plan.procedure.delay)


def decision_day(silence: Silence, delay: Delay | None, received: date) -> date | None:
    """The day on which silence decides; the one by which an answer comes when it never does."""
    if delay is None:
        return None
    if silence == "none":
        return delay.after(received)
    return implied_decision(silence, delay, received)


def delay_text(delay: Delay, language: str) -> str:
    """A delay in words."""
    one, many = UNITS[delay.unit]
    return ngettext(language, one, many, delay.number)
