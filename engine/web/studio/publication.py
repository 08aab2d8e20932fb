"""Publication as a list of what to look at, and what can be done then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flask import Response, request

from engine.clock import now
from engine.errors import ConflictError, NotFoundError
from engine.i18n import format_datetime, gettext, ngettext
from engine.i18n import marked as _
from engine.services.desk import PARIS
from engine.services.studio import proofs, publishing, scheduling
from engine.services.studio.checklist import Detail, Point, approval_of, quick_points, wants_reader
from engine.services.studio.offering import site_file
from engine.services.studio.publishing import BlockedError, ChangedMeanwhileError, Wanted
from engine.services.studio.subjects import Subject, copies_read, subject_of
from engine.services.studio.versions import is_procedure
from engine.web.rendering import go_to
from engine.web.sessions import desk, visitor
from engine.web.studio.editor import address_of, revision_sent
from engine.web.studio.places import FILES, Place, opened
from engine.web.studio.showing import may_publish, require_right, show

VIEW = "/publication"
CONFLICT, UNFIT = 409, 422
TITLES = {
    "mistakes": _("Mistakes"),
    "translations": _("Translations"),
    "law": _("Receipt and personal data"),
    "files": _("Files that it reads"),
    "sites": _("Sites that offer it"),
    "disk": _("File changed elsewhere"),
    "reader": _("Another reader"),
    "tests": _("Tests"),
    "analysis": _("All the ways through it"),
    "drafts": _("Drafts that are open"),
    "users": _("Procedures that read it"),
}
STATES = {
    "right": (_("In order"), "done"),
    "wrong": (_("To put right"), "extra"),
    "told": (_("To look at"), "doing"),
    "waits": (_("Not looked at"), ""),
}
LINKS = {"tests": ("/tests", _("Tests")), "drafts": ("/versions", _("Versions"))}
SAID = {
    "publie": _("It is published: everybody gets it from now on."),
    "prevu": _("The publication is planned."),
    "annule": _("The publication that was planned is given up."),
    "demande": _("The reading is asked for: another author finds it on this page."),
    "approuve": _("You have approved this text."),
    "choisi": _("Your choice is noted."),
}
MEANWHILE = _("Somebody changed it since this page was shown: look at it again, then go on.")
SAME = _("There is nothing to publish: this text is the one that is served.")
AT_ONCE = _("Somebody else has just published it: look at it again.")
BLOCKED = _("It cannot be published yet: {why}")
BAD_TIME = _("Give a day and an hour to come, within a year.")
NOT_YOURS = _("This text was changed, or is your own: somebody else approves it.")
OVER = _("It was done or given up meanwhile.")


@dataclass(frozen=True)
class Shown:
    """A point as the page shows it."""

    name: str
    title: str
    state: str
    tag: str
    word: str
    said: str
    details: tuple[dict[str, str], ...]
    url: str
    link: str


def checklist(name: str = "", path: str = "") -> Response:
    """What to look at; `tout=oui` works out now what takes time."""
    place = opened(name, path)
    return shown(place, chosen(place), said=said_now(), now_all=request.args.get("tout") == "oui")


def chosen(place: Place) -> tuple[str, ...]:
    """The other files that are to be published with it, among those that it reads."""
    asked = request.values.getlist("avec")
    known = {one.path for one in copies_read(desk(), place.who, place.path, place.copy.text)}
    return tuple(one for one in dict.fromkeys(asked) if one in known)


def subject(place: Place, more: tuple[str, ...], *, offer: bool = False) -> Subject:
    """What would be published."""
    wanted = wanted_of(place, more, offer=offer)
    texts = {one.path: one.text for one in readable(place) if one.path in more}
    files = {place.path: place.copy.text, **texts, **(wanted.files or {})}
    return subject_of(desk(), place.who, place.path, files)


def readable(place: Place) -> list[Any]:
    """The copies that it reads and that are not published."""
    return copies_read(desk(), place.who, place.path, place.copy.text)


def wanted_of(place: Place, more: tuple[str, ...], *, offer: bool, note: str = "") -> Wanted:
    """What the author asks for."""
    files = site_file(desk(), place.who, place.path) if offer and place.name else None
    return Wanted(place.path, place.copy.revision, note, more, files)


def shown(
    place: Place,
    more: tuple[str, ...],
    status: int = 200,
    *,
    said: str = "",
    errors: tuple[str, ...] = (),
    now_all: bool = False,
) -> Response:
    """The page, with what was typed in its form."""
    offer = bool(request.values.get("proposer"))
    about = subject(place, more, offer=offer)
    points = list(points_of(about, place, now_all=now_all))
    language = visitor().language
    waiting = scheduling.waiting(desk(), place.path)
    failed = scheduling.last_failed(desk(), place.path)
    asked = approval_of(about)
    account = place.who.account
    return place.show(
        "studio/publication.html",
        VIEW,
        status,
        said=said,
        errors=[{"field_id": "", "text": one} for one in errors],
        points=[shown_point(one, place, language) for one in points],
        summary=summary_of(points, language),
        query=query_of(more, offer=offer),
        readable=[(one.path, one.path in more) for one in readable(place)],
        may_offer=bool(place.name) and bool(site_file(desk(), place.who, place.path)),
        offer=offer,
        typed={name: request.values.get(name, "") for name in ("note", "jour", "heure")},
        may_publish=may_publish(place.who),
        differs=place.copy.differs or len(about.files) > 1,
        wants_reader=wants_reader(about),
        is_asked=asked is not None,
        may_approve=asked is not None
        and asked.approved_at is None
        and account is not None
        and asked.asked_by != account.id,
        approval=asked.id if asked else "",
        planned=planned(waiting, language),
        failed=planned(failed, language),
    )


def points_of(about: Subject, place: Place, *, now_all: bool) -> Iterator[Point]:
    """Every point; those that take time wait, unless they are known or asked for now."""
    yield from quick_points(about, place.copy)
    for name in proofs.names_of(about):
        yield proofs.worked_out(about, name, now()) if now_all else proofs.known(about, name)


def point(point: str, name: str = "", path: str = "") -> Response:
    """One point that takes time, worked out: a script exchanges it."""
    place = opened(name, path)
    about = subject(place, chosen(place), offer=bool(request.args.get("proposer")))
    if point not in proofs.names_of(about):
        raise NotFoundError(point)
    language = visitor().language
    worked = proofs.worked_out(about, point, now())
    points = list(points_of(about, place, now_all=False))
    page = {
        "point": shown_point(worked, place, language),
        "summary": summary_of(points, language),
        "address": place.url(VIEW),
        "query": query_of(chosen(place), offer=bool(request.args.get("proposer"))),
    }
    return show("studio/point.html", page)


def shown_point(one: Point, place: Place, language: str) -> Shown:
    """A point in words, with the way to where it is put right."""
    word, tag = STATES[one.state]
    url, label = LINKS.get(one.name, ("", ""))
    return Shown(
        name=one.name,
        title=gettext(language, TITLES[one.name]),
        state=one.state,
        tag=tag,
        word=gettext(language, word),
        said=one.said,
        details=tuple(detail(each, place) for each in one.details),
        url=place.url(url) if url and place.name else "",
        link=gettext(language, label) if label else "",
    )


def detail(one: Detail, place: Place) -> dict[str, str]:
    """A line under a point, with the way to it."""
    url = ""
    if one.path and one.path != place.path:
        url = f"{FILES}/{one.path}/publication"
    if one.line and is_procedure(one.path):
        name = one.path.removeprefix("procedures/").rpartition(".")[0]
        url = f"{address_of(name, '/texte')}?ligne={one.line}"
    return {"text": one.text, "line": str(one.line or ""), "url": url}


def summary_of(points: list[Point], language: str) -> str:
    """How many points are left, in a sentence."""
    wrong = sum(one.blocks for one in points)
    waits = sum(one.state == "waits" for one in points)
    if wrong:
        return ngettext(
            language, _("{n} point keeps it from being published."),
            _("{n} points keep it from being published."), wrong,
        )  # fmt: skip
    if waits:
        return ngettext(
            language, _("{n} point is not looked at yet."), _("{n} points are not looked at yet."),
            waits,
        )  # fmt: skip
    return gettext(language, _("Nothing keeps it from being published."))


def query_of(more: tuple[str, ...], *, offer: bool) -> dict[str, Any]:
    """What the addresses of the page carry."""
    return {"avec": list(more), "proposer": "oui" if offer else ""}


def planned(one: Any, language: str) -> dict[str, str] | None:
    """A publication that waits or failed, in words."""
    if one is None:
        return None
    return {
        "id": one.id,
        "by": one.asked_name,
        "at": format_datetime(one.asked_at, language),
        "due": format_datetime(one.due_at, language) if one.due_at else "",
        "error": one.error or "",
        "hash": one.hash[:8],
    }


def said_now() -> str:
    """What was just done, in words."""
    message = SAID.get(request.args.get("fait", ""))
    return gettext(visitor().language, message) if message else ""


def act(name: str = "", path: str = "") -> Response:
    """Publish, plan, ask for a reader, approve, or give up: what the button says."""
    place = opened(name, path)
    action = request.form.get("_action", "")
    if action not in ACTIONS:
        raise NotFoundError("action")
    right, done, said = ACTIONS[action]
    if right:
        require_right(right)
    more = chosen(place)
    offer = bool(request.form.get("proposer"))
    if action == CHECK:
        query = query_of(more, offer=offer)
        return go_to(place.url(VIEW, **query, note=request.form.get("note", ""), tout="oui"))
    wanted = Wanted(
        place.path, revision_sent(), request.form.get("note", ""), more,
        site_file(desk(), place.who, place.path) if offer and place.name else None,
    )  # fmt: skip
    try:
        done(place, wanted)
    except ConflictError as error:
        status, errors = refusal(error)
        # What there is now may be another text than the one that was seen.
        return shown(opened(name, path), more, status, errors=errors, now_all=status == UNFIT)
    return go_to(place.url(VIEW, fait=said))


def refusal(error: ConflictError) -> tuple[int, tuple[str, ...]]:
    """Why nothing was done: the status, and sentences."""
    language = visitor().language
    if isinstance(error, BlockedError):
        said = (
            gettext(language, BLOCKED, why=f"{gettext(language, TITLES[one.name])} – {one.said}")
            for one in error.points
        )
        return UNFIT, tuple(said)
    words = {
        ChangedMeanwhileError: MEANWHILE,
        publishing.NothingToPublishError: SAME,
        publishing.PublishedMeanwhileError: AT_ONCE,
        scheduling.TimeError: BAD_TIME,
        scheduling.NotToApproveError: NOT_YOURS,
    }
    message = words.get(type(error), OVER)
    status = UNFIT if message in {SAME, BAD_TIME} else CONFLICT
    return status, (gettext(language, message),)


def publish(place: Place, wanted: Wanted) -> None:
    """Publish now."""
    publishing.publish_wanted(desk(), place.who, wanted, now())


def plan(place: Place, wanted: Wanted) -> None:
    """Publish at a time, in Paris."""
    scheduling.schedule(desk(), place.who, wanted, due_sent(), now())


def due_sent() -> datetime:
    """The time that was typed; raises TimeError."""
    try:
        day = date.fromisoformat(request.form.get("jour", "").strip())
        hour = time.fromisoformat(request.form.get("heure", "").strip())
    except ValueError as error:
        raise scheduling.TimeError("due") from error
    return datetime.combine(day, hour.replace(tzinfo=None), PARIS)


def ask(place: Place, wanted: Wanted) -> None:
    """Ask for a reader."""
    scheduling.ask_reader(desk(), place.who, wanted, now())


def approve(place: Place, wanted: Wanted) -> None:
    """Approve what another author asks to publish."""
    del wanted
    asked = request.form.get("publication", "")
    scheduling.approve(desk(), place.who, place.path, asked, now())


def give_up(place: Place, wanted: Wanted) -> None:
    """Give up what was planned or asked for."""
    del wanted
    asked = request.form.get("publication", "")
    scheduling.cancel(desk(), place.who, place.path, asked, now())


def look(place: Place, wanted: Wanted) -> None:
    """Look at everything with what was chosen: the page does."""
    del place, wanted


CHECK = "verifier"
ACTIONS = {
    CHECK: ("", look, ""),
    "publier": ("publish", publish, "publie"),
    "programmer": ("publish", plan, "prevu"),
    "relecture": ("", ask, "demande"),
    "approuver": ("", approve, "approuve"),
    "annuler": ("", give_up, "annule"),
}
