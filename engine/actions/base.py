"""What all actions share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.source.spec import Written, written


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something done once a procedure is sent. Each action is a subclass in its own file."""

    type_name: ClassVar[str]
    source: Written = written()

    def effect(self, facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The effect to keep in the outbox for a submission, or None when there is none.

        `facts` are texts: `reference`, `title`, `service`, `received_at` (in Paris time),
        `receipt_url`, `language`, and for a mail `to`.
        """
        del facts
        return None
