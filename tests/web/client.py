"""A person's browser without script: follows links, fills in forms, and looks at every page."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from lxml import html as documents
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from tests.web.looking import HEADERS, faults_of

Answers = Mapping[str, str | Sequence[str]]
Sent = tuple[str, bytes]
MASKED = "jeton"


@dataclass(frozen=True)
class Page:
    """What the browser shows: an answer of the server at an address."""

    address: str
    response: TestResponse

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.response.status_code

    @cached_property
    def html(self) -> str:
        """The text of the answer."""
        return self.response.get_data(as_text=True)

    @cached_property
    def tree(self) -> HtmlElement:
        """The elements of the page."""
        return documents.document_fromstring(self.html)

    @property
    def title(self) -> str:
        """The title of the window."""
        return str(self.tree.xpath("string(//title)")).strip()

    @property
    def heading(self) -> str:
        """What the page is called."""
        return words(self.tree.xpath("//h1")[0])

    @cached_property
    def text(self) -> str:
        """The words of the page, its blanks made alike."""
        return words(self.tree.xpath("//main")[0])

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        return [words(one) for one in self.tree.xpath("//*[@data-error-summary]//li")]

    @property
    def form(self) -> HtmlElement:
        """The form of the page."""
        return self.tree.xpath("//main//form")[0]

    @property
    def values(self) -> dict[str, list[str]]:
        """What the controls of the form hold now."""
        return values_of(self.form)

    def value(self, name: str) -> str | None:
        """What a control holds now."""
        return next(iter(self.values.get(name, ())), None)

    def link(self, label: str) -> str:
        """The address of the link whose words begin with these."""
        for one in self.tree.xpath("//main//a"):
            if words(one).startswith(label):
                return str(one.get("href"))
        raise AssertionError(f"no link {label!r} in {self.text!r}")

    def links(self) -> list[str]:
        """The words of all the links of the page."""
        return [words(one) for one in self.tree.xpath("//main//a")]

    def actions(self, start: str = "") -> list[str]:
        """What the buttons of the page do."""
        found = self.tree.xpath("//main//button[@name='_action']/@value")
        return [str(one) for one in found if one.startswith(start)]

    @property
    def is_whole(self) -> bool:
        """Whether it is a page, and neither a file nor a part."""
        return self.response.mimetype == "text/html"


class Client:
    """A browser. `page` is the last page that it got."""

    def __init__(self, application: Flask) -> None:
        self.http = application.test_client()
        self.page: Page

    def open(self, address: str, **headers: str) -> Page:
        """Go to an address."""
        return self.ask("GET", address, headers=headers)

    def sign_in(self, person: str = "lea") -> "Client":
        """Become a person of the demonstration."""
        self.open("/_personnes")
        self.send({"personne": person}, action=None)
        return self

    def follow(self, label: str) -> Page:
        """Follow a link by its first words."""
        return self.open(urljoin(self.page.address, self.page.link(label)))

    def send(
        self,
        answers: Answers | None = None,
        action: str | None = "suivant",
        files: Mapping[str, Sequence[Sent]] | None = None,
    ) -> Page:
        """Fill in the form of the page and press a button of it."""
        form = self.page.form
        check_asked(form, answers or {}, files or {})
        data = {
            **self.page.values,
            **{name: listed(given) for name, given in (answers or {}).items()},
        }
        if action is not None:
            data["_action"] = [action]
        address = urljoin(self.page.address, form.get("action"))
        if form.get("enctype") == "multipart/form-data":
            return self.post(address, data, {**no_files(form), **(files or {})})
        return self.post(address, data)

    def press(self, action: str, files: Mapping[str, Sequence[Sent]] | None = None) -> Page:
        """Press a button that is on the page."""
        assert action in self.page.actions(), f"no button {action!r}: {self.page.actions()}"
        return self.send(action=action, files=files)

    def post(
        self,
        address: str,
        data: Answers,
        files: Mapping[str, Sequence[Sent]] | None = None,
        **headers: str,
    ) -> Page:
        """Send anything to an address, as somebody who wrote the form would."""
        fields: dict[str, Any] = {name: typed(given) for name, given in data.items()}
        for name, sent in (files or {}).items():
            fields[name] = [(BytesIO(content), file) for file, content in sent]
        multipart = {"content_type": "multipart/form-data"} if files is not None else {}
        return self.ask("POST", address, data=fields, headers=headers, **multipart)

    def forge(self, address: str, data: Answers | None = None, **more: Any) -> Page:
        """Send something with the right token from no form at all."""
        token = Page("/connexion", self.http.get("/connexion")).value("_csrf") or ""
        return self.post(address, {"_csrf": token, **(data or {})}, **more)

    def ask(self, method: str, address: str, **sent: Any) -> Page:
        """Ask for an address, be led where the server leads, and look at what comes."""
        response = self.http.open(address, method=method, **sent)
        # The test client keeps a large body in a file that it never closes.
        response.request.environ["wsgi.input"].close()
        headers = sent.get("headers") or {}
        while response.status_code == 303:
            address = urljoin(address, response.headers["Location"])
            response = self.http.get(address, headers=headers)
        self.page = Page(address, response)
        self.look(partial=bool(headers.get("HX-Request")))
        if method == "GET" and response.status_code == 200 and self.page.is_whole and not headers:
            self.look_at_its_part()
        return self.page

    def look(self, *, partial: bool) -> None:
        """Fail with all that is wrong with the page."""
        page, headers = self.page, self.page.response.headers
        missing = [name for name, value in HEADERS.items() if headers.get(name) != value]
        faults = [f"the header {name} is missing" for name in missing]
        policy = headers["Content-Security-Policy"]
        if "unsafe" in policy or "default-src 'none'" not in policy:
            faults.append(f"the policy on contents is {policy}")
        if page.is_whole and page.html and "enregistre" not in page.html[:40]:
            faults += faults_of(page.html, whole=not partial)
            if headers.get("Cache-Control") != "no-store":
                faults.append(f"caches may keep it: {headers.get('Cache-Control')}")
        assert not faults, f"{page.status} {page.address}:\n" + "\n".join(faults)

    def look_at_its_part(self) -> None:
        """Check that htmx gets the title and the block `main` of the same page, nothing more."""
        whole = self.page
        part = Page(whole.address, self.http.get(whole.address, headers={"HX-Request": "true"}))
        assert part.status == whole.status
        assert [one.tag for one in part.tree.xpath("//head/* | //body/*")] == ["title", "main"]
        assert part.title == whole.title
        assert main_of(part) == main_of(whole)
        assert "HX-Request" in part.response.headers["Vary"]


def main_of(page: Page) -> str:
    """The block `main`, without the mask of its tokens."""
    main = deepcopy(page.tree.xpath("//main")[0])
    for token in main.xpath(".//input[@name='_csrf']"):
        token.set("value", MASKED)
    return str(documents.tostring(main, encoding="unicode")).strip()


def values_of(form: HtmlElement) -> dict[str, list[str]]:
    """What a browser would send of a form as it stands, but for its buttons and files."""
    found: dict[str, list[str]] = {}
    for one in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        kind = one.get("type", "text")
        if kind in {"file", "submit"} or (
            kind in {"radio", "checkbox"} and "checked" not in one.attrib
        ):
            continue
        found.setdefault(one.get("name"), []).append(held(one))
    return found


def held(control: HtmlElement) -> str:
    """The value of one control."""
    if control.tag == "textarea":
        return (control.text or "").removeprefix("\n")
    if control.tag == "select":
        chosen = control.xpath(".//option[@selected]") or control.xpath(".//option")[:1]
        return str(chosen[0].get("value")) if chosen else ""
    return str(control.get("value", ""))


def check_asked(form: HtmlElement, answers: Answers, files: Mapping[str, object]) -> None:
    """Fail when a person could not give these answers with the form as it stands."""
    known = {*form.xpath(".//@name")}
    assert {*answers, *files} <= known, f"{answers} is not asked: {known}"
    for one in form.xpath(".//input[@type='radio'] | .//button[@name] | .//option/.."):
        name = one.get("name")
        offered = {
            *form.xpath(f".//*[@name='{name}']/@value | .//select[@name='{name}']/option/@value")
        }
        assert set(listed(answers.get(name, ()))) <= offered, f"{name}: {offered}"


def no_files(form: HtmlElement) -> dict[str, list[Sent]]:
    """What a browser sends of the controls for files in which none was chosen."""
    return {name: [("", b"")] for name in form.xpath(".//input[@type='file']/@name")}


def listed(given: str | Sequence[str]) -> list[str]:
    """One value or several, as a list."""
    return [given] if isinstance(given, str) else list(given)


def typed(given: str | Sequence[str]) -> list[str]:
    """Values with the ends of lines that browsers send."""
    return [one.replace("\r\n", "\n").replace("\n", "\r\n") for one in listed(given)]


def words(element: HtmlElement) -> str:
    """The words of an element, its blanks made alike."""
    return " ".join(str(element.text_content()).split())


def path_of(address: str) -> str:
    """The path of an address."""
    return urlsplit(address).path
