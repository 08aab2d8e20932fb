"""Actions: one file each, and the table that knows them."""

from collections.abc import Mapping

from engine.actions.base import Action
from engine.actions.mail import Mail
from engine.actions.receipt import Receipt
from engine.actions.record_consent import RecordConsent

TYPES: Mapping[str, type[Action]] = {
    action.type_name: action
    for action in (
        Receipt,
        Mail,
        RecordConsent,
    )
}

__all__ = ["TYPES", "Action", "Mail", "Receipt", "RecordConsent"]
