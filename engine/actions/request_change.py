"""The action `request_change`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.i18n import marked as _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class RequestChange(Action):
    """A change of what the account knows, that an agent accepts or refuses.

        - request_change:
            list: hebergements
            row: hebergement
            values: {nom: nom, capacite: capacite}

    What `row` chose in the list is changed; when it chose nothing there, something is added. A
    value that is unknown changes nothing, and nothing is asked for when nothing differs. The person
    follows the request, and may cancel it until it is decided; the files sent beside it are there
    for the agent. A request replaces the one that waits for the same columns; when the record was
    changed meanwhile it cannot be accepted.
    """

    type_name: ClassVar = "request_change"
    told: ClassVar = _("a change is requested from the service")
    is_act: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "gone": _("What you want to change is no longer in your account: choose again."),
    }

    list: str = spec("The name of a list of `profile.yaml`, or of a record")
    values: Mapping[str, Syntax] = spec("What its columns become, by their names")
    row: Syntax | None = spec("Which one of the list is changed, as it was chosen", default=None)
