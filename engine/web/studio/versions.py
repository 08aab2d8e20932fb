"""The versions of a file: what was changed, what was published, what differs, what comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, request

from engine.clock import now
from engine.differences import beside
from engine.differences.changes import Change as Told
from engine.errors import ConflictError, NotFoundError
from engine.i18n import format_datetime, gettext, ngettext
from engine.i18n import marked as _
from engine.services.studio import versions, withdrawing
from engine.services.studio.copies import ChangedMeanwhileError
from engine.services.studio.versions import CHANGE, COPY, DISK, SERVED, Edit, Published
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor
from engine.web.studio.editor import revision_sent
from engine.web.studio.places import Place, opened
from engine.web.studio.showing import may_publish

CONFLICT = 409
SHOWN_FIRST = 20
LONG = 60  # from so many characters on, the words of a text that changed are shown in it
KINDS = {"undo": _("Undone: {what}"), "redo": _("Done again: {what}")}
NAMED = {
    COPY: _("Working copy"),
    SERVED: _("Text that is served"),
    DISK: _("File of the disk"),
}
MEANWHILE = _("Somebody changed it since this page was shown: look at it again, then go on.")
SAID = {
    "repris": _("The text is the working copy now. Undo brings back what was there."),
    "retiree": _("The version serves nobody any more."),
    "retire": _("It is served no more. Its text stays here as a working copy."),
    "choisi": _("It is noted: the other text is told no more."),
}


@dataclass(frozen=True)
class EditLine:
    """A change of the working copy in words; `which` names the text that it made."""

    which: str
    what: str
    at: str
    by: str
    is_now: bool


@dataclass(frozen=True)
class VersionLine:
    """A version in words."""

    number: int
    hash: str
    at: str
    by: str
    note: str
    state: str
    tag: str
    drafts: int
    submissions: int
    may_withdraw: bool


def history(name: str = "", path: str = "") -> Response:
    """What was changed, and what was published."""
    place = opened(name, path)
    return shown(place, said=said_now())


def shown(place: Place, status: int = 200, said: str = "", error: str = "") -> Response:
    """The page of the versions."""
    language = visitor().language
    edits = versions.edits_of(desk(), place.path)
    published = versions.versions_of(desk(), place.path)
    lines = [edit_line(one, place.copy.revision, language) for one in edits]
    return place.show(
        "studio/versions.html",
        "/versions",
        status,
        said=said,
        error=error,
        edits=lines[:SHOWN_FIRST],
        older=lines[SHOWN_FIRST:],
        first=f"{CHANGE}{edits[-1].revision - 1}" if edits else "",
        versions=[version_line(one, place, language) for one in published],
        choices=choices_of(place, published, language),
        asked={"de": str(published[0].number) if published else SERVED, "a": COPY, "vue": ""},
        may_publish=may_publish(place.who),
        is_served=place.copy.published is not None,
    )


def edit_line(one: Edit, revision: int, language: str) -> EditLine:
    """A change in words."""
    what = one.what or gettext(language, _("Change"))
    if one.kind in KINDS:
        what = gettext(language, KINDS[one.kind], what=what)
    at = format_datetime(one.at, language)
    return EditLine(f"{CHANGE}{one.revision}", what, at, one.by, one.revision == revision)


def version_line(one: Published, place: Place, language: str) -> VersionLine:
    """A version in words."""
    state, tag = _("Former"), ""
    if one.is_current:
        state, tag = _("Served"), "done"
    elif one.withdrawn_at is not None:
        state, tag = _("Withdrawn"), "extra"
    is_former = bool(place.name) and not one.is_current and one.withdrawn_at is None
    return VersionLine(
        number=one.number,
        hash=one.hash[:8],
        at=format_datetime(one.at, language),
        by=one.by or gettext(language, _("files of the disk")),
        note=one.note,
        state=gettext(language, state),
        tag=tag,
        drafts=one.drafts,
        submissions=one.submissions,
        may_withdraw=is_former and place.copy.published is not None and may_publish(place.who),
    )


def choices_of(place: Place, published: list[Published], language: str) -> list[tuple[str, str]]:
    """The texts that may be compared, each with what it is called."""
    found = [(COPY, gettext(language, NAMED[COPY]))]
    if place.copy.published is not None:
        found.append((SERVED, gettext(language, NAMED[SERVED])))
    if versions.disk_text(desk(), place.path) is not None:
        found.append((DISK, gettext(language, NAMED[DISK])))
    numbers = [str(one.number) for one in published]
    return [*found, *((one, named(one, language)) for one in numbers)]


def named(which: str, language: str) -> str:
    """What a text is called."""
    if which in NAMED:
        return gettext(language, NAMED[which])
    message = _("Text after change {number}") if which.startswith(CHANGE) else _("Version {number}")
    return gettext(language, message, number=which.removeprefix(CHANGE))


def said_now() -> str:
    """What was just done, in words."""
    message = SAID.get(request.args.get("fait", ""))
    return gettext(visitor().language, message) if message else ""


def difference(name: str = "", path: str = "") -> Response:
    """What differs between two texts, in sentences and in lines."""
    place = opened(name, path)
    language = visitor().language
    old, new = request.args.get("de", SERVED), request.args.get("a", COPY)
    view = "cote" if request.args.get("vue") == "cote" else ""
    found = versions.compared(desk(), place.who, place.path, old, new)
    published = versions.versions_of(desk(), place.path)
    return place.show(
        "studio/difference.html",
        "/versions",
        old={"which": old, "name": named(old, language)},
        new={"which": new, "name": named(new, language)},
        side=view == "cote",
        changes=None if found.changes is None else list(told(found.changes, language)),
        takes_over=found.takes_over,
        lines=found.lines,
        rows=beside(found.lines) if view == "cote" else (),
        choices=choices_with(choices_of(place, published, language), (old, new), language),
        asked={"de": old, "a": new, "vue": view},
    )


def compare(name: str = "", path: str = "") -> Response:
    """The address of the difference between two texts that were chosen."""
    place = opened(name, path)
    asked = {one: request.form.get(one, "")[:20] for one in ("de", "a", "vue")}
    return go_to(place.url("/versions/difference", **asked))


def choices_with(
    choices: list[tuple[str, str]], wanted: tuple[str, str], language: str
) -> list[tuple[str, str]]:
    """The texts that may be compared, those that are being compared among them."""
    known = {which for which, _name in choices}
    more = [one for one in dict.fromkeys(wanted) if one not in known]
    return [*choices, *((one, named(one, language)) for one in more)]


def told(changes: tuple[Told, ...], language: str) -> Iterator[dict[str, Any]]:
    """The changes in sentences, with the words of those that are long."""
    for one in changes:
        pieces = (one.pieces or {}).get(language, ())
        is_long = sum(len(piece.text) for piece in pieces) > LONG
        yield {
            "kind": one.kind,
            "sentence": one.sentence(language),
            "warning": one.warning(language) if one.touches else "",
            "pieces": pieces if is_long else (),
        }


def restore(name: str = "", path: str = "") -> Response:
    """Make a former text the working copy."""
    place = opened(name, path)
    which = request.form.get("texte", "")
    try:
        versions.restore(desk(), place.who, place.path, which, revision_sent(), now())
    except ChangedMeanwhileError:
        return conflict(name, path)
    return go_to(place.url("/versions", fait="repris"))


def conflict(name: str, path: str) -> Response:
    """The page as it is now, with why nothing was done."""
    error = gettext(visitor().language, MEANWHILE)
    return shown(opened(name, path), CONFLICT, error=error)


def choose(name: str = "", path: str = "") -> Response:
    """Take the other text when a file went two ways, or keep ours."""
    place = opened(name, path)
    which = request.form.get("texte", "")
    try:
        if request.form.get("choix") == "leur":
            withdrawing.take_theirs(desk(), place.who, place.path, which, revision_sent(), now())
        else:
            withdrawing.keep_ours(desk(), place.who, place.path, which, now())
    except ChangedMeanwhileError:
        return conflict(name, path)
    return go_to(place.url("/publication", fait="choisi"))


def ask_to_withdraw(name: str = "", path: str = "", number: int = 0) -> Response:
    """What taking back does, before it is done: a version, or all when no number is given."""
    place = opened(name, path, "publish")
    language = visitor().language
    if number:
        try:
            found = withdrawing.rehearse_withdrawal(desk(), place.who, place.path, number, now())
        except ConflictError as error:
            return refused(place, error)
        effect = withdrawing.effect_of(found, language)
    else:
        if place.copy.published is None:
            raise NotFoundError(place.path)
        left = withdrawing.leaving(desk(), place.path).drafts if place.name else 0
        one, many = (
            _("{n} draft is open: its person may finish and send it; nobody begins a new one."),
            _("{n} drafts are open: their persons may finish and send them; nobody begins a new"
              " one."),
        )  # fmt: skip
        effect = (
            ngettext(language, one, many, left)
            if left
            else gettext(language, _("No draft is open."))
        )
    return place.show(
        "studio/withdraw.html", "/versions", number=number, effect=effect, is_file=not place.name
    )


def refused(place: Place, error: ConflictError) -> Response:
    """The page of the versions, with why a version is not taken back."""
    message = (
        _("This version is the one that is served: publish another one first.")
        if isinstance(error, withdrawing.ServedVersionError)
        else _("The text that is served has mistakes: put it right first.")
    )
    return shown(place, CONFLICT, error=gettext(visitor().language, message))


def withdraw(name: str = "", path: str = "", number: int = 0) -> Response:
    """Take a version back, or all."""
    place = opened(name, path, "publish")
    try:
        if number:
            withdrawing.withdraw_version(desk(), place.who, place.path, number, now())
            return go_to(place.url("/versions", fait="retiree"))
        note = request.form.get("note", "")
        withdrawing.withdraw_file(desk(), place.who, place.path, note, now())
    except ConflictError as error:
        return refused(place, error)
    return go_to(place.url("/versions", fait="retire"))


def download(name: str = "", path: str = "") -> Response:
    """A text as a file, byte for byte."""
    place = opened(name, path)
    text = versions.text_of(desk(), place.who, place.path, request.args.get("texte", COPY))
    response = make_response(text.encode())
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    file = place.path.rpartition("/")[2]
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    response.headers["Cache-Control"] = "no-store"
    return response
