"""What all actions share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions.texts import Text
from engine.source.spec import Written, spec, written


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something done once a procedure is sent. Each action is a subclass in its own file.

    Most are effects: they wait in the outbox. An act (`is_act`) is done at once, with the sending;
    when it `may_refuse`, nothing is sent unless it can be done, and its words are said instead.
    """

    type_name: ClassVar[str]
    # What it does, in a few words: “a receipt is given”.
    told: ClassVar[str]
    is_act: ClassVar[bool] = False
    may_refuse: ClassVar[bool] = False
    messages_by_key: ClassVar[Mapping[str, str]] = {}
    # What an expression should give, by its key, when it is not just anything.
    wanted: ClassVar[Mapping[str, str]] = {}

    messages: Mapping[str, Text] = spec("Own wording of what it says", default={})
    source: Written = written()

    def effect(self, facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The effect to keep in the outbox for a submission, or None when there is none.

        `facts` are texts: `reference`, `title`, `service`, `received_at` (in Paris time),
        `receipt_url`, `language`, and for a mail `to`.
        """
        del facts
        return None
