"""Doing the same thing in several processes at once."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.synchronize import Barrier as BarrierType
from typing import Any

from engine.database import Database, connect

# New processes, which share nothing with this one, forked from one that has imported already what
# they need: importing it anew takes each of them longer than most tests take.
ANEW = multiprocessing.get_context("forkserver")
ANEW.set_forkserver_preload(["tests.services.asking", "tests.servers"])
PROCESSES = 4
WAITING: list[BarrierType] = []


def all_at_once(
    url: str, act: Callable[..., Any], *values: Any, processes: int = PROCESSES
) -> list[Any]:
    """What `act(database, *values)` gives in each of several processes that start together."""
    barrier = ANEW.Barrier(processes)
    with ANEW.Pool(processes, _wait_for, (barrier,)) as pool:
        asked = [pool.apply_async(_act, (url, act, values)) for _ in range(processes)]
        return [one.get(120) for one in asked]


def _wait_for(barrier: BarrierType) -> None:
    WAITING.append(barrier)


def _act(url: str, act: Callable[..., Any], values: tuple[Any, ...]) -> Any:
    database: Database = connect(url)
    try:
        database.rows("SELECT 1")
        WAITING[0].wait(60)
        return act(database, *values)
    finally:
        database.close()
