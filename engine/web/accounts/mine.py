"""My account: how one signs in, where one is signed in, and what happened."""

from datetime import datetime

from flask import Response, request

from engine.clock import now
from engine.i18n import format_datetime, gettext
from engine.i18n import marked as _
from engine.services import connected, second_factor
from engine.services.providing import Account, identities_of, provider_at
from engine.web.rendering import go_to
from engine.web.sessions import browser, desk, require_person
from engine.web.space.showing import show as show_page

ADDRESS = "/mon-compte"
SESSIONS = "/mon-compte/sessions"
ALL_OTHERS = "autres"
WHAT_HAPPENED = {
    "signed_in": _("Signed in"),
    "resumed": _("Came back in a remembered browser"),
    "sign_in_refused": _("Wrong password"),
    "password_changed": _("Password changed"),
    "reset_requested": _("Password reset asked for"),
    "email_changed": _("E-mail address changed"),
    "account_activated": _("Account activated"),
    "second_factor_set": _("Second factor set up"),
    "second_factor_given": _("Code of the second factor given"),
    "second_factor_removed": _("Second factor taken away"),
    "second_factor_recovered": _("Recovery code used, second factor taken away"),
    "second_factor_reset": _("Second factor taken away by the service"),
    "recovery_codes_made": _("Recovery codes made"),
    "sessions_ended_by_service": _("Signed out everywhere by the service"),
    "invitation_joined": _("What a letter says was added to the account"),
    "provider_linked": _("Linked to an identity provider"),
    "provider_unlinked": _("Unlinked from an identity provider"),
    "provider_used": _("Signed in with an identity provider"),
    "remembered_stolen": _("A remembered browser was used twice: it was signed out"),
    "session_ended": _("A browser was signed out"),
    "other_sessions_ended": _("The other browsers were signed out"),
    "data_exported": _("Data exported"),
    "profile_changed": _("Personal information changed"),
    "change_asked": _("Change asked for"),
    "change_cancelled": _("Request for a change cancelled"),
    "change_accepted": _("Change accepted by the service"),
    "change_refused": _("Change refused by the service"),
    "roles_changed": _("Roles changed by the service"),
}


def show() -> Response:
    """What there is to know and to do about one's account."""
    who = require_person()
    language, account = who.language, who.account
    if account is None:
        return go_to("/connexion")
    page = {
        "title": gettext(language, "My account"),
        "email": account.email,
        "changed_at": shown_time(account.password_changed_at, language),
        "has_second_factor": second_factor.has_it(account),
        "provider": shown_provider(account, language),
        "others": len(connected.browsers(desk(), who, now())) - 1,
        "events": [
            {
                "at": format_datetime(one.at, language),
                "what": gettext(language, WHAT_HAPPENED[one.kind]),
                "browser": one.browser,
                "address": one.address,
            }
            for one in connected.history(desk(), who)
            if one.kind in WHAT_HAPPENED
        ],
    }
    return show_page("accounts/mine.html", page)


def shown_provider(account: Account, language: str) -> dict[str, str] | None:
    """The identity provider of the site, and since when it opens the account."""
    provider = provider_at(desk(), account.site)
    if provider is None:
        return None
    linked = identities_of(desk(), account)
    since = format_datetime(linked[0].created_at, language) if linked else ""
    return {"label": provider.label, "since": since, "back": ADDRESS}


def show_sessions() -> Response:
    """Where one is signed in."""
    who = require_person()
    page = {
        "title": gettext(who.language, "Where you are signed in"),
        "browsers": [
            {
                "id": one.id,
                "browser": one.browser,
                "address": one.address,
                "seen": format_datetime(one.seen_at, who.language),
                "is_this": one.is_this,
                "is_remembered": one.is_remembered,
            }
            for one in connected.browsers(desk(), who, now())
        ],
        "all_others": ALL_OTHERS,
    }
    return show_page("accounts/sessions.html", page)


def end_sessions() -> Response:
    """Sign out a browser, or all the others."""
    who = require_person()
    chosen = request.form.get("navigateur", "")
    if chosen == ALL_OTHERS:
        connected.end_others(desk(), who, browser(), now())
    else:
        connected.end(desk(), who, chosen, browser(), now())
    return go_to(SESSIONS)


def shown_time(time: datetime | None, language: str) -> str:
    """A time in words, nothing when there is none."""
    return format_datetime(time, language) if time else ""
