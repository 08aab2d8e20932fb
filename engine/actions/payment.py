"""The action `payment`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.expressions.texts import Text
from engine.i18n import marked as _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class Payment(Action):
    """What is owed for the submission, paid on line at the provider that the site names.

    The person pays from the receipt, at once or later; until then it is among what they have to
    do. A payment is acknowledged like a submission: a receipt on screen, as a PDF and by mail
    (CRPA L112-11). Nothing is owed when the amount is 0.
    """

    type_name: ClassVar = "payment"
    told: ClassVar = _("a payment is asked for")
    is_act: ClassVar = True
    wanted: ClassVar = {"amount": "value", "when": "condition"}
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "amount": _("What you have to pay cannot be worked out: check your answers."),
    }

    amount: Syntax = spec("What is owed, in euros, as `sum(sejours.taxe)`")
    label: Text = spec("What the person pays for; it is on the receipt of the payment")
    when: Syntax | None = spec("The condition under which it is owed", default=None)
