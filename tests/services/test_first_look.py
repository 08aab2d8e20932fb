"""Whoever asks first for a procedure waits for the folder to be read."""

import threading
from pathlib import Path

from engine.database import Database
from engine.services.catalogue import Catalogue
from tests.conftest import NOON

FORMS = Path(__file__).parents[2] / "forms"


def test_all_who_come_at_once_find_the_sites(database: Database) -> None:
    catalogue = Catalogue(FORMS, database)
    ready = threading.Barrier(4)
    found: list[set[str]] = []

    def look() -> None:
        ready.wait()
        catalogue.refresh(NOON)
        found.append(set(catalogue.sites))
        database.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert found == [{"msa", "paysdesecrins", "ville"}] * 4
