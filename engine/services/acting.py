"""Acts: the actions that are done at once, when a procedure is sent, and may be refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from importlib import import_module
from typing import Any

from engine.actions import Action
from engine.database import drafts
from engine.database.submissions import Submission
from engine.definitions import Procedure
from engine.errors import GuichetError
from engine.expressions import UNKNOWN, Syntax, compiled
from engine.i18n import gettext
from engine.journeys import Journey
from engine.services.desk import Desk, Visitor
from engine.services.filling import DraftSentError, Opened

# What does each act: a module with `perform(asked) -> Outcome`, loaded when it is first needed.
PERFORMERS: Mapping[str, str] = {
    "sign_in": "engine.services.acts.sign_in",
    "activate_account": "engine.services.acts.activate_account",
    "request_password_reset": "engine.services.acts.request_password_reset",
    "set_password": "engine.services.acts.set_password",
    "record_consent": "engine.services.acts.record_consent",
    "message": "engine.services.acts.message",
    "save_profile": "engine.services.acts.save_profile",
    "request_change": "engine.services.acts.request_change",
    "change_email": "engine.services.acts.change_email",
    "payment": "engine.services.acts.payment",
}


@dataclass(frozen=True)
class Browser:
    """Where a request comes from: its address as the server sees it, and what it calls itself."""

    address: str = ""
    agent: str = ""


NOWHERE = Browser()


class ActRefused(GuichetError):  # noqa: N818 - a verdict, not a fault
    """An act that cannot be done; `key` is one of the messages of its action.

    It is said beside the field `field`, or at the top of the page when that is empty.
    """

    def __init__(self, key: str, field: str = "", **values: Any) -> None:
        super().__init__(key)
        self.action: Action | None = None
        self.key = key
        self.field = field
        self.values: dict[str, Any] = values


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An act asked for: by whom, with which values, while sending what."""

    desk: Desk
    visitor: Visitor
    browser: Browser
    action: Action
    values: Mapping[str, Any]
    procedure: str
    version: int
    journey: Journey
    now: datetime
    submission: Submission | None = None
    following: str = ""
    asides: list[Callable[[], None]] = field(default_factory=list)

    def aside(self, deed: Callable[[], None]) -> None:
        """Do something once the act is over, whether it was refused or not."""
        self.asides.append(deed)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What an act leads to, for the browser.

    `following` is where to go then: a page that says what comes next when it is empty. `token`
    opens its new session, `remember` its next ones; `forget` and `ends_session` take these away.
    """

    following: str = ""
    token: str | None = None
    remember: str | None = None
    forget: bool = False
    ends_session: bool = False

    def then(self, other: "Outcome") -> "Outcome":
        """Both outcomes: the later one wins where both say something."""
        given = {one.name: getattr(other, one.name) for one in fields(other)}
        return Outcome(**{
            name: value or getattr(self, name) for name, value in given.items()
        })  # fmt: skip


def carry_out(
    desk: Desk, visitor: Visitor, browser: Browser, opened: Opened, following: str, now: datetime
) -> Outcome:
    """Send what keeps no submission: its acts are done, its draft ends; raises ActRefused."""
    given = {**given_to_acts(desk, visitor, browser, opened, now), "following": following}
    outcome = Outcome()
    for one in acts_of(opened.served.procedure, refusing=True):
        outcome = outcome.then(perform(one, **given))
    with desk.database.transaction(durable=True):
        for one in acts_of(opened.served.procedure, refusing=False):
            outcome = outcome.then(perform(one, **given))
        if opened.draft.key:
            finish(desk, opened, now)
    return outcome


def finish(desk: Desk, opened: Opened, now: datetime) -> None:
    """End the draft of what was done; raises DraftSentError when it was done meanwhile."""
    try:
        drafts.finish(desk.database, opened.draft, now)
    except drafts.DraftSubmittedError as error:
        raise DraftSentError(opened.draft.key) from error


def given_to_acts(
    desk: Desk, visitor: Visitor, browser: Browser, opened: Opened, now: datetime
) -> dict[str, Any]:
    """What all the acts of a procedure are told when it is sent."""
    return {
        "desk": desk,
        "visitor": visitor,
        "browser": browser,
        "procedure": opened.served.procedure.name,
        "version": opened.served.version,
        "journey": opened.journey,
        "now": now,
    }


def acts_of(procedure: Procedure, *, refusing: bool | None = None) -> list[Action]:
    """The acts of a procedure; only those that may refuse, or may not, when `refusing` says so."""
    return [one for one in procedure.acts if refusing in {None, one.may_refuse}]


def perform(asked_for: Action, **given: Any) -> Outcome:
    """Do one act; raises ActRefused. `given` are the fields of `Asked`, but for the values."""
    asked = Asked(action=asked_for, values=values_of(asked_for, given["journey"]), **given)
    module = import_module(PERFORMERS[asked_for.type_name])
    try:
        outcome: Outcome = module.perform(asked)
    except ActRefused as refused:
        refused.action = asked_for
        raise
    finally:
        for deed in asked.asides:
            deed()
    return outcome


def values_of(action: Action, journey: Journey) -> dict[str, Any]:
    """The parameters of an act, worked out on the answers; None for what is unknown."""
    found: dict[str, Any] = {}
    for attribute in fields(action):
        value = getattr(action, attribute.name)
        if isinstance(value, Syntax):
            found[attribute.name] = value_of(value, journey)
        elif isinstance(value, Mapping):
            found[attribute.name] = {
                key: value_of(one, journey) if isinstance(one, Syntax) else one
                for key, one in value.items()
            }
    return found


def value_of(syntax: Syntax, journey: Journey) -> Any:
    """The value of an expression on the answers, None when it is unknown."""
    value = compiled(syntax)(journey.environment)
    return None if value is UNKNOWN else value


def refusal_text(refused: ActRefused, language: str) -> str:
    """What a person reads of an act that was refused: the words of the author, else ours."""
    action = refused.action
    if action is None:
        return refused.key
    own, values = action.messages.get(refused.key), dict(refused.values)
    if own is not None:
        return own.render(values, language)
    return gettext(language, action.messages_by_key.get(refused.key, refused.key), **values)
