"""Actions: one file each, and the table that knows them."""

from collections.abc import Mapping

from engine.actions.base import Action
from engine.actions.mail import MAILS, VALUES, Mail
from engine.actions.receipt import Receipt

TYPES: Mapping[str, type[Action]] = {action.type_name: action for action in (Receipt, Mail)}

__all__ = ["MAILS", "TYPES", "VALUES", "Action", "Mail", "Receipt"]
