"""The act `message`: a person writes to the service."""

from engine.errors import NotAllowedError, NotFoundError
from engine.i18n import gettext
from engine.i18n import marked as _
from engine.services import messaging
from engine.services.acting import ActRefused, Asked, Outcome

NO_SUBJECT = _("Message without subject")


def perform(asked: Asked) -> Outcome:
    """Keep the message, then show the exchange; raises ActRefused when it cannot be found."""
    if asked.visitor.account is None:
        raise NotAllowedError("person")
    said = asked.values
    subject = said.get("subject") or gettext(asked.visitor.language, NO_SUBJECT)
    files = said.get("files") or ()
    number = (said.get("thread") or "").replace("\0", " ")
    try:
        thread = messaging.write(
            asked.desk, asked.visitor, number, subject, said.get("text") or "",
            files, asked.now,
        )  # fmt: skip
    except NotFoundError as error:
        raise ActRefused("files" if str(error) == "upload" else "thread") from error
    return Outcome(following=f"{messaging.ADDRESS}/{thread.id}")
