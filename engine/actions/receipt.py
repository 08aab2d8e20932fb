"""The action `receipt`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.i18n import marked as _


@dataclass(frozen=True, kw_only=True)
class Receipt(Action):
    """A receipt on screen, at a permanent address, and as a PDF (CRPA L112-11, R112-11-1)."""

    type_name: ClassVar = "receipt"
    told: ClassVar = _("a receipt is given")
