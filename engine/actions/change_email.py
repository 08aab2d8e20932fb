"""The action `change_email`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.i18n import marked as _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class ChangeEmail(Action):
    """The person signs in with another address, once they have followed the link that it gets.

    The present password is asked for. That another account has the address is never told; the
    address before gets a mail once it is changed.
    """

    type_name: ClassVar = "change_email"
    told: ClassVar = _("the address of the account is changed")
    is_act: ClassVar = True
    may_refuse: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "nobody": _("Sign in to change your address."),
        "same": _("This is the address that you sign in with already."),
        "current": _("The present password is wrong."),
        "throttled": _("Too many attempts. Try again in {wait}."),
    }

    email: Syntax = spec("The new address")
    current: Syntax = spec("The present password, an answer of the last step")
