"""Whether the time of an answer tells what is wrong: tries over HTTP, compared by their ranks.

The server runs in a thread of this process, on a demonstration of its own. The cases take turns,
so that whatever slows the machine down slows all of them. Between two tries, and outside what is
measured, the attempts are forgotten: nobody is slowed down, and no code is revoked.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import timedelta
from html.parser import HTMLParser
from http.client import HTTPConnection
from math import sqrt
from pathlib import Path
from statistics import NormalDist, median
from typing import Any
from urllib.parse import urlencode

from werkzeug.serving import WSGIRequestHandler, make_server

from bench.targets import ROOT
from engine import clock
from engine.accounts.codes import known_as, read_code
from engine.accounts.hashing import hashed
from engine.database import Database, accounts, invitations
from engine.database.invitations import Invitation
from engine.services import demonstrating
from engine.services.demonstration import CODES, POSTCODE
from engine.services.desk import Desk
from engine.settings import Settings
from engine.web import create_app

SITE = "msa"
SIGN_IN, ACTIVATION, RESET = "/connexion", "/demarches/activation", "/demarches/mot-de-passe"
CHOSEN = "escargot tilleul 7"
CLEAN = (
    "DELETE FROM attempt", "DELETE FROM effect",
    "UPDATE invitation SET failures = 0",
    "UPDATE invitation SET revoked_at = NULL WHERE batch <> 'revoked'",
)  # fmt: skip
LEVEL = 0.01
Typed = Mapping[str, str]


@dataclass(frozen=True)
class Compared:
    """A case beside the first one of its page."""

    page: str
    case: str
    times: Sequence[float]
    z: float


def mann_whitney(one: Sequence[float], other: Sequence[float]) -> float:
    """The z of the rank test of two samples, corrected for ties: 0 when neither is slower."""
    every = sorted(
        [*((value, 0) for value in one), *((value, 1) for value in other)], key=lambda it: it[0]
    )
    n, m, total = len(one), len(other), len(every)
    ranks, ties, start = 0.0, 0, 0
    while start < total:
        end = start
        while end < total and every[end][0] == every[start][0]:
            end += 1
        ties += (end - start) ** 3 - (end - start)
        ranks += (start + end + 1) / 2 * sum(1 for it in every[start:end] if it[1] == 0)
        start = end
    u = ranks - n * (n + 1) / 2
    variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    return (u - n * m / 2) / sqrt(variance) if variance else 0.0


def measure(state: Path, tries: int) -> list[Compared]:
    """The times of all the cases of the three pages, each beside the first of its page."""
    found = []
    with serving(state) as (desk, port):
        for page, cases in pages(desk).items():
            times = times_of(desk.database, port, page, cases, tries)
            first = next(iter(times.values()))
            found += [
                Compared(page, case, one, mann_whitney(first, one)) for case, one in times.items()
            ]
    return found


@contextmanager
def serving(state: Path) -> Iterator[tuple[Desk, int]]:
    """The application on a demonstration of its own, and its port."""
    state.mkdir(parents=True, exist_ok=True)
    settings = Settings.of({
        "STATE": str(state), "DATABASE_URL": f"sqlite:///{state / 'measured.sqlite3'}",
        "FORMS": str(ROOT / "forms"), "SECRET_KEY": "for measures only, on this machine",
        "DEVELOPMENT": "yes", "PUBLIC_URL": "http://localhost",
    })  # fmt: skip
    demonstrating.prepare(settings, clock.now())
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=False, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield app.extensions["guichet"], server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Quiet(WSGIRequestHandler):
    """Keeps connections and writes no line a request."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the name it has
        """Write nothing."""


def pages(desk: Desk) -> dict[str, dict[str, Typed]]:
    """What is typed at each page, by what is wrong with it."""
    emails = addresses(desk)
    signing_in: dict[str, Typed] = {
        why: {"courriel": email, "mot_de_passe": "not the right one"}
        for why, email in emails.items()
    }
    asking: dict[str, Typed] = {why: {"courriel": email} for why, email in emails.items()}
    return {SIGN_IN: signing_in, ACTIVATION: codes(desk), RESET: asking}


def addresses(desk: Desk) -> dict[str, str]:
    """Addresses of mail, by what there is of them."""
    now = clock.now()
    for name, verified in (("closed", now), ("unverified", None)):
        made = accounts.create(
            desk.database, SITE, f"{name}@demo.test", "Person measured", "particulier", {}, now,
            password_hash=hashed(CHOSEN), email_verified_at=verified,
        )  # fmt: skip
        if name == "closed":
            accounts.close(desk.database, made, now)
    return {
        "unknown": "nobody@demo.test", "known": "lea@demo.test", "closed": "closed@demo.test",
        "legacy": "ancien@demo.test", "unverified": "unverified@demo.test",
    }  # fmt: skip


def codes(desk: Desk) -> dict[str, Typed]:
    """Codes of activation, by what is wrong with them."""
    now = clock.now()
    changed: dict[str, dict[str, Any]] = {
        "wrong verifier": {}, "wrong postcode": {}, "used": {"used_at": now},
        "expired": {"expires_at": now - timedelta(days=1)},
        "revoked": {"revoked_at": now, "batch": "revoked"},
    }  # fmt: skip
    typed: dict[str, Typed] = {"unknown": activation("ZZZZ-EFGH-JKMN")}
    for number, (why, changes) in enumerate(changed.items()):
        code = invite(desk, f"AAA{number}", **changes)
        right = code if why != "wrong verifier" else f"{code[:10]}ZZZZ"
        typed[why] = activation(right, "75001" if why == "wrong postcode" else POSTCODE)
    return typed


def activation(code: str, postcode: str = POSTCODE) -> Typed:
    """What is typed to activate an account."""
    return {
        "code": code, "code_postal": postcode, "courriel": "measured@demo.test",
        "mot_de_passe": CHOSEN,
    }  # fmt: skip


def invite(desk: Desk, selector: str, **changes: Any) -> str:
    """Make an invitation like that of the demonstration; gives its code."""
    code = read_code(CODES[SITE])
    model = invitations.find(desk.database, SITE, code.selector) if code else None
    if model is None:
        raise ValueError(CODES[SITE])
    values = {one.name: getattr(model, one.name) for one in fields(Invitation)}
    values |= {"id": invitations.new_id(), "selector": selector}
    values |= {"verifier_hash": hashed("EFGHJKMN"), "knowledge_hash": hashed(known_as(POSTCODE))}
    invitations.create(desk.database, Invitation(**{**values, **changes}))
    return f"{selector}-EFGH-JKMN"


def times_of(
    database: Database, port: int, page: str, cases: Mapping[str, Typed], tries: int
) -> dict[str, list[float]]:
    """Seconds of each try of each case, which take turns."""
    browser = Browser(port, page)
    times: dict[str, list[float]] = {why: [] for why in cases}
    order = list(cases)
    for turn in range(-5, tries):
        for why in order:
            for statement in CLEAN:
                database.change(statement)
            seconds = browser.send(cases[why])
            if turn >= 0:
                times[why].append(seconds)
        order = [*order[1:], order[0]]
    database.close()
    return times


class Browser:
    """One that got a page, and sends its form again and again."""

    def __init__(self, port: int, page: str) -> None:
        self.wire = HTTPConnection("127.0.0.1", port)
        self.page = page
        self.wire.request("GET", page, headers={"Host": "localhost"})
        answer = self.wire.getresponse()
        cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        self.headers = {
            "Host": "localhost", "Cookie": cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        reader = Token()
        reader.feed(answer.read().decode())
        self.token = reader.found

    def send(self, typed: Typed) -> float:
        """Send the form, read the answer whole; gives the seconds that it took."""
        body = urlencode({**typed, "_csrf": self.token, "_action": "suivant"})
        begun = time.perf_counter()
        self.wire.request("POST", self.page, body, self.headers)
        answer = self.wire.getresponse()
        answer.read()
        seconds = time.perf_counter() - begun
        if answer.status not in {303, 422}:
            raise RuntimeError(f"{self.page}: {answer.status}")
        return seconds


class Token(HTMLParser):
    """Finds the token of the form."""

    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the value of the control that holds it."""
        given = dict(attrs)
        if tag == "input" and given.get("name") == "_csrf":
            self.found = given.get("value") or ""


def told(found: Sequence[Compared]) -> str:
    """The table of the documentation: medians, and z beside the first case of the page."""
    first = {one.page: one for one in reversed(found)}
    beside = len(found) - len(first)
    limit = NormalDist().inv_cdf(1 - LEVEL / beside / 2)
    how = f"{len(found[0].times)} tries a case. With {beside} comparisons at {LEVEL:.0%} in all,"
    lines = [
        f"{how} two cases can be told apart where |z| is over {limit:.2f}.",
        "",
        "| Page | What is wrong | Median (ms) | z beside the first |",
        "|---|---|---|---|",
    ]
    for one in found:
        z = "–" if one is first[one.page] else f"{one.z:+.2f}"
        lines.append(f"| `{one.page}` | {one.case} | {median(one.times) * 1000:.2f} | {z} |")
    worst = max(abs(one.z) for one in found)
    verdict = "No case can be told apart" if worst <= limit else "SOME CASE CAN BE TOLD APART"
    power = [
        f"`{page}`: {seen_from(one.times, limit) * 1000:.2f} ms" for page, one in first.items()
    ]
    return "\n".join([
        *lines, "", f"{verdict}: the largest |z| is {worst:.2f}.", "",
        f"What these tries would have shown, a case slower by: {', '.join(reversed(power))}.",
    ])  # fmt: skip


def seen_from(times: Sequence[float], limit: float) -> float:
    """By how much a case must be slower than this one to be told apart from it."""
    low, high = 0.0, 2 * max(times)
    for _ in range(40):
        middle = (low + high) / 2
        is_seen = abs(mann_whitney(times, [one + middle for one in times])) > limit
        low, high = (low, middle) if is_seen else (middle, high)
    return high
