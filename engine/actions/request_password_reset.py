"""The action `request_password_reset`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.i18n import marked as _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class RequestPasswordReset(Action):
    """A mail with a link to choose another password, if an account has the address.

    The page never tells whether there is one. The link serves once, within 60 minutes; no more than
    three mails an hour go to an address.
    """

    type_name: ClassVar = "request_password_reset"
    told: ClassVar = _("a link to choose a password is sent")
    is_act: ClassVar = True
    may_refuse: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "throttled": _("Too many attempts. Try again in {wait}."),
    }

    email: Syntax = spec("The address typed")
