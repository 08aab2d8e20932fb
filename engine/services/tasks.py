"""What waits for a person: gathered from the services that know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from engine.services import filling
from engine.services.awaited import Awaited, awaited
from engine.services.consenting import DueText, told
from engine.services.desk import Desk, Visitor
from engine.services.filling import Opened
from engine.services.paying import Due, unpaid


@dataclass(frozen=True)
class Tasks:
    """All that waits: sums to pay, drafts, messages to read, requests, texts of a new version."""

    drafts: tuple[Opened, ...] = ()
    unread: int = 0
    requests: int = 0
    texts: tuple[DueText, ...] = ()
    dues: tuple[Due, ...] = ()
    awaited: tuple[Awaited, ...] = ()


def tasks_of(desk: Desk, visitor: Visitor, now: datetime) -> Tasks:
    """What waits for a visitor."""
    if visitor.account is None:
        return Tasks()
    return Tasks(
        drafts=tuple(filling.open_drafts(desk, visitor, now)),
        unread=unread(desk, visitor),
        requests=len(pending(desk, visitor)),
        texts=tuple(told(desk, visitor, now)),
        dues=tuple(unpaid(desk, visitor)),
        awaited=tuple(awaited(desk, visitor, now)),
    )


def offered(module: str, function: str) -> Callable[..., Any] | None:
    """A function of another service, None while that service is not there."""
    name = f"engine.services.{module}"
    return getattr(import_module(name), function, None) if find_spec(name) else None


def unread(desk: Desk, visitor: Visitor) -> int:
    """How many messages a visitor has not read."""
    count = offered("messaging", "unread")
    return count(desk, visitor) if count is not None and visitor.account else 0


def pending(desk: Desk, visitor: Visitor) -> list[Any]:
    """The changes that a visitor asked for and that nobody decided on."""
    found = offered("requesting", "pending")
    return found(desk, visitor) if found is not None and visitor.account else []
