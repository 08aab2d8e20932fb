"""A thousand journeys by eight visitors, some of whom click twice; then everything is counted."""

import copy
import hashlib
import sqlite3
import threading
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.crowd import Crowd, visits
from bench.server import Server
from bench.visit import MOST_POSTS, RefusedError, Visit
from bench.wire import Reply

VISITORS = 8
ONE_IN = 10


@dataclass(frozen=True)
class Soak:
    """What was found after the soak."""

    crowd: Crowd
    memory_before: float
    memory_middle: float
    memory_after: float
    faults: tuple[str, ...]


def soak(server: Server, journeys: int) -> Soak:
    """Run the journeys in two halves, and compare what was sent with what was kept."""
    before = server.memory()
    first = visits(server, VISITORS, journeys=journeys // 2, run=_visit)
    middle = server.memory()
    second = visits(server, VISITORS, journeys=journeys - journeys // 2, run=_visit)
    whole = Crowd(
        first.seconds + second.seconds,
        first.cpu + second.cpu,
        first.references + second.references,
        first.hashes + second.hashes,
        first.timings + second.timings,
        first.errors + second.errors,
    )
    faults = (*whole.errors[:5], *_faults(server, whole))
    return Soak(whole, before, middle, server.memory(), tuple(faults))


def _visit(visit: Visit, number: int) -> str:
    return double_click(visit) if number % ONE_IN == 0 else visit.run()


def double_click(visit: Visit) -> str:
    """Go to the receipt, but send the last form twice at the same moment."""
    visit.open()
    for _ in range(MOST_POSTS):
        if reference := visit.received():
            return reference
        if "attest" in visit.form().asked(visit.answers):
            _send_twice(visit)
        else:
            visit.advance()
    raise RefusedError(f"no receipt at {visit.address}")


def _send_twice(visit: Visit) -> None:
    form, replies = visit.form(), list[Reply]()
    tabs = [visit, _other_tab(visit)]
    threads = [
        threading.Thread(target=lambda tab=tab: replies.append(tab.send(form))) for tab in tabs
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tabs[1].connection.close()
    accepted = [reply for reply in replies if reply.target]
    if not accepted:
        raise RefusedError(f"a double click was refused twice, at {visit.address}")
    visit.arrive(accepted[0])


def _other_tab(visit: Visit) -> Visit:
    connection = copy.copy(visit.connection)
    connection.cookies = dict(visit.connection.cookies)
    connection.forget()
    return Visit(connection, visit.start, visit.answers, page=visit.page, address=visit.address)


def _faults(server: Server, crowd: Crowd) -> list[str]:
    """What is lost, double or altered, each in a sentence."""
    faults = []
    kept = Counter(_references(server))
    seen = Counter(crowd.references)
    faults += [f"{ref} was given to {n} visitors" for ref, n in seen.items() if n > 1]
    faults += [f"{ref} is lost" for ref in seen if ref not in kept]
    faults += [f"{ref} is kept but nobody has it" for ref in kept if ref not in seen]
    faults += [f"{ref} is kept {n} times" for ref, n in kept.items() if n > 1]
    hashes = Counter(_hashes(server))
    faults += [
        f"the document {digest[:12]} is lost or altered"
        for digest in crowd.hashes
        if not hashes[digest]
    ]
    return faults


def _references(server: Server) -> list[str]:
    name, query = server.target.submissions
    with closing(sqlite3.connect(server.state / name)) as database:
        return [str(row[0]) for row in database.execute(query)]


def _hashes(server: Server) -> list[str]:
    return [_hash(path) for path in server.state.glob(server.target.documents) if path.is_file()]


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
