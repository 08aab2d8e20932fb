"""Publishing a file: from then on it is what the site says, in every process."""

from datetime import datetime

from engine.database import documents, versions, working_copies
from engine.database.documents import Document, hash_of
from engine.definitions.definition import read_definition
from engine.services.catalogue import digest_of
from engine.services.desk import Desk, Visitor
from engine.services.studio.copies import name_of, published_text
from engine.services.studio.journal import record
from engine.services.studio.looking import PROCEDURES


def publish(
    desk: Desk, who: Visitor, path: str, text: str | None, note: str, now: datetime
) -> Document:
    """Make a text what a file says for everybody, None to take the file away.

    Whether it may be published is the caller's to judge. A procedure gets its number in the same
    transaction; its working copy counts as published when it says the same.
    """
    before = published_text(desk, path)
    with desk.database.transaction(durable=True):
        disk = disk_hash(desk, path)
        made = documents.publish(desk.database, path, text, disk, name_of(who), note, now)
        if text is not None and path.partition("/")[0] == PROCEDURES:
            _number(desk, path, text, now)
        working_copies.rebase(desk.database, path, made.hash)
        details = {"before": hash_of(before), "after": made.hash, "number": made.number}
        record(desk, who, "publish" if text is not None else "remove", path, details, now)
    desk.catalogue.look_now(now)
    return made


def disk_hash(desk: Desk, path: str) -> str:
    """The hash of a file of the disk, "" when there is none."""
    file = desk.catalogue.folder / path
    return hash_of(file.read_bytes()) if file.is_file() else ""


def _number(desk: Desk, path: str, text: str, now: datetime) -> None:
    """Give the text of a procedure the number that drafts keep."""
    fragments = desk.catalogue.library.fragments
    definition = read_definition(str(desk.catalogue.files.path(path)), text.encode(), fragments)
    if definition.procedure is not None:
        name, digest = definition.procedure.name, digest_of(definition)
        versions.publish(desk.database, name, definition.bundle, digest, now)
