"""A way gone in the preview, kept as a test of what is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.definitions import Library
from engine.i18n import day_in_paris
from engine.proving.making import CannotMakeError, Real
from engine.proving.recording import Gone, recorded
from engine.services.filling import Opened
from engine.services.proving import draw
from engine.services.studio.previewing import Person, may_open

__all__ = ["CannotMakeError", "NotForError", "kept_as_test"]


class NotForError(CannotMakeError):
    """The person as whom one looks may not open the procedure: they go no way."""

    def __init__(self) -> None:
        super().__init__(["for"])


@dataclass(frozen=True)
class Way:
    """Where somebody stands in a preview: who, and as far as they went."""

    opened: Opened
    person: Person


def kept_as_test(library: Library, way: Way, name: str, now: datetime) -> dict[str, Any]:
    """The test that goes this way again, and expects what came of it.

    Raises CannotMakeError when it does not, NotForError when nobody may go it.
    """
    opened, person = way.opened, way.person
    if not may_open(opened.served.procedure, person):
        raise NotForError
    account = person.account
    known: Mapping[str, Any] = account.details.get("profile", {}) if account else {}
    real = Real(
        answers=opened.journey.answers,
        day=day_in_paris(now),
        site=opened.served.site.name,
        language=opened.journey.environment.context.language,
        profile=person.profile,
        details=known,
    )
    typed = {tuple(path.split("/")): raw for path, raw in opened.draft.typed.items()}
    return recorded(opened.served.procedure, library, Gone(real=real, typed=typed), name, draw)
