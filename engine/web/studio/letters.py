"""Inviting persons by post: a file of persons becomes a batch of letters to print."""

import io
import zipfile
from base64 import b64decode, b64encode
from binascii import Error as NotBase64Error
from datetime import timedelta
from typing import Any

from flask import Response, request

from engine.accounts.lifetimes import CODE, LONGEST_CODE, SHORTEST_CODE
from engine.accounts.roles import may
from engine.clock import now
from engine.i18n import gettext, ngettext
from engine.i18n import marked as _
from engine.services import inviting
from engine.services.desk import Visitor
from engine.services.filling import NotFreshError
from engine.services.invited import Fault
from engine.services.inviting import Batch, Reading
from engine.services.letters import said_day
from engine.services.studio.journal import record
from engine.services.studio.spreadsheet import csv_of
from engine.web.sessions import desk, visitor
from engine.web.studio.persons import PERSONS, RIGHT
from engine.web.studio.showing import attachment, require_right, show

LETTERS = f"{PERSONS}/courriers"
# More of them are made with `guichet invite`: each code takes a tenth of a second.
MOST_BYTES, MOST_PERSONS = 1_000_000, 200
UNPROCESSABLE = 422
COLUMNS = (_("Reference"), _("Name"), _("Address"), _("The code begins with"), _("It serves until"))


def home() -> Response:
    """Choose a file."""
    return shown(require_right(RIGHT))


def send() -> Response:
    """Say what a file would do, or make the letters: a ZIP with them and their list."""
    who = require_right(RIGHT)
    if not who.is_fresh(now()):
        raise NotFreshError(LETTERS)
    data = file_sent()
    if not data:
        return refused(who, _("Choose a file."))
    if len(data) > MOST_BYTES:
        return refused(who, _("This file is too large."))
    read = inviting.read(desk(), who.site, data, now())
    if len(read.persons) > MOST_PERSONS:
        message = _("{n} persons are too many for this page, {most} at most: use guichet invite.")
        return refused(who, message, n=len(read.persons), most=MOST_PERSONS)
    if read.faults or not read.persons or "faire" not in request.form:
        return shown(who, read=read, data=data)
    return made(who, read)


def file_sent() -> bytes:
    """The file of the form, or the one that the page before showed, given back with its form."""
    file = request.files.get("fichier")
    if file is not None:
        data: bytes = file.read(MOST_BYTES + 1)
        return data
    try:
        return b64decode(request.form.get("texte", ""), validate=True)
    except NotBase64Error:
        return b""


def made(who: Visitor, read: Reading) -> Response:
    """The letters of a batch and their list, as a ZIP; the codes are nowhere else."""
    pages: list[bytes] = []
    batch = inviting.invite(
        desk(), who.site, read.persons, lasting(), now(), lambda _name, pdf: pages.append(pdf)
    )
    details = {"batch": batch.name, "letters": len(batch.invitations)}
    record(desk(), who, "invite", batch.name, details, now())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{batch.name}.pdf", pages[0])
        archive.writestr(f"{batch.name}.csv", summary_of(batch))
    return attachment(f"courriers-{batch.name}.zip", packed.getvalue(), "application/zip")


def summary_of(batch: Batch) -> bytes:
    """The list of a batch; it bears no code."""
    language = visitor().language
    rows = [
        (one.letter["reference"], one.name, ", ".join(one.letter["address"]), one.selector,
         said_day(one.expires_at, language))
        for one in batch.invitations
    ]  # fmt: skip
    return csv_of([gettext(language, title) for title in COLUMNS], rows)


def lasting() -> timedelta:
    """How long the codes serve: as the form says, between the bounds."""
    text = request.form.get("jours", "")
    days = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else CODE.days
    return timedelta(days=min(max(days, SHORTEST_CODE.days), LONGEST_CODE.days))


def refused(who: Visitor, message: str, **values: object) -> Response:
    """The page, with what is wrong with the file as a whole."""
    return shown(who, error=gettext(who.language, message, **values))


def shown(
    who: Visitor, error: str = "", read: Reading | None = None, data: bytes = b""
) -> Response:
    """The page; after a file, with what it would do."""
    language = who.language
    page: dict[str, Any] = {
        "title": gettext(language, _("Invite by post")),
        "error": error,
        "days": lasting().days,
        "bounds": (SHORTEST_CODE.days, LONGEST_CODE.days),
        "faults": [told(one) for one in read.faults] if read else [],
        "known": [told(one) for one in read.known] if read else [],
        "text": b64encode(data).decode() if read and not read.faults else "",
        "ready": ready_of(read, language) if read and not read.faults else "",
        "looks_after": who.account is not None and may(who.account.roles, "invitations"),
        "back": PERSONS,
    }
    wrong = bool(error) or bool(read and read.faults)
    return show("studio/letters.html", page, UNPROCESSABLE if wrong else 200)


def ready_of(read: Reading, language: str) -> str:
    """How many letters would be made; "" for none."""
    count = len(read.persons)
    return ngettext(language, "{n} letter to make", "{n} letters to make", count) if count else ""


def told(one: Fault) -> str:
    """What is wrong with a line."""
    language = visitor().language
    sentence = gettext(language, one.message, **one.values)
    return gettext(language, "Line {line}: {sentence}", line=one.line, sentence=sentence)
