"""A program that kills processes while they save and publish, and looks at what is left.

    python -m tests.services.studio.killing FOLDER DATABASE_URL TIMES

It prints how often the text of before was left, and how often that of after. It stops at the first
time that anything else was.
"""

import json
import os
import secrets
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from engine.clock import now
from engine.database import Database, audit, connect, documents, versions, working_copies
from engine.services.catalogue import Catalogue
from engine.services.desk import Desk, Visitor
from engine.services.studio import copies
from engine.services.studio.publishing import Wanted, publish_wanted
from tests.services.studio.writing import PATH, TEXT, person, writing_desk


def begun(act: Callable[[], object], desk: Desk) -> int:
    """The number of a process of its own that does something, and ends."""
    desk.database.close()
    child = os.fork()
    if not child:
        try:
            act()
        finally:
            os._exit(0)
    return child


def killed(act: Callable[[], object], desk: Desk, most: float) -> None:
    """Kill a process at some moment within so many seconds from its beginning."""
    child = begun(act, desk)
    time.sleep(most * secrets.randbelow(10_000) / 10_000)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def usual(act: Callable[[], object], desk: Desk) -> float:
    """How long such a process takes when nobody kills it."""
    start = time.perf_counter()
    os.waitpid(begun(act, desk), 0)
    return time.perf_counter() - start


def look(database: Database) -> None:
    """Fail unless the database is whole: its file, the journal, all the changes of the copy."""
    if not database.is_postgresql:
        assert database.rows("PRAGMA integrity_check") == [("ok",)]
    assert audit.broken_at(database, "msa") is None
    kept = working_copies.find(database, PATH)
    assert kept is not None
    assert working_copies.text_at(database, kept, 0) == TEXT
    said = documents.versions_of(database, PATH)
    assert [one.number for one in said] == list(range(len(said), 0, -1))
    assert len(audit.lines(database, "msa", most=1000)) == len(said)
    document = documents.find(database, PATH)
    assert document is None or document.hash == said[0].hash


def look_at_catalogue(desk: Desk, database: Database) -> None:
    """Fail unless another process would serve what is published, under the number of it."""
    document = documents.find(database, PATH)
    catalogue = Catalogue(desk.catalogue.folder, database)
    catalogue.refresh(now())
    served = catalogue.current("peche", "msa")
    published = document.text if document else TEXT
    assert versions.load(database, "peche", served.version).text == published
    assert versions.current(database, "peche").number == served.version


def save(desk: Desk, who: Visitor) -> str:
    """Save another title, at any moment."""
    copy = copies.open_copy(desk, who, PATH)
    text = TEXT.replace("Pêche", f"Pêche {copy.revision + 1}")
    copies.save(desk, who, PATH, text, copy.revision, "essai", now())
    return text


def publish(desk: Desk, who: Visitor) -> None:
    """Publish the working copy."""
    copy = copies.open_copy(desk, who, PATH)
    publish_wanted(desk, who, Wanted(PATH, copy.revision), now())


def saves(desk: Desk, who: Visitor, url: str, times: int) -> Counter[str]:
    """Kill while a text is saved."""
    found: Counter[str] = Counter()
    most = max(usual(lambda: save(desk, who), desk) for _ in range(5)) * 1.3
    for _ in range(times):
        before = copies.open_copy(desk, who, PATH)
        after = TEXT.replace("Pêche", f"Pêche {before.revision + 1}")
        killed(lambda: save(desk, who), desk, most)
        database = connect(url)
        kept = working_copies.find(database, PATH)
        assert kept is not None
        assert kept.text in (before.text, after)
        assert (kept.text == after) is (kept.revision == before.revision + 1)
        found["after" if kept.text == after else "before"] += 1
        look(database)
        database.close()
    return found


def publications(desk: Desk, who: Visitor, url: str, times: int) -> Counter[str]:
    """Kill while a text is published."""
    found: Counter[str] = Counter()
    save(desk, who)
    most = usual(lambda: publish(desk, who), desk) * 1.3
    desk.catalogue.look_now(now())
    for _ in range(times):
        text = save(desk, who)
        before = copies.published_text(desk, PATH)
        killed(lambda: publish(desk, who), desk, most)
        database = connect(url)
        document = documents.find(database, PATH)
        assert document is not None
        assert document.text in (before, text)
        found["after" if document.text == text else "before"] += 1
        look(database)
        look_at_catalogue(desk, database)
        database.close()
        desk.catalogue.look_now(now())
    return found


def main(folder: Path, url: str, times: int) -> None:
    """Kill so many of each kind, and print what was left."""
    desk = writing_desk(connect(url), folder)
    who = person(desk)
    print(json.dumps({
        "saves": saves(desk, who, url, times), "publications": publications(desk, who, url, times)
    }))  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
