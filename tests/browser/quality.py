"""Looks at a page as it stands: accessibility, validity, width; keeps pictures when asked.

Accessibility is judged by axe at each width, by all its rules in light colours and by its rules on
colours in dark ones, which change nothing else; validity by the Nu HTML checker, on what the server
sent and on what the scripts made of it.
"""

import contextlib
import http.client
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from playwright.sync_api import Browser, Page, Response, Route

from tools import prerequisites

SCREENSHOTS = Path(__file__).parent.parent.parent / "screenshots"
WIDTHS = (360, 1280)
NARROWEST = 320  # 1280 pixels enlarged four times (WCAG 1.4.10)
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A change of colours may take its time: it is ended before axe measures contrasts. Then the empty
# attributes that axe leaves are removed: htmx would copy them, which the policy refuses.
AXE = """async ([tags, dark]) => {
  for (const move of document.getAnimations()) {
    try { move.finish() } catch { move.cancel() }
  }
  const asked = rule => rule.tags.some(tag => tags.includes(tag));
  const colours = () => axe.getRules(["cat.color"]).filter(asked).map(rule => rule.ruleId);
  const runOnly = dark ? {type: "rule", values: colours()} : {type: "tag", values: tags};
  const options = {runOnly, resultTypes: ["violations"], selectors: false};
  const found = await axe.run(document, options);
  for (const changed of document.querySelectorAll('[style=""]')) changed.removeAttribute("style");
  return found.violations;
}"""
# Attributes and classes that htmx reads and writes: no part of HTML.
HTMX = re.compile(r"Attribute “hx-[a-z:-]+” not allowed")
DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NOSCRIPT = re.compile(r"</?noscript\b[^>]*>")
RECEIVED: WeakKeyDictionary[Page, Response] = WeakKeyDictionary()
SCRIPTLESS: WeakSet[Page] = WeakSet()
MIRRORS: WeakKeyDictionary[Browser, Page] = WeakKeyDictionary()


def remember(page: Page, *, javascript: bool) -> None:
    """Keep the last document that the page received, to judge it as the server sent it."""

    def keep(response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and not 300 <= response.status < 400:
            RECEIVED[page] = response

    page.on("response", keep)
    if not javascript:
        SCRIPTLESS.add(page)


@dataclass(frozen=True)
class Checker:
    """A running Nu HTML checker."""

    port: int
    process: subprocess.Popen[bytes]

    def errors(self, html: str) -> list[str]:
        """What is wrong with a document, each in a sentence with its line."""
        headers = {"Content-Type": "text/html; charset=utf-8", "User-Agent": "tests"}
        with _connected(self.port) as connection:
            connection.request("POST", "/?out=json", html.encode(), headers)
            answer = json.loads(connection.getresponse().read())
        found = [m for m in answer["messages"] if m["type"] in {"error", "non-document-error"}]
        return [_told(message) for message in found if not HTMX.search(message["message"])]


@contextlib.contextmanager
def html_checker(port: int) -> Iterator[Checker]:
    """Start the checker: it takes some seconds once, then a page takes it a hundredth of one."""
    command = [
        prerequisites.java(), "-Xss4m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-Dnu.validator.servlet.bind-address=127.0.0.1",
        "-cp", str(prerequisites.html_checker()), "nu.validator.servlet.Main", str(port),
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process)
        yield Checker(port, process)
    finally:
        process.terminate()
        process.wait(10)


@dataclass(frozen=True)
class Quality:
    """Judges pages."""

    checker: Checker

    def look(self, page: Page, name: str) -> None:
        """Fail with all that is wrong with the page as it stands; it is left as it was."""
        faults = self._invalid(page)
        with _with_script(page) as judged:
            faults += _inaccessible(judged, name) + _too_wide(judged)
        assert not faults, f"{name} ({page.url}):\n" + "\n".join(faults)

    def _invalid(self, page: Page) -> list[str]:
        """What the checker says of the document received, and of the document now."""
        documents = {"now": page.content()}
        if page in RECEIVED:
            documents["received"] = RECEIVED[page].text()
        return [
            f"HTML {which}: {error}"
            for which, html in documents.items()
            for error in self.checker.errors(html)
        ]


@contextlib.contextmanager
def _with_script(page: Page) -> Iterator[Page]:
    """The page itself, or what it shows in a browser where axe can run but its scripts do not."""
    browser = page.context.browser
    if page not in SCRIPTLESS or browser is None:
        yield page
        return
    html = NOSCRIPT.sub("", page.content())

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.abort()
        else:
            route.continue_()

    mirror = _mirror(browser)
    cookies: Any = page.context.storage_state()[
        "cookies"
    ]  # what is given is not quite what is taken
    mirror.context.clear_cookies()
    mirror.context.add_cookies(cookies)
    mirror.route("**/*", answer)
    mirror.goto(page.url)
    yield mirror
    mirror.unroute("**/*")


def _mirror(browser: Browser) -> Page:
    """The page that shows what others without scripts show: making one anew takes long."""
    if browser not in MIRRORS:
        MIRRORS[browser] = browser.new_context(reduced_motion="reduce").new_page()
    return MIRRORS[browser]


def _inaccessible(page: Page, name: str) -> list[str]:
    """The violations that axe finds, each with the widths and colour schemes where it does."""
    # `evaluate` goes past the policy on contents, which stays as it is for the page itself.
    if not page.evaluate("!!window.axe"):
        page.evaluate(f"() => {{ {prerequisites.axe().read_text()} }}")
    size, dark = page.viewport_size, page.evaluate(DARK)
    found: dict[str, list[str]] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for fault in _violations(page, scheme):
                found.setdefault(fault, []).append(f"{width} px {scheme}")
            _picture(page, f"{name}-{width}-{scheme}")
    page.emulate_media(color_scheme="dark" if dark else "light")
    if size:
        page.set_viewport_size(size)
    return [f"axe: {fault} ({', '.join(places)})" for fault, places in found.items()]


def _violations(page: Page, scheme: str) -> list[str]:
    found: list[dict[str, Any]] = page.evaluate(AXE, [RULES, scheme == "dark"])
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def _too_wide(page: Page) -> list[str]:
    """The widths at which the page scrolls sideways."""
    size, faults = page.viewport_size, list[str]()
    for width in (NARROWEST, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        if (more := page.evaluate(WIDER)) > 0:
            faults.append(f"at {width} px the page is {more} px too wide")
    if size:
        page.set_viewport_size(size)
    return faults


def _picture(page: Page, name: str) -> None:
    """Keep a picture when SCREENSHOTS is set."""
    if os.environ.get("SCREENSHOTS"):
        SCREENSHOTS.mkdir(exist_ok=True)
        file = re.sub(r"[^\w-]+", "-", name.lower()).strip("-")
        # Hiding the caret would leave attributes of style in the page.
        page.screenshot(path=SCREENSHOTS / f"{file}.png", full_page=True, caret="initial")


def _connected(port: int) -> contextlib.closing[http.client.HTTPConnection]:
    return contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60))


def _told(message: dict[str, Any]) -> str:
    where = f"line {message.get('lastLine', '?')}"
    return f"{where}: {message['message']} {message.get('extract', '').strip()[:120]}"


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError, http.client.HTTPException), _connected(port) as checker:
            checker.request("GET", "/")
            checker.getresponse().read()
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("the HTML checker did not start")
