"""The action `message`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.i18n import marked as _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Message(Action):
    """A message from the person to the service, in the messages of both.

    It begins an exchange, or goes on with one: `thread` is then what came with the link, as
    `link.fil`. Only an exchange of the person's own can be gone on with.
    """

    type_name: ClassVar = "message"
    told: ClassVar = _("a message goes to the service")
    is_act: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "thread": _("This exchange cannot be found. Begin a new message."),
        "files": _("A file can no longer be found. Add it again."),
    }

    text: Syntax = spec("What is written")
    subject: Syntax | None = spec("What it is about, when it begins an exchange", default=None)
    files: Syntax | None = spec("The files that come with it", default=None)
    thread: Syntax | None = spec("The exchange that it goes on with", default=None)
