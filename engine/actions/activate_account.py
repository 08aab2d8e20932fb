"""The action `activate_account`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from engine.actions.base import Action
from engine.expressions import Syntax
from engine.i18n import marked as _
from engine.source.spec import spec


@dataclass(frozen=True, kw_only=True)
class ActivateAccount(Action):
    """The person opens their account with the code of a letter and something else they know.

    The account can be used once the link of a mail is followed, within 24 hours. Whatever is wrong
    with the code, the answer is the same; that the address already has an account is only said
    in the mail. Ten failures revoke a code.
    """

    type_name: ClassVar = "activate_account"
    told: ClassVar = _("the account is activated")
    is_act: ClassVar = True
    may_refuse: ClassVar = True
    messages_by_key: ClassVar[Mapping[str, str]] = {
        "refused": _(
            "This code is not valid or can no longer be used. Check it, or ask your local authority"
            " for a new code."
        ),
        "throttled": _("Too many attempts. Try again in {wait}."),
        "min_length": _("Choose a password of at least {minimum} characters: a sentence will do."),
        "max_length": _("Choose a password of at most {maximum} characters."),
        "common": _("This password is too easy to guess: choose another one."),
        "context": _(
            "This password is built on what anybody knows (“{word}”): choose another one."
        ),
    }

    code: Syntax = spec("The code of the letter, an answer of the last step")
    knowledge: Syntax = spec("What else the person knows: a postcode or a surname")
    email: Syntax = spec("The address to sign in with")
    password: Syntax = spec("The password chosen, an answer of the last step")
