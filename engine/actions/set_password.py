"""The action `set_password`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.i18n import marked as _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class SetPassword(Action):
    """The person chooses another password: by the link of a mail, or with the present one.

    All their sessions end and their browsers are remembered no more; a mail tells them.
    """

    type_name: ClassVar = "set_password"
    told: ClassVar = _("the password is changed")
    is_act: ClassVar = True
    may_refuse: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "expired": _("This link can no longer be used. Ask for a new one."),
        "current": _("The present password is wrong."),
        "throttled": _("Too many attempts. Try again in {wait}."),
        "min_length": _("Choose a password of at least {minimum} characters: a sentence will do."),
        "max_length": _("Choose a password of at most {maximum} characters."),
        "common": _("This password is too easy to guess: choose another one."),
        "context": _(
            "This password is built on what anybody knows (“{word}”): choose another one."
        ),
    }

    password: Syntax = spec("The password chosen, an answer of the last step")
    token: Syntax | None = spec("What the link of the mail bears", default=None)
    current: Syntax | None = spec("The present password, of who is signed in", default=None)
