"""Script in what authors write is harmless: in every text of the language, on every page.

The keys come from the language itself: one that is added is tried without a word here.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
import yaml

from engine.definitions import Procedure
from engine.definitions import Site as SiteModel
from engine.definitions.definition import read_site
from tests.web.site import Site
from tests.web.studio import essai
from tests.web.studio.hostile import HOSTILE, PAYLOADS, Maker, text_keys

NAME, DEPOT = "hostile", "depot-de-documents"
EDITED = f"/studio/demarches/{NAME}"
BLANK = re.compile(r"[\x00-\x20]+")
LEADING = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster"})
SCHEMES = ("javascript:", "vbscript:", "data:")
NEVER = frozenset({"svg", "math", "object", "embed", "base", "iframe", "img"})
SHOWN = "<script>alert(1)</script>"


class Judge(HTMLParser):
    """Reads a page as a browser does, and notes what could run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.found.append(f"a script: {given}")
        if tag in NEVER and not is_ours(tag, given):
            self.found.append(f"<{tag} {given}>")
        for name, value in given.items():
            if name.startswith("on") or name in {"srcdoc", "style"}:
                self.found.append(f"{name}={value}")
            address = BLANK.sub("", value).lower()
            if name in LEADING and address.startswith(SCHEMES):
                self.found.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        self.said += data


def is_ours(tag: str, given: dict[str, str]) -> bool:
    """Whether an element is one that our own templates draw."""
    if tag == "svg":
        return given.get("class") in {"plan", "segno"}
    return tag == "iframe" and given.get("id") == "apercu"


def judged(html: str, where: str) -> Judge:
    judge = Judge()
    judge.feed(html)
    judge.close()
    assert not judge.found, f"{where}: {judge.found[:5]}"
    return judge


def views(site: Site) -> Iterator[str]:
    """The addresses of every view of the procedure, those that come later too."""
    for rule in site.app.url_map.iter_rules():
        is_read = "GET" in (rule.methods or ()) and rule.arguments == {"name"}
        if is_read and rule.rule.startswith("/studio/demarches/<name>"):
            yield rule.rule.replace("<name>", NAME)


def pages(site: Site) -> Iterator[str]:
    """The same, and every page of its preview."""
    yield from ("/studio", *views(site))
    for place in range(len(the_steps(site))):
        for inside in ("", "/steps/0", "/steps/1", "/steps/2"):
            yield f"{EDITED}/apercu?erreurs=oui&element={quote(f'/steps/{place}{inside}')}"


def the_steps(site: Site) -> list[object]:
    return yaml.safe_load(essai.now_written(site, NAME))["steps"]


@pytest.fixture
def made() -> Maker:
    maker = Maker()
    maker.said = maker.record(Procedure)
    maker.said["procedure"] = NAME
    return maker


def test_every_text_key_of_the_language_is_tried(made: Maker) -> None:
    assert made.filled == text_keys(Procedure)
    assert len(made.filled) > 200


def test_no_page_of_the_studio_nor_of_persons_runs_what_is_written(site: Site, made: Maker) -> None:
    essai.begun(site, yaml.safe_dump(made.said, allow_unicode=True, sort_keys=False), NAME)
    browser = essai.author(site).http
    said = ""

    for address in pages(site):
        answer = browser.get(address)
        # What was never published differs from nothing, and cannot be taken back.
        right = {200, 303, 404} if address.endswith(("/difference", "/retirer")) else {200, 303}
        assert answer.status_code in right, address
        if answer.mimetype == "text/html":
            said += judged(answer.get_data(as_text=True), address).said

    assert said.count(SHOWN) > 100, "what is hostile is shown as it was written"


@pytest.mark.parametrize("name", ["broken", "names"])
def test_names_and_broken_texts_run_nothing_either(site: Site, name: str) -> None:
    hostile = yaml.safe_dump(PAYLOADS[0]).splitlines()[0]
    text = essai.TEXT.replace("procedure: essai", f"procedure: {NAME}")
    text = text.replace("step: vous", "step: '<img src=x onerror=alert(1)>'")
    text = text.replace("type: text", f"type: {hostile}").replace("field: nom", f"field: {hostile}")
    if name == "broken":
        text = text.replace("steps:", f"{hostile}: [\nsteps:")
    essai.begun(site, text, NAME)
    browser = essai.author(site).http

    for address in views(site):
        answer = browser.get(address)
        if answer.mimetype == "text/html":
            judged(answer.get_data(as_text=True), address)
        else:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_person_who_goes_through_it_runs_nothing(site: Site) -> None:
    text, hostile = essai.TEXT, yaml.safe_dump(HOSTILE, width=10**6).strip()
    for plain in ("Un essai", "Vous", "Une chose", "Le prix", "Nom de la chose", "C'est vrai."):
        text = text.replace(f": {plain}", f": {hostile}")
    essai.begun(site, text)
    browser = essai.author(site)
    seen = [browser.open(f"{essai.EDITED}/apercu").html]
    seen.append(browser.send({"nombre": "1"}).html)
    browser.follow("Commencer")
    seen.append(browser.send({"nom": HOSTILE.replace("\n", " ")}).html)
    browser.follow("Continuer")
    seen.append(browser.send({}).html)
    seen.append(browser.send({"vrai": "oui"}, action="transmettre").html)

    for number, html in enumerate(seen):
        judged(html, f"page {number}")
    assert "ESSAI-0000" in seen[-1]


@contextmanager
def made_hostile(site: Site) -> Iterator[None]:
    """Have the site serve a file that says hostile texts only."""
    maker, catalogue = Maker(), site.desk.catalogue
    made = maker.record(SiteModel)
    assert maker.filled == text_keys(SiteModel)
    service = dict.fromkeys(("name", "email", "phone", "hours"), HOSTILE)
    made |= {"site": "msa", "hosts": ["localhost"], "title": HOSTILE, "procedures": [DEPOT]}
    made["service"] = {**service, "address": [HOSTILE]}
    read, told, _wrong = read_site("msa.yaml", yaml.safe_dump(made, allow_unicode=True).encode())
    assert read is not None
    assert not told
    before = catalogue.library, catalogue._hosts
    catalogue.library = replace(before[0], sites={**before[0].sites, "msa": read})
    catalogue._hosts = {**before[1], "localhost": read}
    try:
        yield
    finally:
        catalogue.library, catalogue._hosts = before


@pytest.mark.parametrize("person", [None, "lea", "agent", "auteur"])
def test_no_page_of_a_site_runs_what_its_texts_say(site: Site, person: str | None) -> None:
    browser, said = site.client(person), ""

    with made_hostile(site):
        for rule in site.app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.arguments or rule.rule.startswith("/_"):
                continue
            answer = browser.http.get(rule.rule)
            assert answer.status_code < 500, rule.rule
            if answer.mimetype == "text/html":
                said += judged(answer.get_data(as_text=True), rule.rule).said

    assert SHOWN in said


@pytest.mark.parametrize(
    "html",
    [
        "<p><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=' java\nscript:alert(1)'>x</a>",
        "<a href='JAVASCRIPT:alert(1)'>x</a>",
        "<p ONMOUSEOVER=alert(1)>",
        "<iframe srcdoc='x'>",
    ],
)
def test_what_would_run_is_found(html: str) -> None:
    with pytest.raises(AssertionError):
        judged(html, "a page")
