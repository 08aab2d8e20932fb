"""Measures how long the side preview takes to show what was just typed, in a long procedure.

Run as `python -m bench.preview`: through the web door of one process, without a network.
"""

import json
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask

from bench import big
from engine.clock import now
from engine.database import accounts
from engine.services import demonstrating, opening
from engine.services.desk import Desk, Visitor, visitor_of
from engine.services.studio import copies
from engine.settings import Settings
from engine.web import create_app

NAME, PATH = "longue", "procedures/longue.yaml"
SITE = """\
site: essai
title: Essai
hosts: [localhost]
service: {name: Essai, address: [Rue], email: essai@exemple.test, phone: 01 00 00 00 00}
"""
TOKEN = re.compile('name="_csrf" value="([^"]+)"')
KEYSTROKES = 60
PLACES = (0, big.LONG // 2, big.LONG - 1)


def measure(state: Path, strokes: int = KEYSTROKES) -> dict[str, float]:
    """Milliseconds: the first preview, then the medians of a save and of a preview after it."""
    app = laid_out(state)
    desk: Desk = app.extensions["guichet"]
    browser = app.test_client()
    found = TOKEN.search(browser.get("/_personnes").get_data(as_text=True))
    sent = {"personne": "auteur", "_csrf": found[1] if found else ""}
    browser.post("/_personnes", data=sent)
    account = accounts.find(desk.database, "essai", "auteur@demo.test")
    if account is None:
        raise ValueError("nobody writes")
    author = visitor_of(account, "fr")
    address = f"/studio/demarches/{NAME}/apercu?element=/steps/"
    first = timed(Drawn(browser, f"{address}0"))
    saves, draws = [], []
    for stroke in range(strokes):
        place = PLACES[stroke % len(PLACES)]
        saves.append(timed(Stroke(desk, author, place, stroke)))
        draws.append(timed(Drawn(browser, f"{address}{place}")))
    desk.database.close()
    return {"first": first, "save": median(saves), "draw": median(draws), "worst": max(draws)}


def laid_out(state: Path) -> Flask:
    """A site whose only procedure is long, and its authors."""
    forms = state / "forms"
    for room in ("procedures", "sites"):
        (forms / room).mkdir(parents=True)
    (forms / "sites" / "essai.yaml").write_text(SITE, "utf-8")
    (forms / PATH).write_text(big.definition(NAME, big.LONG), "utf-8")
    given = {"STATE": str(state / "state"), "FORMS": str(forms), "DEVELOPMENT": "yes"}
    settings = Settings.of({**given, "PUBLIC_URL": "http://localhost"})
    opening.prepare(settings)
    app = create_app(settings)
    desk: Desk = app.extensions["guichet"]
    demonstrating.have_persons(desk, "essai", now())
    return app


class Stroke:
    """A letter that is typed in the label of the first field of a step, and saved."""

    def __init__(self, desk: Desk, author: Visitor, place: int, number: int) -> None:
        self.desk, self.author, self.number = desk, author, number
        self.label = f"label: Texte f{place}_0"

    def __call__(self) -> None:
        copy = copies.open_copy(self.desk, self.author, PATH)
        text = copy.text.replace(self.label, f"{self.label}{self.number % 10}", 1)
        copies.save(self.desk, self.author, PATH, text, copy.revision, "une lettre", now())


class Drawn:
    """The preview of a step."""

    def __init__(self, browser: Any, address: str) -> None:
        self.browser, self.address = browser, address

    def __call__(self) -> None:
        answer = self.browser.get(self.address)
        if answer.status_code != 200:
            raise ValueError(answer.status)


def timed(act: Callable[[], None]) -> float:
    """How many milliseconds something takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="guichet-preview-") as folder:
        print(json.dumps(measure(Path(folder))))
