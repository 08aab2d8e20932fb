"""`guichet preview`, started for real: the page follows the file."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.cli import main
from engine.services import previewing

ROOT = Path(__file__).parents[2]
TEXT = """\
procedure: essai
title: Essai
for: particulier
retention: {drafts: 30 days, submissions: 1 year, then: eliminate}
steps:
  - step: un
    title: Un
    fields:
      - {field: nombre, type: integer, label: Combien de chats ?, max: parameters.most}
parameters: {most: 3}
"""
FAILING = """\
tests:
  - {test: trop, answers: {nombre: 99}, expect: {submitted: true}}
"""
SITE = """\
site: essai
title: Un site
hosts: [elsewhere.test]
service: {name: Service, address: [Ici], email: a@demo.test, phone: "01 00 00 00 00"}
parameters: {most: 5}
procedures: [autre]
home: {title: Accueil, blocks: [{procedures: {only: [autre]}}]}
"""


@pytest.fixture
def clock_at_noon() -> None:
    """Time goes on: a process is waited for."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A definition in a library, beside its site."""
    for room in ("procedures", "sites"):
        (tmp_path / "forms" / room).mkdir(parents=True)
    (tmp_path / "forms" / "sites" / "essai.yaml").write_text(SITE, "utf-8")
    path = tmp_path / "forms" / "procedures" / "essai.yaml"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def look(file: Path, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """The preview of the file as a browser sees it: the page on which it comes."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "fr_FR.UTF-8", "TMPDIR": str(temporary),
        "STATE": str(tmp_path / "var"),
    }  # fmt: skip
    command = [sys.executable, "-m", "engine.cli", "preview", str(file), "--as", "lea"]
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(jar)
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().decode()
        address = re.search(r"http://\S+", said)
        assert address, said
        yield lambda: asked(browser, address[0])
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "var").exists()


def asked(browser: urllib.request.OpenerDirector, address: str) -> str:
    with browser.open(address, timeout=10) as answer:
        return unescape(answer.read().decode())


def wait(look: Callable[[], str], seen: Callable[[str], bool]) -> str:
    """The page, once it is as it must become."""
    until = time.monotonic() + 10
    while not seen(page := look()):
        assert time.monotonic() < until, page
        time.sleep(0.2)
    return page


def test_the_page_follows_the_file(file: Path, look: Callable[[], str]) -> None:
    first = look()
    file.write_text(TEXT.replace("chats", "chiens"), "utf-8")
    changed = wait(look, lambda page: "Combien de chiens" in page)
    file.write_text(TEXT.replace("chats", "loups").replace("most}", "mots}", 1), "utf-8")
    broken = wait(look, lambda page: "essai.yaml:9:" in page)
    file.write_text(TEXT.replace("chats", "ânes") + FAILING, "utf-8")
    failing = wait(look, lambda page: "Combien de ânes" in page)
    file.write_text(TEXT.replace("chats", "lynx"), "utf-8")
    mended = wait(look, lambda page: "Combien de lynx" in page)
    file.unlink()
    gone = look()

    assert "Combien de chats" in first
    assert "Léa Martin" in first
    assert '<script src="/_apercu/apercu.js" defer>' in first
    assert "erreur" not in changed
    assert "Combien de chiens" in broken  # the last good version stays
    assert re.search(rf"{re.escape(str(file))}:9:\d+: erreur D\d{{3}}", broken)
    assert "Vouliez-vous dire\u00a0: most" in broken
    assert re.search(r"essai.yaml:12:\d+: avertissement D6\d\d", failing)
    assert "essai.yaml:9:" not in mended
    assert f"{file} n'existe plus" in gone
    assert "Combien de lynx" in gone


def test_a_file_without_library_has_a_site_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "essai.txt"
    path.write_text(TEXT, "utf-8")

    previewing.lay_out(path, previewing.library_of(path), tmp_path / "forms", "")

    assert (tmp_path / "forms" / "procedures" / "essai.txt.yaml").read_text("utf-8") == TEXT
    assert previewing.HOSTS in (tmp_path / "forms" / "sites" / "site.yaml").read_text("utf-8")
    assert previewing.person_for(path) == "lea"


def test_the_site_beside_it_keeps_its_look_and_parameters(file: Path) -> None:
    text = previewing.site_text(previewing.library_of(file), "", "essai")

    assert 'parameters: {"most": 5}' in text
    assert "autre" not in text
    assert "elsewhere" not in text


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        (["nowhere.yaml"], "does not exist", 2),
        (["."], "is a folder: give a file", 2),
        (["{file}", "--site", "x"], "There is no site “x”", 2),
        (["{file}", "--as", "x"], "--as", 2),
        (["{file}", "--port", "1"], "The port 1 cannot be used", 1),
    ],
)
def test_what_cannot_be_shown_is_told(
    file: Path, arguments: list[str], sentence: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_ignored: None)
    if "1" in arguments:
        monkeypatch.setattr("socket.create_server", refuse)
    told = ["preview", *(one.replace("{file}", str(file)) for one in arguments)]

    result = CliRunner().invoke(main, told, env={"LC_ALL": "en_GB.UTF-8"})

    assert sentence in result.stderr
    assert result.exit_code == code


def refuse(*_ignored: object) -> None:
    raise PermissionError(13, "Permission denied")
