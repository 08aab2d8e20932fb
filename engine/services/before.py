"""What a person sent before for a procedure: read in their own name only."""

from dataclasses import replace
from datetime import datetime

from engine.database import submissions
from engine.database.submissions import Sent
from engine.i18n import day_in_paris, format_date, gettext
from engine.i18n import marked as _
from engine.journeys import Context, Journey, Past
from engine.pages.messages import label_text
from engine.services.catalogue import Served
from engine.services.desk import Desk, Visitor

TWICE = _("You have already sent this, on {day} under the reference {reference}, for: {names}.")


def with_past(desk: Desk, visitor: Visitor, served: Served, context: Context) -> Context:
    """What the procedure knows of the visitor, with what they sent before if it reads it."""
    if not served.plan.reads_past:
        return context
    sent = submissions.list_for(desk.database, visitor.owner, served.procedure.name)
    past = [Past(one.reference, day_in_paris(one.received_at), one.answers) for one in sent]
    return replace(context, past=tuple(past))


def sent_twice(
    desk: Desk, visitor: Visitor, journey: Journey, draft: str
) -> tuple[Sent, str] | None:
    """The submission that has the same answers where they must differ, and what is said of it."""
    names = journey.plan.procedure.unique_with
    if not names:
        return None
    answers = journey.sent()
    here = [answers.get(name) for name in names]
    if None in here:
        return None
    for one in submissions.list_for(desk.database, visitor.owner, journey.plan.procedure.name):
        if one.draft != draft and [one.answers.get(name) for name in names] == here:
            return one, twice_text(journey, one)
    return None


def twice_text(journey: Journey, sent: Sent) -> str:
    """What is said of a submission that was sent already."""
    known, language = journey.environment, journey.environment.context.language
    fields = (journey.plan.fields[name].field for name in journey.plan.procedure.unique_with)
    return gettext(
        language,
        TWICE,
        day=format_date(day_in_paris(sent.received_at), language),
        reference=sent.reference,
        names=", ".join(label_text(one, known, language) for one in fields),
    )


def is_closed(served: Served, now: datetime) -> bool:
    """Whether a procedure is out of its season."""
    opening = served.procedure.opening
    return opening is not None and not opening.is_open(day_in_paris(now))
