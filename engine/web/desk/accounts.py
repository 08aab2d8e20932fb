"""Accounts, for the operators who help persons that can no longer get in."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from engine.clock import now
from engine.i18n import format_datetime, gettext
from engine.services import looking_after, recovering
from engine.services.desk import Visitor
from engine.services.filling import NotFreshError
from engine.services.looking_after import Seen
from engine.services.recovering import CHECKS, Check
from engine.services.second_factor import has_it
from engine.web.accounts.mine import WHAT_HAPPENED
from engine.web.rendering import go_to, profile_label
from engine.web.sessions import browser, desk, require_role, visitor
from engine.web.space.showing import show, site

ADDRESS = "/bureau/comptes"
LONGEST_NOTE, LONGEST_SEARCH = 500, 254
UNPROCESSABLE = 422


def accounts() -> Response:
    """Look for an account."""
    require_role("operator")
    asked = request.args.get("recherche", "").replace("\0", "")[:LONGEST_SEARCH]
    found = looking_after.search(desk(), site().name, asked)
    page = {
        "title": gettext(visitor().language, "Accounts"),
        "asked": asked,
        "lines": [
            {"url": f"{ADDRESS}/{one.id}", "email": one.email, "name": one.name} for one in found
        ],
    }
    return show("desk/accounts.html", page)


def search() -> Response:
    """What is looked for has an address of its own."""
    require_role("operator")
    asked = request.form.get("recherche", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    return go_to(f"{ADDRESS}?{urlencode({'recherche': asked})}" if asked else ADDRESS)


def one(account: str) -> Response:
    """One account, and how to help its person."""
    require_role("operator")
    return show_one(account)


def end_sessions(account: str) -> Response:
    """Sign somebody out everywhere."""
    who, seen = require_fresh(), seen_here(account)
    reason = text_of("motif")
    if not reason:
        return show_one(account, "motif", gettext(who.language, "Say why."))
    recovering.end_sessions(desk(), who, seen.account, reason, browser(), now())
    return go_to(f"{ADDRESS}/{account}")


def reset(account: str) -> Response:
    """Take away the second factor of somebody who lost it."""
    who, seen = require_fresh(), seen_here(account)
    check = Check(request.form.get("verification", ""), text_of("constat"))
    if check.how not in CHECKS:
        said = gettext(who.language, "Say how you made sure of who asks.")
        return show_one(account, "verification", said)
    if not check.note:
        return show_one(account, "constat", gettext(who.language, "Say what you saw or heard."))
    recovering.reset(desk(), who, seen.account, check, browser(), now())
    return go_to(f"{ADDRESS}/{account}")


def require_fresh() -> Visitor:
    """The operator, who proved lately that it is them."""
    who = require_role("operator")
    if not who.is_fresh(now()):
        raise NotFreshError(ADDRESS)
    return who


def text_of(name: str) -> str:
    """What was typed in a form, on one line."""
    return " ".join(request.form.get(name, "").replace("\0", "").split())[:LONGEST_NOTE]


def seen_here(account: str) -> Seen:
    """An account of this site."""
    return looking_after.seen(desk(), site().name, account, now())


def show_one(account: str, control: str = "", error: str = "") -> Response:
    """The page of an account; `error` is said of a control of its forms."""
    who, seen = visitor(), seen_here(account)
    page = page_of(who, seen)
    page["errors"] = [{"field_id": control, "text": error}] if error else []
    page["error_of"] = {control: error}
    page["typed"] = {name: text_of(name) for name in ("motif", "constat", "verification")}
    return show("desk/account.html", page, UNPROCESSABLE if error else 200)


def page_of(who: Visitor, seen: Seen) -> dict[str, Any]:
    """What is said of an account: nothing of what its person answered."""
    account, language = seen.account, who.language
    is_own = who.account is not None and who.account.id == account.id
    return {
        "title": account.name or account.email,
        "url": f"{ADDRESS}/{account.id}",
        "email": account.email,
        "profile": profile_label(account.profile, language, site()),
        "roles": ", ".join(account.roles),
        "is_confirmed": account.email_verified_at is not None,
        "is_closed": account.closed_at is not None,
        "has_second_factor": has_it(account),
        "may_reset": has_it(account) and not is_own and account.closed_at is None,
        "sessions": seen.sessions,
        "checks": {name: gettext(language, words) for name, words in CHECKS.items()},
        "events": [
            {
                "at": format_datetime(one.at, language),
                "what": gettext(language, WHAT_HAPPENED[one.kind]),
                "details": one.details.get("reason") or one.details.get("note") or "",
            }
            for one in seen.events
            if one.kind in WHAT_HAPPENED
        ],
    }
