"""The act `payment`: what is owed is kept with the submission, in its transaction."""

from engine.actions import Payment
from engine.database import payments
from engine.database.payments import Due
from engine.pages.payments import UnknownAmountError, owed_by
from engine.services.acting import ActRefused, Asked, Outcome


def perform(asked: Asked) -> Outcome:
    """Keep what is owed, if anything; raises ActRefused when it cannot be worked out."""
    action, sent = asked.action, asked.submission
    if not isinstance(action, Payment) or sent is None:
        return Outcome()
    try:
        found = owed_by(action, asked.journey)
    except UnknownAmountError as error:
        raise ActRefused("amount") from error
    if found is not None:
        due = Due(
            submission=sent.reference, site=asked.visitor.site, amount=found.amount,
            label=found.label, email=sent.email, created_at=asked.now, receipt={},
            language=asked.journey.environment.context.language,
        )  # fmt: skip
        payments.owe(asked.desk.database, due)
    return Outcome()
