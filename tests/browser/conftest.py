"""The real server, the real browser: what the browser tests share."""

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    sync_playwright,
)

from engine.services.desk import Desk
from engine.services.opening import open_desk
from engine.settings import Settings
from tests.browser.quality import Checker, Quality, html_checker, remember
from tests.demonstration import forget_all
from tests.servers import free_port
from tools.prerequisites import chromium

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "engine.cli", "demo")  # what `make run` does
PATIENCE = 30_000  # milliseconds: two cores may be shared by two browsers and two servers
HERE = re.compile(r"http://(?:127\.0\.0\.1|[a-z]+\.localhost):|data:|blob:")
# Chromium asks for hosts of its own at each start: no name is resolved but the test's.
CLOSED = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost",
)


@dataclass
class Site:
    """A running server: its address, where it keeps things, what it printed."""

    address: str
    state: Path
    log: Path
    process: subprocess.Popen[bytes]

    def url(self, path: str) -> str:
        """The whole address of a page."""
        return self.address + path

    def at(self, host: str) -> "Site":
        """The same server, asked by another of its names."""
        return replace(self, address=self.address.replace("127.0.0.1", host))

    def printed(self) -> str:
        """What it printed so far."""
        return self.log.read_text(errors="replace")


@dataclass
class Window:
    """A browser of one person, and what went wrong in it."""

    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, *texts: str) -> None:
        """Let a fault pass when it contains one of these texts."""
        self.expected += texts

    def unexpected(self) -> list[str]:
        """The faults that the test did not say it expects."""
        return [f for f in self.faults if not any(text in f for text in self.expected)]


@pytest.fixture(autouse=True)
def clock_at_noon() -> None:
    """Leave the time as it is: a browser and a server in other processes have their own."""


@pytest.fixture(scope="session")
def start_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """Start servers on an empty state: `start_site(DATABASE_URL=…, SMTP_URL=…)`."""
    with contextlib.ExitStack() as running:

        def start(**environment: str) -> Site:
            return running.enter_context(serving(tmp_path_factory.mktemp("site"), environment))

        yield start


@pytest.fixture(scope="session")
def site(start_site: Callable[..., Site]) -> Site:
    """The demonstration on SQLite, shared by the tests that change nothing for each other."""
    return start_site()


@pytest.fixture(scope="session")
def empty_site(start_site: Callable[..., Site]) -> Iterator[Callable[[], Site]]:
    """A second server, whose state is put back to what it was at its start at each call."""
    started: list[tuple[Site, Desk]] = []

    def put_back() -> Site:
        if not started:
            site = start_site()
            given = {"STATE": str(site.state), "FORMS": str(ROOT / "forms"), "DEVELOPMENT": "yes"}
            started.append((site, open_desk(Settings.of(given))))
        else:
            forget_all(started[0][1], started[0][0].state)
        return started[0][0]

    yield put_back
    for _site, desk in started:
        desk.database.close()


@pytest.fixture
def own_site(empty_site: Callable[[], Site]) -> Site:
    """A site where nobody has done anything yet, and where nobody else does."""
    return empty_site()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all the tests of a process."""
    with sync_playwright() as playwright:
        path = chromium()
        browser = playwright.chromium.launch(executable_path=path, args=list(CLOSED))
        yield browser
        browser.close()


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Callable[..., Window]]:
    """Open the browsers of several persons: `open_window(javascript=False, width=360)`.

    In the end nothing may have gone wrong in them: no error in the console, no script that
    failed, nothing that the policy on contents refused, no request to another machine.
    """
    windows: list[Window] = []

    def open_one(
        *,
        javascript: bool = True,
        width: int = 1280,
        scheme: str = "light",
        language: str = "fr-FR",
    ) -> Window:
        context = browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            locale=language,
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        context.on("page", lambda page: remember(page, javascript=javascript))
        windows.append(_watched(context))
        return windows[-1]

    yield open_one
    faults = [fault for window in windows for fault in window.unexpected()]
    for window in windows:
        window.context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """With JavaScript, then again without."""
    wanted: bool = request.param
    return wanted


@pytest.fixture
def window(open_window: Callable[..., Window]) -> Window:
    """A wide browser with JavaScript, in light colours."""
    return open_window()


@pytest.fixture
def page(window: Window) -> Page:
    """Its page."""
    return window.page


@pytest.fixture(scope="session")
def checker() -> Iterator[Checker]:
    """The Nu HTML checker, started at the first page that is looked at."""
    with html_checker(free_port()) as checker:
        yield checker


@pytest.fixture
def look(checker: Checker) -> Callable[[Page, str], None]:
    """Judge a page as it stands: `look(page, "errors of the first step")`."""
    return Quality(checker).look


@contextlib.contextmanager
def serving(folder: Path, environment: dict[str, str]) -> Iterator[Site]:
    """Start the real server on an empty state, and stop all that it started."""
    port, log = free_port(), folder / "server.log"
    surroundings = {
        **os.environ,
        "STATE": str(folder / "state"),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        # Many servers are started: what the first has compiled serves the others.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "pycache"),
        **environment,
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            COMMAND,
            cwd=ROOT,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    site = Site(f"http://127.0.0.1:{port}", folder / "state", log, process)
    try:
        _wait_for(site, port)
        yield site
    finally:
        _stop(process)


def _wait_for(site: Site, port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError, http.client.HTTPException):
            if _healthy(port):
                return
        if site.process.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{site.printed()}")


def _healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection):
        connection.request("GET", "/health")
        return connection.getresponse().status == 200


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _watched(context: BrowserContext) -> Window:
    window = Window(context, context.new_page())

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            window.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def fail(error: WebError) -> None:
        window.faults.append(f"script: {error.error}")

    def leave(request: Request) -> None:
        if not HERE.match(request.url):
            window.faults.append(f"a request left this machine: {request.url}")

    context.on("console", hear)
    context.on("weberror", fail)
    context.on("request", leave)
    return window
