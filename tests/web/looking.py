"""Looks at a page as the server sent it: form of the HTML, names of controls, headers."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from lxml import html as documents
from lxml.html import HtmlElement

VOID = {"meta", "link", "input", "br", "hr", "img", "wbr", "source", "track"}
STARTS = "<!doctype html>\n<html lang="
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CONTROLS = "//input[not(@type='hidden')] | //select | //textarea"


class Tags(HTMLParser):
    """Reads the tags of a document and notes what is badly formed, closed or nested."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        twice = [name for name, count in Counter(name for name, _ in attrs).items() if count > 1]
        self.faults += [f"<{tag}> has {name!r} twice" for name in twice]
        if tag in {"form", "a", "button", "label", "p", "h1", "h2"} and tag in self.open:
            self.faults.append(f"<{tag}> inside <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"line {self.getpos()[0]}: </{tag}> ends {self.open[-1:]}")
        if tag in self.open:
            while self.open.pop() != tag:
                continue


def faults_of(text: str, *, whole: bool = True) -> list[str]:
    """What is wrong with a page, or with the part of one that htmx gets."""
    tags = Tags()
    tags.feed(text)
    tags.close()
    unclosed = [f"<{tag}> is not closed" for tag in tags.open]
    page = documents.document_fromstring(text)
    found = [*tags.faults, *unclosed, *identifiers(page), *names(page), *forms(page)]
    found += [*scripts(page), *titles(page)]
    if whole and not text.startswith(STARTS):
        found.append(f"it begins with {text[:40]!r}")
    if whole and page.get("lang") not in {"fr", "en"}:
        found.append("it has no language")
    return found


def identifiers(page: HtmlElement) -> Iterator[str]:
    """Identifiers that are there twice, and those that something names and are not there."""
    found = Counter(page.xpath("//@id"))
    yield from (
        f"the id {one!r} is there {count} times" for one, count in found.items() if count > 1
    )
    named = [
        one
        for text in page.xpath("//@aria-describedby | //@aria-labelledby")
        for one in text.split()
    ]
    named += [one[1:] for one in page.xpath("//a/@href") if one.startswith("#")]
    named += page.xpath("//label/@for")
    yield from (f"nothing has the id {one!r}" for one in set(named) - set(found))


def names(page: HtmlElement) -> Iterator[str]:
    """Controls that nothing names, and buttons and links without words."""
    labelled = set(page.xpath("//label/@for"))
    for control in page.xpath(CONTROLS):
        named = control.get("id") in labelled or control.get("aria-labelledby")
        if not named:
            yield f"nothing names the control {documents.tostring(control)[:80]!r}"
    for one in page.xpath("//button | //a"):
        if not one.text_content().strip():
            yield f"a button or a link has no words: {documents.tostring(one)[:80]!r}"


def forms(page: HtmlElement) -> Iterator[str]:
    """Forms that change something and bring no token."""
    for form in page.xpath("//form"):
        if form.get("role") == "search" and form.get("action", "").startswith("/studio"):
            continue  # it looks for a procedure, not for a person: its address may be kept
        if form.get("target") == "apercu" and form.get("method") == "get":
            continue  # how an author looks at a page: nothing of a person
        if form.get("method") != "post":
            yield f"the form to {form.get('action')!r} is not sent with POST"
        elif not any(form.xpath(".//input[@name='_csrf']/@value")):
            yield f"the form to {form.get('action')!r} has no token"


def scripts(page: HtmlElement) -> Iterator[str]:
    """What the policy on contents would refuse."""
    if page.xpath("//script[not(@src)] | //style | //@style"):
        yield "it has a script or a style of its own"
    yield from (f"{one} is a script" for one in page.xpath("//@*[starts-with(name(), 'on')]"))
    yield from (f"{one} is a script" for one in page.xpath("//@href") if "script:" in one.lower())


def titles(page: HtmlElement) -> Iterator[str]:
    """What is wrong with the title and the headings."""
    title = "".join(page.xpath("//title[1]/text()")).strip()
    if not title:
        yield "it has no title"
    if len(page.xpath("//h1")) != 1:
        yield f"it has {len(page.xpath('//h1'))} h1"
    if len(page.xpath("//main[@id='contenu']")) != 1:
        yield "it has not one main"
    if bool(page.xpath("//*[@data-error-summary]")) != title.startswith(("Erreur", "Error")):
        yield f"its title {title!r} and its errors do not agree"
