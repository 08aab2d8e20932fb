"""What the law has a site say of itself, worked out from its file and from the definitions."""

from flask import Response

from engine.clock import now
from engine.definitions import Audit, Organisation, Site
from engine.errors import NotFoundError
from engine.i18n import format_date, gettext
from engine.i18n import marked as _
from engine.pages.processing import Sheet, sheets_of
from engine.services.desk import PARIS
from engine.web.languages import COOKIE
from engine.web.rendering import render
from engine.web.sessions import cookie_name, desk, remember_name, site_or_none, visitor

STATES = {
    "total": _("fully compliant"),
    "partial": _("partially compliant"),
    "none": _("not compliant"),
}
TEXT_OF_PRIVACY, TEXT_OF_USE = "confidentialite", "conditions"


def the_site() -> Site:
    """The site that is asked."""
    site = site_or_none()
    if site is None:
        raise NotFoundError("site")
    return site


def accessibility() -> Response:
    """The statement of accessibility: not compliant until the site declares an audit."""
    site, language = the_site(), visitor().language
    said = site.legal.accessibility
    state = said.state(now().astimezone(PARIS).date())
    page = {
        "title": gettext(language, "Accessibility statement"),
        "state": gettext(language, STATES[state]),
        "key": state,
        "audit": audit_line(said.audit, language) if said.audit else None,
        "failures": said.failures,
        "exceptions": said.exceptions,
        "scheme": said.scheme,
        "report_url": report_url(said.report),
        "owner": site.legal.publisher.name or site.service.name,
    }
    return render("legal/accessibility.html", page)


def audit_line(audit: Audit, language: str) -> dict[str, str]:
    """An audit as the statement tells it."""
    rate = f"{audit.rate}"
    return {
        "day": format_date(audit.day, language),
        "auditor": audit.auditor,
        "rate": rate.replace(".", ",") if language == "fr" else rate,
        "standard": audit.standard,
    }


def report_url(procedure: str) -> str:
    """The address of the procedure that tells of a barrier, when the site offers it."""
    names = desk().catalogue.names(visitor().site)
    return f"/demarches/{procedure}" if procedure in names else ""


def sheets() -> list[Sheet]:
    """The sheets of what the site does with data."""
    site, catalogue = the_site(), desk().catalogue
    catalogue.refresh(now())
    names = catalogue.names(site.name)
    procedures = [catalogue.current(name, site.name).procedure for name in names]
    return sheets_of(procedures, site, visitor().language)


def privacy() -> Response:
    """The notice on data, worked out from the definitions (GDPR, article 13)."""
    site, language = the_site(), visitor().language
    legal = site.legal
    page = {
        "title": gettext(language, "Your personal data"),
        "controller": organisation(legal.controller) or of_service(site),
        "processor": organisation(legal.processor),
        "processors": [organisation(one) for one in legal.processors],
        "dpo": organisation(legal.dpo),
        "transfers": legal.transfers,
        "sheets": sheets(),
        "text_url": text_url(TEXT_OF_PRIVACY),
        "signed_in": visitor().account is not None,
    }
    return render("legal/privacy.html", page)


def cookies() -> Response:
    """The cookies of the site: those it needs, and no other."""
    language = visitor().language
    lines = [
        (cookie_name(), _("Knows your browser from one page to the next: without it nobody could "
         "sign in or fill in a procedure."), _("Until you close your browser, sign out, or do "
         "nothing for 30 minutes.")),
        (remember_name(), _("Signs you in again, if you ticked “Remember me”."),
         _("30 days, or until you sign out.")),
        (COOKIE, _("Keeps the language that you chose, where a procedure has several."),
         _("One year.")),
    ]  # fmt: skip
    page = {
        "title": gettext(language, "Cookies"),
        "cookies": [
            {"name": name, "why": gettext(language, why), "lasting": gettext(language, lasting)}
            for name, why, lasting in lines
        ],
    }
    return render("legal/cookies.html", page)


def notice() -> Response:
    """Who publishes and hosts the site (law 2004-575, article 6)."""
    site, language = the_site(), visitor().language
    page = {
        "title": gettext(language, "Legal notice"),
        "publisher": organisation(site.legal.publisher) or of_service(site),
        "director": site.legal.director,
        "host": organisation(site.legal.host),
        "security": site.legal.security,
        "use_url": text_url(TEXT_OF_USE),
    }
    return render("legal/notice.html", page)


def organisation(one: Organisation) -> dict[str, str] | None:
    """A body as templates show it, None when it is not named."""
    if not one.name:
        return None
    return {
        "name": one.name,
        "address": ", ".join(one.address),
        "phone": one.phone,
        "email": one.email,
        "number": one.number,
    }


def of_service(site: Site) -> dict[str, str]:
    """The service of the site, as a body."""
    service = site.service
    return {
        "name": service.name,
        "address": ", ".join(service.address),
        "phone": service.phone,
        "email": service.email,
        "number": "",
    }


def text_url(name: str) -> str:
    """The address of a text, when there is one."""
    return f"/textes/{name}" if name in desk().catalogue.library.texts else ""
