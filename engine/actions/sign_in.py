"""The action `sign_in`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.i18n import marked as _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class SignIn(Action):
    """The person signs in, and goes on to what they wanted to open.

    Whatever is wrong, the address, the password or the account, the answer is the same and takes
    as long. After five failures one waits, longer each time; a reset lets one in at once.
    """

    type_name: ClassVar = "sign_in"
    told: ClassVar = _("the person is signed in")
    is_act: ClassVar = True
    may_refuse: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "refused": _("The e-mail address or the password is wrong."),
        "throttled": _("Too many attempts. Try again in {wait} or reset your password."),
    }

    email: Syntax = spec("The address typed")
    password: Syntax = spec("The password typed, an answer of the last step")
    remember: Syntax | None = spec(
        "Whether the browser stays signed in for 30 days; never for who has a role", default=None
    )
