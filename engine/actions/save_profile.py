"""The action `save_profile`."""

from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.i18n import marked as _


@dataclass(frozen=True, kw_only=True)
class SaveProfile(Action):
    """The account keeps the answers that say so with `save_to`, with the sending.

    It is done as soon as a field has `save_to`: writing it says the same in clear. An optional
    answer left empty empties what the account knew; one that is not asked for changes nothing.

        - save_profile: {}
    """

    type_name: ClassVar = "save_profile"
    told: ClassVar = _("the account keeps the answers")
    is_act: ClassVar = True
