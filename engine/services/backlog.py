"""What waits for the agents of a site: gathered from the services that know."""

from dataclasses import dataclass

from engine.services import erasing, messaging, requesting
from engine.services.desk import Desk, Visitor


@dataclass(frozen=True)
class Backlog:
    """How many persons wait: for an answer, for a change, to be erased."""

    messages: int = 0
    requests: int = 0
    erasures: int = 0


def backlog_of(desk: Desk, agent: Visitor) -> Backlog:
    """What waits at the site of an agent; raises NotFoundError for anybody else."""
    asked = (one.erasure for one in erasing.waiting(desk, agent))
    return Backlog(
        messages=sum(one.waits for one in messaging.threads_at(desk, agent)),
        requests=len(requesting.waiting(desk, agent)),
        erasures=sum(one.is_open and one.accepted is None for one in asked),
    )
