"""The act `record_consent`: keep the evidence that the visitor agreed to texts."""

from collections.abc import Iterator

from engine.actions import RecordConsent
from engine.errors import NotFoundError
from engine.fields import Consent
from engine.services import consenting
from engine.services.acting import ActRefused, Asked, Outcome
from engine.services.consenting import Agreed, Circumstances

DASHBOARD = "/tableau-de-bord"


def perform(asked: Asked) -> Outcome:
    """Keep the evidence; raises ActRefused when a box is not ticked, or its text not there."""
    given = list(agreed(asked))
    try:
        consenting.record(
            asked.desk, asked.visitor, given, circumstances(asked), asked.now
        )  # fmt: skip
    except NotFoundError as error:
        raise ActRefused("no_text") from error
    return Outcome(following=asked.following or DASHBOARD)


def agreed(asked: Asked) -> Iterator[Agreed]:
    """What was ticked, text by text, with the words beside each box."""
    action, journey = asked.action, asked.journey
    if not isinstance(action, RecordConsent):
        return
    boxes = {
        field.document: field
        for *_place, field in journey.plan.procedure.all_fields()
        if isinstance(field, Consent)
    }
    answers, language = journey.sent(), journey.environment.context.language
    for name in action.texts:
        box = boxes.get(name)
        if box is None or answers.get(box.name) is not True:
            raise ActRefused("not_agreed", box.name if box else "")
        label = box.label.render(journey.environment, language) if box.label else name
        yield Agreed(name, label)


def circumstances(asked: Asked) -> Circumstances:
    """How and where it was agreed."""
    session = asked.visitor.session
    return Circumstances(
        procedure=asked.procedure,
        version=asked.version,
        address=asked.browser.address,
        session=session.token_hash if session else "",
        language=asked.journey.environment.context.language,
    )
