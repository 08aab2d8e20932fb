"""The invitations that were sent by post, for the agents who look after them."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, request

from engine.clock import now
from engine.definitions import Site
from engine.errors import ConflictError
from engine.i18n import format_datetime, gettext
from engine.i18n import marked as _
from engine.services import inviting
from engine.services.inviting import Invitation
from engine.services.letters import said_day
from engine.web.rendering import go_to, profile_label
from engine.web.sessions import desk, require_role, visitor
from engine.web.space.showing import show, site

area = Blueprint("desk_invitations", __name__)
ADDRESS = "/bureau/invitations"
PROCEDURE = "/demarches/activation"
ON_A_PAGE = 50
LONGEST_SEARCH = 100
CONFLICT = 409
STATES = {
    "created": _("To print"),
    "printed": _("Printed"),
    "sent": _("Posted"),
    "used": _("Used"),
    "expired": _("Expired"),
    "revoked": _("Revoked"),
}
TAGS = {"sent": "doing", "used": "done", "expired": "extra", "revoked": "extra"}
SAID = {
    "revoquee": _("The code serves no more."),
    "postee": _("The letters are noted as posted."),
}
USED = _("This code was used: the account is open, or waits for its mail address to be confirmed.")
OVER = _("This code was used or revoked meanwhile: nothing was done.")


@area.get("/activation")
def activation() -> Response:
    """The short address that letters bear leads to the procedure."""
    return go_to(PROCEDURE)


@area.get(ADDRESS)
def invitations() -> Response:
    """The invitations of the site, the last made first."""
    require_role("agent")
    return show("desk/invitations.html", page_of_list(site(), visitor().language))


@area.post(ADDRESS)
def search() -> Response:
    """Look for some of them: the answer has an address of its own."""
    require_role("agent")
    text = " ".join(request.form.get("recherche", "").replace("\0", "").split())
    state = request.form.get("etat", "")
    asked = {"recherche": text[:LONGEST_SEARCH], "etat": state if state in STATES else ""}
    return go_to(address_of_list({name: one for name, one in asked.items() if one}))


@area.post(f"{ADDRESS}/-/postees")
def posted() -> Response:
    """Note that the letters of a batch were posted."""
    require_role("agent")
    inviting.mark_sent(desk(), site().name, request.form.get("lot", ""), now())
    return go_to(address_of_list({"fait": "postee"}))


@area.get(f"{ADDRESS}/<invitation>")
def one(invitation: str) -> Response:
    """One invitation, and what can be done with it."""
    require_role("agent")
    return show("desk/invitation.html", page_of_one(found(invitation)))


@area.post(f"{ADDRESS}/<invitation>/courrier")
def make_again(invitation: str) -> Response:
    """A new letter with another code, which is nowhere else: it is downloaded at once."""
    who = require_role("agent")
    former = found(invitation)
    lasting = former.expires_at - former.created_at
    by = who.account.id if who.account else None
    try:
        letter = inviting.reissue(desk(), site().name, former, lasting, now(), by=by)
    except ConflictError:
        return refused(invitation, USED)
    response = make_response(letter)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = 'attachment; filename="courrier.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


@area.get(f"{ADDRESS}/<invitation>/revoquer")
def ask_to_revoke(invitation: str) -> Response:
    """Ask whether a code is to serve no more."""
    require_role("agent")
    page = page_of_one(found(invitation))
    return show("desk/revoke.html", page) if page["serves"] else refused(invitation, OVER)


@area.post(f"{ADDRESS}/<invitation>/revoquer")
def revoke(invitation: str) -> Response:
    """Have a code serve no more."""
    who = require_role("agent")
    by = who.account.id if who.account else None
    try:
        inviting.revoke(desk(), site().name, found(invitation), now(), by)
    except ConflictError:
        return refused(invitation, OVER)
    return go_to(f"{ADDRESS}/{invitation}?{urlencode({'fait': 'revoquee'})}")


def found(invitation: str) -> Invitation:
    """An invitation of this site; raises NotFoundError."""
    return inviting.load(desk(), site().name, invitation)


def refused(invitation: str, why: str) -> Response:
    """The page of an invitation, with why nothing was done."""
    page = page_of_one(found(invitation))
    page["errors"] = [{"field_id": "", "text": gettext(visitor().language, why)}]
    return show("desk/invitation.html", page, CONFLICT)


def page_of_list(at: Site, language: str) -> dict[str, Any]:
    """What the list shows: a page of it, what is looked for, the batches to post."""
    text, state = request.args.get("recherche", "")[:LONGEST_SEARCH], request.args.get("etat", "")
    every = inviting.search(desk(), at.name, text)
    moment = now()
    kept = [one for one in every if not state or one.state(moment) == state]
    asked = {"recherche": text, "etat": state}
    last = max(1, -(-len(kept) // ON_A_PAGE))
    number = min(max(1, request.args.get("page", 1, type=int)), last)
    shown = kept[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return {
        "title": gettext(language, "Invitations by post"),
        "said": said(language),
        "lines": [line_of(one, at, language) for one in shown],
        "total": len(kept),
        "asked": asked,
        "is_search": bool(text or state),
        "states": {name: gettext(language, word) for name, word in STATES.items()},
        "batches": [] if text or state else batches_to_post(every),
        "number": number,
        "last": last,
        "before_url": address_of_list({**asked, "page": number - 1}) if number > 1 else None,
        "after_url": address_of_list({**asked, "page": number + 1}) if number < last else None,
    }


def said(language: str) -> str:
    """What was just done, in words."""
    message = SAID.get(request.args.get("fait", ""))
    return gettext(language, message) if message else ""


def batches_to_post(every: list[Invitation]) -> list[dict[str, Any]]:
    """The batches whose letters were printed and are not noted as posted."""
    moment = now()
    counted = Counter(one.batch for one in every if one.state(moment) == "printed")
    return [{"name": name, "number": number} for name, number in counted.items()]


def line_of(one: Invitation, at: Site, language: str) -> dict[str, Any]:
    """An invitation as the list shows it."""
    name, *address = inviting.to_of(one)
    state = one.state(now())
    return {
        "name": name,
        "address": ", ".join(address),
        "profile": profile_label(one.profile, language, at),
        "reference": one.letter.get("reference", ""),
        "state": gettext(language, STATES[state]),
        "tag": TAGS.get(state, ""),
        "serves": one.serves(now()),
        "until": said_day(one.expires_at, language),
        "url": f"{ADDRESS}/{one.id}",
    }


def page_of_one(one: Invitation) -> dict[str, Any]:
    """What the page of an invitation shows."""
    language = visitor().language
    line = line_of(one, site(), language)
    times = (
        (_("Made on"), one.created_at),
        (_("Printed on"), one.printed_at),
        (_("Posted on"), one.sent_at),
        (_("Used on"), one.used_at),
        (_("Revoked on"), one.revoked_at),
    )
    return {
        **line,
        "title": gettext(language, "Invitation of {name}", name=line["name"]),
        "said": said(language),
        "errors": [],
        "code": f"{one.selector}-****-****",
        "failures": one.failures,
        "batch": one.batch,
        "is_used": one.used_at is not None,
        "times": [
            {"label": gettext(language, label), "at": format_datetime(at, language)}
            for label, at in times
            if at is not None
        ],
    }


def address_of_list(asked: dict[str, Any]) -> str:
    """The address of the list for what is looked for."""
    query = urlencode({name: one for name, one in asked.items() if one})
    return f"{ADDRESS}?{query}" if query else ADDRESS
