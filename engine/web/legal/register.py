"""The register of processing (GDPR, article 30), for those who run the site."""

from flask import Response, current_app

from engine.i18n import gettext
from engine.pages.processing import register_csv
from engine.web.legal.pages import of_service, organisation, sheets, the_site
from engine.web.rendering import render
from engine.web.sessions import require_role, visitor


def show() -> Response:
    """A sheet a procedure, to be read or printed."""
    require_role("operator")
    site, language = the_site(), visitor().language
    page = {
        "title": gettext(language, "Register of processing"),
        "controller": organisation(site.legal.controller) or of_service(site),
        "processor": organisation(site.legal.processor),
        "dpo": organisation(site.legal.dpo),
        "transfers": site.legal.transfers,
        "sheets": sheets(),
        "csv_url": "/bureau/registre.csv",
    }
    return render("legal/register.html", page)


def download() -> Response:
    """The same as a table."""
    require_role("operator")
    text = register_csv(sheets(), the_site(), visitor().language)
    response = current_app.make_response(text.encode())
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="registre.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response
