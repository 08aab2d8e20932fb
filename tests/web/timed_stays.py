"""`python -m tests.web.timed_stays`: prints as JSON what the pages of a declaration of stays take.

It is made twice, with four stays and with four hundred, through the web door of the application,
without a network: processor time, the median of several. In a process of its own.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import time_machine

from engine.database import connect, migrate
from tests.conftest import NOON
from tests.web.client import Client
from tests.web.site import FORMS, Site, start
from tests.web.tax import START, host_of, send_file, to_stays

FEW, MANY, TIMES = 4, 400, 15
HEAD = "Arrivée;Départ;Occupants;Mineurs;Autres exonérés;Collecté par;Prix HT de la nuit\n"
GROUP = "/sejours"


def register(number: int) -> bytes:
    """A register of so many stays, one after the other when they are few."""
    lines = (
        f"{1 + n % 27:02}/02/2025;{2 + n % 27:02}/02/2025;2;0;0;direct;85,50\n"
        for n in range(number)
    )
    return (HEAD + "".join(lines)).encode()


def measure(site: Site, number: int) -> Iterator[tuple[str, float, int]]:
    """Each page of a declaration: its name, its time in milliseconds, its weight in bytes."""
    host = host_of(site)
    to_stays(host)
    send_file(host, register(number))
    host.send(action="remplacer")
    first = host.page.tree.xpath("//main//ol//a/@href")[0]
    yield timed("a step of an item", host, first)
    yield timed("the hub", host, START + GROUP)
    page = host.follow("Continuer")
    if page.tree.xpath("//main//*[@name='simultanes']"):
        host.send({"simultanes": "oui"})
    yield timed("the page of the totals", host, START + "/totaux")
    host.send()
    yield timed("the summary", host, START + "/recapitulatif")
    host.open(START + "/recapitulatif")
    before = time.process_time()
    host.send({"exactitude": "oui"}, action="transmettre")
    yield "sent", (time.process_time() - before) * 1000, 0
    reference = host.page.tree.xpath("string(//*[@id='reference'])")
    yield timed("the receipt", host, f"/accuses/{reference}")
    yield timed("the receipt as a PDF", host, f"/accuses/{reference}.pdf", 2)


def timed(name: str, host: Client, address: str, times: int = TIMES) -> tuple[str, float, int]:
    """The median of some visits."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        response = host.http.get(address)
        found.append(time.process_time() - begun)
        assert response.status_code == 200, (address, response.status)
    return name, median(found) * 1000, len(response.data)


def main() -> int:
    """Measure both."""
    found: dict[str, list[tuple[float, int]]] = {}
    for number in (FEW, MANY):
        with tempfile.TemporaryDirectory() as folder, time_machine.travel(NOON):
            state = Path(folder) / "state"
            database = connect(f"sqlite:///{state}.sqlite3")
            migrate(database)
            database.close()
            site = start(state, f"sqlite:///{state}.sqlite3", FORMS)
            for name, spent, weight in measure(site, number):
                found.setdefault(name, []).append((spent, weight))
                print(name, number, round(spent, 2), weight, file=sys.stderr)
            site.close()
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
