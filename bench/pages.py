"""Reads the forms of a page and fills them in.

By regular expressions: a true parser would take as long as the server that is measured.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL | re.IGNORECASE)
CONTROL = re.compile(
    r"<(input|button)\b([^>]*)>|<select\b([^>]*)>(.*?)</select>|<textarea\b([^>]*)>(.*?)</textarea>",
    re.DOTALL | re.IGNORECASE,
)
OPTION = re.compile(r"<option\b([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w:.-]+)(?:\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s"\'>]+)))?')


@dataclass(frozen=True, slots=True)
class Document:
    """A file to send."""

    name: str
    content: bytes
    content_type: str = "application/pdf"


Answers = Mapping[str, str | Document]


@dataclass(frozen=True, slots=True)
class Control:
    """What a form sends under one name."""

    kind: str
    name: str
    value: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page."""

    action: str
    multipart: bool
    controls: tuple[Control, ...]

    def asked(self, answers: Answers) -> frozenset[str]:
        """The answers that this form asks for."""
        names = (c.name for c in self.controls if c.kind not in ("hidden", "button"))
        return frozenset(name for name in names if name in answers)

    def filled(self, answers: Answers) -> list[tuple[str, str | Document]]:
        """What a browser would send."""
        sent: dict[str, str | Document] = {}
        for control in self.controls:
            if control.kind == "button":
                continue
            if control.kind in ("checkbox", "radio"):
                _tick(control, answers, sent)
            elif control.kind == "hidden" or control.name not in answers:
                sent.setdefault(control.name, control.value)
            else:
                sent[control.name] = answers[control.name]
        return list(sent.items())

    def body(self, answers: Answers) -> tuple[str, bytes]:
        """The type and the bytes of the POST."""
        pairs = self.filled(answers)
        if self.multipart:
            return _multipart(pairs)
        texts = [(name, value) for name, value in pairs if isinstance(value, str)]
        return "application/x-www-form-urlencoded", urlencode(texts).encode()


def read_forms(page: str) -> list[Form]:
    """The forms of a page that are posted."""
    forms = []
    for raw, content in FORM.findall(page):
        attributes = _attributes(raw)
        if attributes.get("method", "").lower() == "post":
            multipart = attributes.get("enctype", "") == "multipart/form-data"
            controls = tuple(_controls(content))
            forms.append(Form(attributes.get("action", ""), multipart, controls))
    return forms


def _controls(content: str) -> list[Control]:
    found = []
    for tag, raw, select, options, textarea, text in CONTROL.findall(content):
        attributes = _attributes(raw or select or textarea)
        if "name" not in attributes or "disabled" in attributes:
            continue
        kind = _kind(tag.lower(), attributes, select=bool(select))
        value = attributes.get("value", "on" if kind in ("checkbox", "radio") else "")
        if select:
            value = _selected(options)
        elif textarea:
            value = unescape(text).removeprefix("\n")
        found.append(Control(kind, attributes["name"], value, "checked" in attributes))
    return found


def _kind(tag: str, attributes: Mapping[str, str], *, select: bool) -> str:
    if tag == "button":
        return "button"
    if tag == "input":
        kind = attributes.get("type", "text").lower()
        return "button" if kind in ("submit", "image", "button", "reset") else kind
    return "select" if select else "textarea"


def _selected(options: str) -> str:
    known = [_attributes(raw) for raw in OPTION.findall(options)]
    chosen = [option for option in known if "selected" in option] or known[:1]
    return chosen[0].get("value", "") if chosen else ""


def _tick(control: Control, answers: Answers, sent: dict[str, str | Document]) -> None:
    wanted = answers.get(control.name)
    if wanted is None:
        ticked = control.chosen
    else:
        ticked = wanted in (control.value, "yes") if control.kind == "checkbox" else False
        ticked = ticked or wanted == control.value
    if ticked:
        sent[control.name] = control.value


def _attributes(raw: str) -> dict[str, str]:
    found = ATTRIBUTE.findall(raw)
    return {
        name.lower(): unescape(double or single or bare) for name, double, single, bare in found
    }


def _multipart(pairs: list[tuple[str, str | Document]]) -> tuple[str, bytes]:
    boundary = secrets.token_hex(16)
    body = bytearray()
    for name, value in pairs:
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        if isinstance(value, Document):
            body += f'; filename="{value.name}"\r\n'.encode()
            body += f"Content-Type: {value.content_type}\r\n\r\n".encode() + value.content
        else:
            body += b"\r\n\r\n" + value.encode()
        body += b"\r\n"
    body += f"--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}", bytes(body)
