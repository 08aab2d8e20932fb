"""All of one's data, as a ZIP that is made while it is sent: never whole in memory."""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from engine.database import belongings, events, payments, submissions
from engine.errors import NotFoundError
from engine.i18n import format_datetime, gettext
from engine.i18n import marked as _
from engine.printing import document_pdf, receipt_pdf
from engine.services.desk import PARIS, Desk, Visitor

CHUNK = 1 << 16
NAMES: Mapping[str, str] = {
    "account": "compte",
    "sessions": "connexions",
    "remembered": "navigateurs-memorises",
    "invitations": "invitations",
    "links": "liens-envoyes",
    "identities": "identites-rattachees",
    "recoveries": "codes-de-secours",
    "events": "journal",
    "consents": "acceptations",
    "requests": "demandes-de-modification",
    "threads": "echanges",
    "messages": "messages",
    "erasures": "demandes-d-effacement",
    "drafts": "brouillons",
    "files": "fichiers",
    "submissions": "envois",
    "dues": "sommes-dues",
    "payments": "paiements",
    "mails": "courriels",
}
UNSAFE = re.compile(r"[^\w.() -]+")
ABOUT = _(
    "Your data on {site}, on {day}.\n\n"
    "donnees/: what the site keeps of you, as JSON, which any text editor opens.\n"
    "fichiers/: the files that you sent; each name begins with the number of the file.\n"
    "accuses/: the receipts of what you sent, as PDF.\n\n"
    "Passwords and codes are not in it: the site only keeps what cannot be read.\n"
)


class Pipe(io.RawIOBase):
    """Where a ZIP is written to, and taken from as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[bytes] = []

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, data: Any) -> int:
        """Hold some bytes."""
        self.held.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        found = b"".join(self.held)
        self.held.clear()
        return found


def export_name(now: datetime) -> str:
    """The name of the file that a browser keeps."""
    return f"mes-donnees-{now.astimezone(PARIS):%Y-%m-%d}.zip"


def export(desk: Desk, visitor: Visitor, now: datetime) -> Iterator[bytes]:
    """The ZIP of all that is kept of the visitor, part by part; raises NotFoundError for nobody.

    It is noted in the journal of the account before anything is given.
    """
    account = visitor.account
    if account is None:
        raise NotFoundError("account")
    events.append(desk.database, visitor.site, account.id, "data_exported", now)
    return _parts(desk, visitor, account.id, now)


def _parts(desk: Desk, visitor: Visitor, account: str, now: datetime) -> Iterator[bytes]:
    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as archive:
        for name, content, stored in _entries(desk, visitor, account, now):
            entry = ZipInfo(name, now.astimezone(PARIS).timetuple()[:6])
            entry.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=stored) as target:
                for chunk in content:
                    target.write(chunk)
                    yield pipe.taken()
            yield pipe.taken()
    yield pipe.taken()


def _entries(
    desk: Desk, visitor: Visitor, account: str, now: datetime
) -> Iterator[tuple[str, Iterable[bytes], bool]]:
    """The files of the ZIP: name, content, whether it is packed already."""
    about = gettext(
        visitor.language,
        ABOUT,
        site=desk.catalogue.site(visitor.site).title,
        day=format_datetime(now, visitor.language),
    )
    yield "LISEZ-MOI.txt", [about.encode()], False
    for kind, name in NAMES.items():
        rows = belongings.rows_of(desk.database, kind, account, visitor.owner)
        yield f"donnees/{name}.json", _json(rows), False
    for number, name, key in belongings.stored_files(desk.database, visitor.owner):
        yield f"fichiers/{number}-{safe_name(name)}", _bytes(desk, key), True
    for row in belongings.rows_of(desk.database, "submissions", account, visitor.owner):
        reference = str(row["reference"])
        yield f"accuses/{reference}.pdf", _receipt(desk, visitor, reference), True
        for content in row["receipt"].get("documents", ()):
            yield f"documents/{content['number']}.pdf", iter([document_pdf(content)]), True
    for due in payments.dues_of(desk.database, visitor.owner):
        if due.reference is not None:
            yield f"accuses/{due.reference}.pdf", iter([receipt_pdf(due.receipt)]), True


def _json(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A list as JSON, one row at a time."""
    before = b"[\n"
    for row in rows:
        yield before + json.dumps(row, ensure_ascii=False, indent=1).encode()
        before = b",\n"
    yield b"]\n" if before == b",\n" else b"[]\n"


def _bytes(desk: Desk, key: str) -> Iterator[bytes]:
    """The bytes of a stored file; nothing of one that is no longer there."""
    try:
        stream = desk.storage.open(key)
    except NotFoundError:
        return
    with stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _receipt(desk: Desk, visitor: Visitor, reference: str) -> Iterator[bytes]:
    """The receipt of a submission, drawn when its turn comes."""
    yield receipt_pdf(submissions.load(desk.database, reference, visitor.owner).receipt)


def safe_name(name: str) -> str:
    """A name that is a name everywhere: no folder, no sign that a system refuses."""
    return UNSAFE.sub("_", name).strip(". ")[-100:] or "fichier"
