"""A visitor goes from the first page to the receipt, form after form, as without JavaScript."""

import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bench.pages import Answers, Document, Form, read_forms
from bench.wire import BrokenError, Connection, Reply

REFERENCE = re.compile(r'id="reference"[^>]*>\s*([^<\s][^<]*?)\s*<')
MOST_POSTS = 20
ANSWERS: Answers = {
    "kind": "thesis",
    "count": "3",
    "title": "Sur les nombres calculables",
    "person": "p3",
    "reason": "Demandé par l'école doctorale ; remplace la version déposée au printemps.",
    "attest": "yes",
}


class RefusedError(BrokenError):
    """The server did not let the visitor go on."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one request took; kind is GET, POST, UPLOAD or REDIRECT."""

    kind: str
    seconds: float


@dataclass(slots=True)
class Visit:
    """One journey of one visitor."""

    connection: Connection
    start: str
    answers: Answers
    timings: list[Timing] = field(default_factory=list)
    page: str = ""
    address: str = ""

    def run(self) -> str:
        """Go to the end; the reference on the receipt comes out."""
        self.open()
        for _ in range(MOST_POSTS):
            if reference := self.received():
                return reference
            self.advance()
        raise RefusedError(f"no receipt after {MOST_POSTS} forms, at {self.address}")

    def open(self) -> None:
        """Ask for the first page."""
        origin = f"http://{self.connection.host}:{self.connection.port}"
        self.arrive(self._noted("GET", self.connection.get(urljoin(origin, self.start))))

    def advance(self) -> None:
        """Answer the form of this page and arrive at the next, or where it asks for more."""
        form = self.form()
        asked = form.asked(self.answers)
        self.arrive(self.send(form))
        if asked and not self.received() and self.form().asked(self.answers) == asked:
            raise RefusedError(f"the step was not accepted: {self.address}")

    def send(self, form: Form) -> Reply:
        """Post the answers to a form, and follow nothing."""
        content_type, body = form.body(self.answers)
        address = urljoin(self.address, form.action) if form.action else self.address
        reply = self.connection.post(address, content_type, body)
        return self._noted("UPLOAD" if "document" in form.asked(self.answers) else "POST", reply)

    def arrive(self, reply: Reply) -> None:
        """Follow the redirections from an answer, and keep the page."""
        while target := reply.target:
            reply = self._noted("GET", self.connection.get(target))
        if reply.status not in (200, 422):
            raise RefusedError(f"{reply.status} at {reply.address}")
        self.page, self.address = reply.body.decode(), reply.address

    def form(self) -> Form:
        """The form of this page that asks for most."""
        forms = read_forms(self.page)
        if not forms:
            raise RefusedError(f"no form at {self.address}")
        return max(forms, key=lambda form: len(form.asked(self.answers)))

    def received(self) -> str | None:
        """The reference, when this page is the receipt."""
        found = REFERENCE.search(self.page)
        return found[1] if found else None

    def _noted(self, kind: str, reply: Reply) -> Reply:
        redirected = reply.method == "GET" and reply.target
        self.timings.append(Timing("REDIRECT" if redirected else kind, reply.seconds))
        return reply


def answers_with(serial: str, size: int = 100_000) -> tuple[Answers, str]:
    """The answers of one visitor, with a PDF like no other, and the hash of this PDF."""
    content = pdf(serial, size)
    document = Document(f"these-{serial}.pdf", content)
    return {**ANSWERS, "document": document}, hashlib.sha256(content).hexdigest()


def pdf(serial: str, size: int) -> bytes:
    """A well-formed PDF of one empty page, of about `size` bytes."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
    ]
    filling = b"% " + serial.encode() + b"\n" + (b"%" + b"." * 62 + b"\n") * (size // 64 - 11)
    parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(filling), filling))
    content, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(parts) + 1)
    return bytes(content + b"startxref\n%d\n%%%%EOF\n" % table)
